package com.upcoach.server;

import com.upcoach.delivery.CacheFastPath;
import com.upcoach.wire.ConnectionLimits;
import com.upcoach.wire.FastPathInstaller;
import com.upcoach.wire.OpenConnections;
import com.upcoach.wire.RequestRefusals;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Wires the fast path, which serves cache hits before HTTP is decoded, into the HTTP server.
@Singleton
final class FastPathWiring implements HttpServerOptionsCustomizer {

  /// The options of the HTTP server, which include the limits of request heads.
  private volatile HttpServerOptions options;

  @Override
  public void customizeHttpServer(HttpServerOptions serverOptions) {
    options = serverOptions;
  }

  @Produces
  @Singleton
  OpenConnections connections() {
    return new OpenConnections(System::nanoTime);
  }

  @Produces
  @Singleton
  FastPathInstaller fastPath(
      CacheFastPath cacheFastPath,
      ConnectionLimits limits,
      RequestRefusals refusals,
      OpenConnections connections) {
    return new FastPathInstaller(() -> options, cacheFastPath, limits, refusals, connections);
  }
}
