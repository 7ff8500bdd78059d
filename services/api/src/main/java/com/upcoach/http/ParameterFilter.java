package com.upcoach.http;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.Route;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses query parameters that the route does not declare, that are repeated or empty, and names
/// them: they would otherwise be ignored silently. Makes sure that the matched route's method is
/// called. Reads the parameter `fields`, which all routes share.
public final class ParameterFilter {

  private static final String WANTED = Selection.class.getName();

  private final SelectableFields selectable;
  private final CurrentVertxRequest current;

  ParameterFilter(SelectableFields selectable, CurrentVertxRequest current) {
    this.selectable = selectable;
    this.current = current;
  }

  /// @return empty to let the request through
  @ServerRequestFilter
  Optional<Response> check(ResourceInfo resource, ContainerRequestContext request) {
    Route route = matched(resource.getResourceMethod());
    MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    Optional<Problem> refusal = refusal(sent, route.queryParameters());
    List<String> fields = sent.get(Selection.PARAMETER);
    if (refusal.isEmpty() && fields != null) {
      request.setProperty(WANTED, selectable.wanted(route.template(), fields));
    }
    return refusal.map(Responses::response);
  }

  /// The matched route, by which all earlier steps have decided.
  ///
  /// @throws IllegalStateException where another method than the route's is called
  private Route matched(Method called) {
    return MatchedRequest.of(current.getCurrent())
        .route()
        .filter(route -> route.resource().filter(called::equals).isPresent())
        .orElseThrow(
            () ->
                new IllegalStateException("the route table matched another route than " + called));
  }

  /// The fields that a request selects.
  public static Selection wanted(ContainerRequestContext request) {
    return request.getProperty(WANTED) instanceof Selection wanted ? wanted : Selection.WHOLE;
  }

  /// The refusal of the first parameter that is unknown, repeated or empty; empty where there is
  /// none.
  public static Optional<Problem> refusal(Map<String, List<String>> sent, Set<String> allowed) {
    return sent.keySet().stream()
        .filter(name -> !allowed.contains(name))
        .findFirst()
        .map(name -> problem(Bounds.shortened(name), allowed))
        .or(() -> refused(sent, values -> values.size() > 1, "is given more than once"))
        .or(() -> refused(sent, values -> values.getFirst().isEmpty(), "is empty"));
  }

  private static Optional<Problem> refused(
      Map<String, List<String>> sent, Predicate<List<String>> isWrong, String reason) {
    return sent.entrySet().stream()
        .filter(parameter -> isWrong.test(parameter.getValue()))
        .findFirst()
        .map(parameter -> Parameters.invalid(parameter.getKey(), reason).problem());
  }

  private static Problem problem(String name, Set<String> allowed) {
    String known =
        allowed.isEmpty()
            ? "This route takes no parameters"
            : "It takes " + String.join(", ", allowed.stream().sorted().toList());
    return new Problem(
        ProblemKind.UNKNOWN_PARAMETER,
        "%s is not a parameter of this route. %s.".formatted(name, known),
        List.of(new Problem.FieldError(name, "is not a parameter of this route")));
  }
}
