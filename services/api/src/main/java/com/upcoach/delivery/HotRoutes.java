package com.upcoach.delivery;

import com.upcoach.access.Access;
import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.http.OverloadResponse;
import com.upcoach.http.RequestStep;
import com.upcoach.route.HotRoute;
import com.upcoach.route.MatchedRequest;
import com.upcoach.session.Sessions;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Answers the requests that are frequent ([HotRoute]) without JAX-RS, where they are plain GETs
/// for JSON. All others go on to the resource.
@Singleton
public final class HotRoutes implements RequestStep {

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

  /// Requires that only members may call the route, and only for their own data.
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

  @Override
  public void handle(RoutingContext context, Runnable next) {
    HttpServerRequest request = context.request();
    HotRoute route = isUsual(request) ? route(request.path()) : null;
    Optional<String> token = MatchedRequest.of(context).token();
    if (route == null || token.isEmpty()) {
      next.run();
      return;
    }
    sessions
        .readAs(token.get(), caller -> route.json(caller, request.path()))
        .subscribe()
        .with(
            answer -> answer(context, next, answer.flatMap(Function.identity())),
            failure -> failed(context, next, failure));
  }

  /// Whether a request is a plain GET for JSON, with its token in a header.
  private static boolean isUsual(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET)
        || request.query() != null
        || !request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      return false;
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.equals("*/*") || accept.equals("application/json");
  }

  private HotRoute route(String path) {
    for (HotRoute route : routes) {
      if (route.matches(path)) {
        return route;
      }
    }
    return null;
  }

  /// Without a response the request goes on: the resource method says why.
  private void answer(RoutingContext context, Runnable next, Optional<byte[]> answer) {
    if (answer.isEmpty()) {
      next.run();
      return;
    }
    cached.send(context, answer.get());
  }

  /// A request that a lane refused for lack of room or time is not tried again, as its deadline has
  /// passed. The resource method reports any other failure.
  private void failed(RoutingContext context, Runnable next, Throwable failure) {
    if (!(failure instanceof LaneRejectedException refused)) {
      next.run();
      return;
    }
    switch (refused.reason()) {
      case FULL, SHED -> busy.send(context);
      case LATE -> busy.sendLate(context);
      case CANCELLED, DOWN -> next.run();
    }
  }
}
