package com.upcoach.delivery;

import com.upcoach.access.Access;
import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.http.OverloadResponse;
import com.upcoach.route.HotRoute;
import com.upcoach.session.SessionFilter;
import com.upcoach.session.Sessions;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Answers [HotRoute]s before the machinery of resources is set going; whatever is unusual goes
/// the long way.
@Singleton
final class HotRoutes {

  /// Behind [Admission] and [BodyLimits].
  private static final int ORDER = 900;

  private final List<HotRoute> routes;
  private final Sessions sessions;
  private final OverloadResponse busy;
  private final ResponseCacheFilter cached;

  /// @throws IllegalStateException where a route has no method with the rule that it must have
  HotRoutes(
      @All List<HotRoute> routes,
      Sessions sessions,
      OverloadResponse busy,
      ResponseCacheFilter cached) {
    routes.forEach(HotRoutes::requireOwn);
    this.routes = List.copyOf(routes);
    this.sessions = sessions;
    this.busy = busy;
    this.cached = cached;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, ORDER);
  }

  /// Each route answers members alone, and with what is their own.
  static void requireOwn(HotRoute route) {
    boolean own =
        Arrays.stream(route.resource().getDeclaredMethods())
            .filter(method -> method.getName().equals(route.method()))
            .map((Method method) -> method.getAnnotation(Access.class))
            .anyMatch(access -> access != null && access.value() == Access.Rule.OWN);
    if (!own) {
      throw new IllegalStateException(
          "%s.%s is no route for a member's own: it cannot be a hot route"
              .formatted(route.resource().getSimpleName(), route.method()));
    }
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<String> token = usualToken(request);
    if (token.isEmpty()) {
      context.next();
      return;
    }
    HotRoute route = route(request.path());
    if (route == null) {
      context.next();
      return;
    }
    sessions
        .readAs(token.get(), caller -> route.answer(caller, request.path()))
        .subscribe()
        .with(
            answer -> answer(context, answer.flatMap(Function.identity())),
            failure -> failed(context, failure));
  }

  /// The token of a request that is a plain GET for JSON.
  private static Optional<String> usualToken(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) || request.query() != null) {
      return Optional.empty();
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.equals("*/*") || accept.equals("application/json")
        ? SessionFilter.bearer(request.getHeader(HttpHeaders.AUTHORIZATION))
        : Optional.empty();
  }

  private HotRoute route(String path) {
    for (HotRoute route : routes) {
      if (route.matches(path)) {
        return route;
      }
    }
    return null;
  }

  /// Without an answer it is for the method to say why.
  private void answer(RoutingContext context, Optional<byte[]> answer) {
    if (answer.isEmpty()) {
      context.next();
      return;
    }
    cached.made(context, answer.get());
  }

  /// What was refused for want of room or time is not tried a second time: the caller's time is
  /// up. Any other failure is the long way's to explain.
  private void failed(RoutingContext context, Throwable failure) {
    if (!(failure instanceof LaneRejectedException refused)) {
      context.next();
      return;
    }
    switch (refused.reason()) {
      case FULL, SHED -> busy.send(context);
      case LATE -> busy.sendLate(context);
      case CANCELLED, DOWN -> context.next();
    }
  }
}
