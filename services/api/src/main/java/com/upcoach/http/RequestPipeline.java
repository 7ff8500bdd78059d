package com.upcoach.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// Runs the steps of a request in their order, and then hands it on to its resource. One handler of
/// Vert.x runs them all.
public final class RequestPipeline {

  private final RequestStep[] steps;

  public RequestPipeline(List<RequestStep> steps) {
    this.steps = steps.toArray(RequestStep[]::new);
  }

  /// Runs the first step.
  public void handle(RoutingContext context) {
    run(context, 0);
  }

  private void run(RoutingContext context, int place) {
    if (place == steps.length) {
      context.next();
      return;
    }
    try {
      steps[place].handle(context, () -> run(context, place + 1));
    } catch (RuntimeException failure) {
      // A step may run after a look-up, where nothing else would end the request.
      context.fail(failure);
    }
  }
}
