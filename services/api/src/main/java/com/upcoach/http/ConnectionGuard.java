package com.upcoach.http;

import com.upcoach.wire.FastPathInstaller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Has the limits of connections hold on all that are accepted after the first request; those
/// from before are closed after one request.
@Singleton
final class ConnectionGuard {

  /// Ahead of every filter that may answer.
  private static final int ORDER = 10_000;

  private final FastPathInstaller arrivals;

  ConnectionGuard(FastPathInstaller arrivals) {
    this.arrivals = arrivals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, ORDER);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!arrivals.isGuarded(request.connection())) {
      arrivals.installFor(request.connection());
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.addEndHandler(_ -> request.connection().close());
    }
    context.next();
  }
}
