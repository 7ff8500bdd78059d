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

/// What it takes of the server to give kept answers at once.
@Singleton
final class FastPathWiring implements HttpServerOptionsCustomizer {

  /// Those that the server opens its port with; the limits of heads are in them.
  private volatile HttpServerOptions options;

  @Override
  public void customizeHttpServer(HttpServerOptions ofServer) {
    options = ofServer;
  }

  @Produces
  @Singleton
  OpenConnections connections() {
    return new OpenConnections(System::nanoTime);
  }

  @Produces
  @Singleton
  FastPathInstaller arrivals(
      CacheFastPath kept,
      ConnectionLimits limits,
      RequestRefusals refusals,
      OpenConnections connections) {
    return new FastPathInstaller(() -> options, kept, limits, refusals, connections);
  }
}
