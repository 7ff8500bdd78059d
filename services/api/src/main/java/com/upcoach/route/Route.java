package com.upcoach.route;

import com.upcoach.access.Access;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One route of the server, with the properties on which filters decide.
///
/// @param method the HTTP method in upper case; a GET route also serves HEAD
/// @param template the path as in the API contract: `/v1/habits/{id}`
/// @param access the rule that says who may call the route; empty if the resource method declares
///     none, in which case every caller is refused
/// @param cached the policy by which its responses are cached; empty if they are not
/// @param mediaTypes the accepted media types of the body, in lower case; empty if none is declared
/// @param queryParameters the names that its query may have
/// @param resource the resource method that serves the route; empty if the runtime serves it
public record Route(
    String method,
    String template,
    Optional<Access.Rule> access,
    int rateLimitCost,
    BodyLimit.Size bodyLimit,
    RequestLane.Work work,
    Optional<CachePolicy> cached,
    List<String> mediaTypes,
    Set<String> queryParameters,
    Optional<Method> resource) {

  private static final String GET = "GET";

  /// A GET route of the runtime, such as a health check: public, never rate-limited or shed.
  public static Route ofRuntime(String template) {
    return new Route(
        GET,
        template,
        Optional.of(Access.Rule.PUBLIC),
        RateLimitCost.FREE,
        BodyLimit.Size.DEFAULT,
        RequestLane.Work.NONE,
        Optional.empty(),
        List.of(),
        Set.of(),
        Optional.empty());
  }

  /// The route that a resource method's annotations declare; empty for any other method.
  public static Optional<Route> of(Method method) {
    return httpMethod(method)
        .map(
            verb ->
                new Route(
                    verb,
                    template(method),
                    annotationValue(method, Access.class, Access::value),
                    annotationValue(method, RateLimitCost.class, RateLimitCost::value)
                        .orElse(RateLimitCost.DEFAULT),
                    annotationValue(method, BodyLimit.class, BodyLimit::value)
                        .orElse(BodyLimit.Size.DEFAULT),
                    annotationValue(method, RequestLane.class, RequestLane::value)
                        .orElse(defaultWork(verb)),
                    annotationValue(method, Cached.class, Cached::value),
                    mediaTypes(method),
                    queryParameters(method),
                    Optional.of(method)));
  }

  /// Whether callers without a session may call the route.
  public boolean isOpenToAnonymous() {
    return access
        .filter(rule -> rule == Access.Rule.PUBLIC || rule == Access.Rule.BY_FIELD)
        .isPresent();
  }

  /// The policy by which the response to a request with this query is cached; empty where it is
  /// not.
  ///
  /// @param query as it was sent, or null
  public Optional<CachePolicy> cachePolicy(String query) {
    return cached.filter(policy -> policy.takes(query));
  }

  /// The path of a resource method as in the API contract.
  public static String template(Method method) {
    Path own = method.getAnnotation(Path.class);
    return method.getDeclaringClass().getAnnotation(Path.class).value()
        + (own == null ? "" : own.value());
  }

  private static Optional<String> httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static RequestLane.Work defaultWork(String verb) {
    return verb.equals(GET) ? RequestLane.Work.READS : RequestLane.Work.WRITES;
  }

  private static List<String> mediaTypes(Method method) {
    return annotationValue(method, Consumes.class, Consumes::value)
        .or(
            () ->
                Optional.ofNullable(method.getDeclaringClass().getAnnotation(Consumes.class))
                    .map(Consumes::value))
        .map(List::of)
        .orElse(List.of());
  }

  private static Set<String> queryParameters(Method method) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static <A extends Annotation, T> Optional<T> annotationValue(
      Method method, Class<A> type, Function<A, T> value) {
    return Optional.ofNullable(method.getAnnotation(type)).map(value);
  }
}
