package com.upcoach.http;

import io.vertx.ext.web.RoutingContext;

/// A step that each request takes before its resource is called.
@FunctionalInterface
public interface RequestStep {

  /// Runs the next step, or responds to the request itself. It does either once, now or later on
  /// the event loop of the request.
  void handle(RoutingContext context, Runnable next);
}
