package com.upcoach.route;

import java.util.Set;

/// The result of matching a request against the [RouteTable].
public sealed interface RouteMatch {

  /// A route has the path and the method.
  record Matched(Route route) implements RouteMatch {}

  /// Routes have the path, but none of them has the method.
  ///
  /// @param allowed the methods of these routes, sorted, including HEAD
  record WrongMethod(Set<String> allowed) implements RouteMatch {}

  /// No route has the path.
  record UnknownPath() implements RouteMatch {}

  /// The request target is not in normal form, so it is not matched.
  ///
  /// @param reason the end of the sentence "The request target …"
  record Malformed(String reason) implements RouteMatch {}
}
