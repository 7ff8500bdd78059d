package com.upcoach.http;

import com.upcoach.wire.FastPathInstaller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Installs the limits of connections at the first request, for all connections that are accepted
/// from then on. A connection from before is closed after one request.
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
      arrivals.installFor(request.connection());
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.addEndHandler(_ -> request.connection().close());
    }
    next.run();
  }
}
