package com.upcoach.http;

import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.RequestTarget;
import com.upcoach.route.Route;
import com.upcoach.route.RouteMatch;
import com.upcoach.route.RouteTable;
import com.upcoach.session.SessionFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Matches each request with its route, once, before anything else looks at it; refuses those that
/// match none, and those that may not go on whatever their body says. All other controls decide by
/// the [MatchedRequest], never by the path.
@Singleton
final class RouteFilter {

  private static final int BEFORE_ALL_ELSE = 3_000;

  /// After [RateLimitFilter], which counts what is refused here; ahead of [ResponseCacheFilter].
  private static final int AFTER_RATE_LIMIT = 2_150;

  private static final CharSequence ALLOW = HttpHeaders.createOptimized("Allow");

  private final RouteTable table;
  private final ForwardedAddress address;
  private final RateLimitFilter limiting;
  private final CrossOriginCheck crossOrigin;
  private final ProblemResponse problems;

  RouteFilter(
      RouteTable table,
      ForwardedAddress address,
      RateLimitFilter limiting,
      CrossOriginCheck crossOrigin,
      ProblemResponse problems) {
    this.table = table;
    this.address = address;
    this.limiting = limiting;
    this.crossOrigin = crossOrigin;
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::match, BEFORE_ALL_ELSE);
    filters.register(this::check, AFTER_RATE_LIMIT);
  }

  /// The router itself refuses some targets, such as `*`, before any filter is asked.
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
  }

  private void match(RoutingContext context) {
    keep(context, match(context.request()));
    context.next();
  }

  private void keep(RoutingContext context, RouteMatch match) {
    boolean secure = address.isSecure(context.request());
    new MatchedRequest(match, secure).storeIn(context);
    context.response().putHeader(ResponseSecurity.NOSNIFF_NAME, ResponseSecurity.NOSNIFF);
    if (secure) {
      context.response().putHeader(ResponseSecurity.TRANSPORT_NAME, ResponseSecurity.TRANSPORT);
    }
  }

  private RouteMatch match(HttpServerRequest request) {
    Optional<String> fault = fault(request);
    return fault.isEmpty()
        ? table.match(request.method().name(), request.path())
        : new RouteMatch.Malformed(fault.get());
  }

  private static Optional<String> fault(HttpServerRequest request) {
    String target = request.uri();
    return target.startsWith("/")
        ? RequestTarget.fault(target)
        : RequestTarget.faultOfAbsolute(target, request.getHeader(HttpHeaders.HOST));
  }

  private void failed(RoutingContext context) {
    if (MatchedRequest.isKnown(context)) {
      context.next();
      return;
    }
    keep(context, new RouteMatch.Malformed("or the header Host cannot be read"));
    if (limiting.grants(context)) {
      check(context);
    }
  }

  private void check(RoutingContext context) {
    MatchedRequest matched = MatchedRequest.of(context);
    Optional<Problem> refusal =
        switch (matched.match()) {
          case RouteMatch.Matched(Route route) -> refusal(context, route, matched.secure());
          case RouteMatch.Malformed(String reason) ->
              refused(ProblemKind.MALFORMED_REQUEST, "The request target %s.".formatted(reason));
          case RouteMatch.UnknownPath() ->
              refused(ProblemKind.NOT_FOUND, "Nothing is served under this path.");
          case RouteMatch.WrongMethod(var allowed) -> {
            String methods = String.join(", ", allowed);
            context.response().putHeader(ALLOW, methods);
            yield refused(ProblemKind.METHOD_NOT_ALLOWED, "This path takes %s.".formatted(methods));
          }
        };
    if (refusal.isEmpty()) {
      context.next();
    } else {
      problems.send(context, refusal.get());
    }
  }

  private Optional<Problem> refusal(RoutingContext context, Route route, boolean secure) {
    if (!route.isOpenToAnonymous() && SessionFilter.token(context).isEmpty()) {
      return Optional.of(SessionFilter.NOT_SIGNED_IN);
    }
    return crossOrigin.refusal(context.request(), route, secure);
  }

  private static Optional<Problem> refused(ProblemKind kind, String detail) {
    return Optional.of(Problem.of(kind, detail));
  }
}
