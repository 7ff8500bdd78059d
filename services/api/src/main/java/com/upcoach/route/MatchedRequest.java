package com.upcoach.route;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// The properties of a request that are known before its body is read: the matched route, whether
/// the client's connection is encrypted, and the session token. They are determined once and stored
/// with the request, where every filter reads them.
///
/// @param secure whether the client uses TLS, to this server or to a trusted proxy in front
/// @param token the token that the request carries, whether or not its session exists
public record MatchedRequest(RouteMatch match, boolean secure, Optional<String> token) {

  private static final String KEY = MatchedRequest.class.getName();

  /// Stores this object with the request.
  public void storeIn(RoutingContext request) {
    request.put(KEY, this);
  }

  /// Whether the request was already matched.
  public static boolean isKnown(RoutingContext request) {
    return request.get(KEY) != null;
  }

  /// The object that [#storeIn] stored with the request.
  ///
  /// @throws IllegalStateException if the request was not matched before
  public static MatchedRequest of(RoutingContext request) {
    if (request.get(KEY) instanceof MatchedRequest matched) {
      return matched;
    }
    throw new IllegalStateException("the request was not matched with a route");
  }

  /// The matched route; empty if the request matches none and must be refused.
  public Optional<Route> route() {
    return match instanceof RouteMatch.Matched(Route route) ? Optional.of(route) : Optional.empty();
  }
}
