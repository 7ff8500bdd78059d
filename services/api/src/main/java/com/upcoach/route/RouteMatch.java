package com.upcoach.route;

import java.util.Set;

/// The result of matching a request against the [RouteTable].
public sealed interface RouteMatch {

  /// A route has the path and the method.
  record Matched(Route route) implements RouteMatch {}

  /// Routes have the path, none of them the method.
  ///
  /// @param allowed the methods that they have, sorted, HEAD included
  record WrongMethod(Set<String> allowed) implements RouteMatch {}

  /// No route has the path.
  record UnknownPath() implements RouteMatch {}

  /// The request target is not in normal form, so that it is matched with nothing.
  ///
  /// @param reason to end the sentence "The request target …"
  record Malformed(String reason) implements RouteMatch {}
}
