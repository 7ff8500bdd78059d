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
    new Run(context).run();
  }

  /// The way of one request through the steps; it runs the next one.
  private final class Run implements Runnable {
    private final RoutingContext context;
    private int place;

    private Run(RoutingContext context) {
      this.context = context;
    }

    @Override
    public void run() {
      if (place == steps.length) {
        context.next();
        return;
      }
      RequestStep step = steps[place];
      place++;
      try {
        step.handle(context, this);
      } catch (RuntimeException failure) {
        // A step may run after a look-up, where nothing else would end the request.
        context.fail(failure);
      }
    }
  }
}
