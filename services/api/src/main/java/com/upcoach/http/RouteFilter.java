package com.upcoach.http;

import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.RequestTarget;
import com.upcoach.route.Route;
import com.upcoach.route.RouteMatch;
import com.upcoach.route.RouteTable;
import com.upcoach.session.SessionFilter;
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
public final class RouteFilter {

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

  /// The router itself refuses some targets, such as `*`, before any filter is asked.
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
  }

  /// Matches the request with its route, for all steps that follow.
  public void match(RoutingContext context, Runnable next) {
    store(context, match(context.request()));
    next.run();
  }

  private void store(RoutingContext context, RouteMatch match) {
    boolean secure = address.isSecure(context.request());
    new MatchedRequest(match, secure, SessionFilter.token(context.request(), secure))
        .storeIn(context);
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
    store(context, new RouteMatch.Malformed("or the header Host cannot be read"));
    if (limiting.grants(context)) {
      check(context, context::next);
    }
  }

  /// Refuses a request that matches no route, or may not go on whatever its body says. Comes after
  /// the rate limit, which counts what is refused here.
  public void check(RoutingContext context, Runnable next) {
    MatchedRequest matched = MatchedRequest.of(context);
    Optional<Problem> refusal =
        switch (matched.match()) {
          case RouteMatch.Matched(Route route) -> refusal(context, route, matched);
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
      next.run();
    } else {
      problems.send(context, refusal.get());
    }
  }

  private Optional<Problem> refusal(RoutingContext context, Route route, MatchedRequest matched) {
    if (!route.isOpenToAnonymous() && matched.token().isEmpty()) {
      return Optional.of(SessionFilter.NOT_SIGNED_IN);
    }
    return crossOrigin.refusal(context.request(), route, matched.secure());
  }

  private static Optional<Problem> refused(ProblemKind kind, String detail) {
    return Optional.of(Problem.of(kind, detail));
  }
}
