package com.upcoach.route;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// What is known of a request before its body is read: the route that it matches, and whether the
/// client's connection is encrypted. It is found out once and kept with the request, for every
/// control to read.
///
/// @param secure whether the client speaks TLS, to this server or to a trusted proxy in front
public record MatchedRequest(RouteMatch match, boolean secure) {

  private static final String KEY = MatchedRequest.class.getName();

  /// Keeps it with the request.
  public void keepWith(RoutingContext request) {
    request.put(KEY, this);
  }

  /// Whether the request was matched already.
  public static boolean isKnown(RoutingContext request) {
    return request.get(KEY) != null;
  }

  /// @throws IllegalStateException where the request was not matched before
  public static MatchedRequest of(RoutingContext request) {
    if (request.get(KEY) instanceof MatchedRequest matched) {
      return matched;
    }
    throw new IllegalStateException("the request was not matched with a route");
  }

  /// The route; empty where the request is to be refused, as it matches none.
  public Optional<Route> route() {
    return match instanceof RouteMatch.Matched(Route route) ? Optional.of(route) : Optional.empty();
  }
}
