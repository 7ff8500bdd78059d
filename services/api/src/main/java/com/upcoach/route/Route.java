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

/// One route of the server, with the properties by which controls decide.
///
/// @param method the HTTP method in upper case; a GET route serves HEAD too
/// @param template its path as the contract has it: `/v1/habits/{id}`
/// @param access who may call it; empty where the resource method declares no rule, so that nobody
///     may
/// @param cached the policy by which its responses are cached; empty where they are not
/// @param mediaTypes those of the bodies that it takes, in lower case; empty where none is declared
/// @param queryParameters the names that its query may have
/// @param resource the resource method that serves it; empty where no resource does
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

  /// A GET that answers machines about the server itself: open to all, never limited or shed.
  public static Route ofRuntime(String template) {
    return new Route(
        GET,
        template,
        Optional.of(Access.Rule.PUBLIC),
        RateLimitCost.FREE,
        BodyLimit.Size.USUAL,
        RequestLane.Work.NONE,
        Optional.empty(),
        List.of(),
        Set.of(),
        Optional.empty());
  }

  /// The route of a resource method, from its annotations; empty for any other method.
  public static Optional<Route> of(Method method) {
    return httpMethod(method)
        .map(
            verb ->
                new Route(
                    verb,
                    template(method),
                    value(method, Access.class, Access::value),
                    value(method, RateLimitCost.class, RateLimitCost::value)
                        .orElse(RateLimitCost.USUAL),
                    value(method, BodyLimit.class, BodyLimit::value).orElse(BodyLimit.Size.USUAL),
                    value(method, RequestLane.class, RequestLane::value).orElse(usualWork(verb)),
                    value(method, Cached.class, Cached::value),
                    mediaTypes(method),
                    queryParameters(method),
                    Optional.of(method)));
  }

  /// Whether callers without a session may call it.
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

  /// The path of a resource method as the contract has it.
  public static String template(Method method) {
    Path own = method.getAnnotation(Path.class);
    return method.getDeclaringClass().getAnnotation(Path.class).value()
        + (own == null ? "" : own.value());
  }

  private static Optional<String> httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static RequestLane.Work usualWork(String verb) {
    return verb.equals(GET) ? RequestLane.Work.READS : RequestLane.Work.WRITES;
  }

  private static List<String> mediaTypes(Method method) {
    return value(method, Consumes.class, Consumes::value)
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

  private static <A extends Annotation, T> Optional<T> value(
      Method method, Class<A> type, Function<A, T> value) {
    return Optional.ofNullable(method.getAnnotation(type)).map(value);
  }
}
