package com.upcoach.batch;

import com.upcoach.route.Route;
import com.upcoach.route.RouteTable;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The routes that a batch may read: each GET of the API that returns JSON without blocking, and
/// takes only text from its path and query.
@Singleton
final class ReadRoutes {

  private static final String API = "/v1/";
  private static final String GET = "GET";

  private final RouteTable table;
  private final Map<Route, ReadRoute> reads = new HashMap<>();

  ReadRoutes(RouteTable table) {
    this.table = table;
    ArcContainer beans = Arc.container();
    for (Route route : table.routes()) {
      route
          .resource()
          .filter(method -> isRead(route, method))
          .ifPresent(
              method ->
                  reads.put(
                      route,
                      new ReadRoute(
                          route, beans.select(method.getDeclaringClass()).get(), method)));
    }
  }

  private static boolean isRead(Route route, Method method) {
    return route.method().equals(GET)
        && route.template().startsWith(API)
        && route.access().isPresent()
        && method.getReturnType() == Uni.class
        && producesJson(method)
        && Arrays.stream(method.getParameters()).allMatch(ReadRoutes::isText);
  }

  private static boolean producesJson(Method method) {
    Produces own = method.getAnnotation(Produces.class);
    Produces types = own == null ? method.getDeclaringClass().getAnnotation(Produces.class) : own;
    return types != null && List.of(types.value()).contains("application/json");
  }

  private static boolean isText(Parameter parameter) {
    return parameter.getType() == String.class
        && (parameter.isAnnotationPresent(PathParam.class)
            || parameter.isAnnotationPresent(QueryParam.class));
  }

  /// The route of a path in normal form, without its query; empty where a batch may not read it.
  Optional<ReadRoute> find(String path) {
    return table.find(GET, path).map(reads::get);
  }

  /// A route whose resource method can be called directly.
  record ReadRoute(Route route, Object resource, Method method) {

    /// Calls the method on behalf of the caller of the current request.
    ///
    /// @param query at most one value for each parameter
    @SuppressWarnings("unchecked") // each resource method that returns a Uni returns a response
    Uni<Response> call(String path, Map<String, List<String>> query) {
      Object[] arguments =
          Arrays.stream(method.getParameters())
              .map(parameter -> argument(parameter, path, query))
              .toArray();
      try {
        return (Uni<Response>) method.invoke(resource, arguments);
      } catch (InvocationTargetException thrown) {
        return Uni.createFrom().failure(thrown.getCause());
      } catch (IllegalAccessException hidden) {
        throw new IllegalStateException("resource methods are public", hidden);
      }
    }

    private String argument(Parameter parameter, String path, Map<String, List<String>> query) {
      PathParam inPath = parameter.getAnnotation(PathParam.class);
      if (inPath != null) {
        return segment(path, "{" + inPath.value() + "}");
      }
      List<String> values = query.get(parameter.getAnnotation(QueryParam.class).value());
      return values == null ? null : values.getFirst();
    }

    /// The segment of the path that stands where the template has this one.
    private String segment(String path, String ofTemplate) {
      int place = List.of(route.template().split("/", -1)).indexOf(ofTemplate);
      return path.split("/", -1)[place];
    }
  }
}
