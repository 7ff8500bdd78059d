package com.upcoach.batch;

import com.upcoach.access.Access;
import com.upcoach.http.ParameterFilter;
import com.upcoach.route.Route;
import com.upcoach.route.RouteWiring;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of what a batch may read: every GET of the API that answers JSON without waiting,
/// and takes nothing but text of its path and query. Made of the annotations of the resources, so
/// it cannot differ from what is served.
@Singleton
final class ReadRoutes {

  private static final String API = "/v1/";
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private final List<ReadRoute> routes;

  ReadRoutes() {
    ArcContainer beans = Arc.container();
    this.routes =
        RouteWiring.resources().stream()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(ReadRoutes::isRead)
            .map(method -> route(beans, method))
            .filter(route -> route.template().startsWith(API))
            // A path without places goes first, as it does over HTTP.
            .sorted(Comparator.comparing((ReadRoute route) -> route.template().contains("{")))
            .toList();
  }

  private static boolean isRead(Method method) {
    return method.isAnnotationPresent(GET.class)
        && method.isAnnotationPresent(Access.class)
        && method.getReturnType() == Uni.class
        && isOfJson(method)
        && Arrays.stream(method.getParameters()).allMatch(ReadRoutes::isText);
  }

  private static boolean isOfJson(Method method) {
    Produces own = method.getAnnotation(Produces.class);
    Produces form = own == null ? method.getDeclaringClass().getAnnotation(Produces.class) : own;
    return form != null && List.of(form.value()).contains("application/json");
  }

  private static boolean isText(Parameter parameter) {
    return parameter.getType() == String.class
        && (parameter.isAnnotationPresent(PathParam.class)
            || parameter.isAnnotationPresent(QueryParam.class));
  }

  private static ReadRoute route(ArcContainer beans, Method method) {
    String template = Route.template(method);
    List<String> places = PLACE.matcher(template).results().map(place -> place.group(1)).toList();
    return new ReadRoute(
        template,
        Pattern.compile(PLACE.matcher(template).replaceAll("([^/]+)")),
        places,
        beans.select(method.getDeclaringClass()).get(),
        method,
        method.getAnnotation(Access.class).value(),
        ParameterFilter.names(method));
  }

  /// One resource method.
  ///
  /// @param places the names in the template, in their order
  /// @param rule who may call it
  /// @param parameters the names that its query may have
  record ReadRoute(
      String template,
      Pattern pattern,
      List<String> places,
      Object resource,
      Method method,
      Access.Rule rule,
      Set<String> parameters) {

    /// Calls the method, on behalf of the caller of the present request.
    ///
    /// @param query the first value of each parameter is taken
    @SuppressWarnings("unchecked") // every resource method that answers a Uni answers a response
    Uni<Response> call(String path, Map<String, List<String>> query) {
      Matcher matched = pattern.matcher(path);
      if (!matched.matches()) {
        throw new IllegalArgumentException(path + " is not of " + template);
      }
      List<Object> arguments = new ArrayList<>();
      for (Parameter parameter : method.getParameters()) {
        PathParam place = parameter.getAnnotation(PathParam.class);
        arguments.add(
            place == null
                ? first(query, parameter.getAnnotation(QueryParam.class).value())
                : matched.group(1 + places.indexOf(place.value())));
      }
      try {
        return (Uni<Response>) method.invoke(resource, arguments.toArray());
      } catch (InvocationTargetException thrown) {
        return Uni.createFrom().failure(thrown.getCause());
      } catch (IllegalAccessException hidden) {
        throw new IllegalStateException("resource methods are public", hidden);
      }
    }

    private static String first(Map<String, List<String>> query, String name) {
      List<String> values = query.get(name);
      return values == null ? null : values.getFirst();
    }
  }

  /// The route of a path, without its query.
  Optional<ReadRoute> of(String path) {
    return routes.stream().filter(route -> route.pattern().matcher(path).matches()).findFirst();
  }
}
