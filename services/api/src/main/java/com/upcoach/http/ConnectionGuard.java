package com.upcoach.http;

import com.upcoach.wire.FastPathInstaller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Has the limits of connections hold on all that are accepted after the first request; those
/// from before are closed after one request.
@Singleton
public final class ConnectionGuard implements RequestStep {

  private final FastPathInstaller arrivals;

  ConnectionGuard(FastPathInstaller arrivals) {
    this.arrivals = arrivals;
  }

  @Override
  public void handle(RoutingContext context, Runnable next) {
    HttpServerRequest request = context.request();
    if (!arrivals.isGuarded(request.connection())) {
      arrivals.like(request.connection());
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.addEndHandler(_ -> request.connection().close());
    }
    next.run();
  }
}
