package com.upcoach.server;

import com.upcoach.delivery.CacheFastPath;
import com.upcoach.settings.Settings;
import com.upcoach.wire.ConnectionLimits;
import com.upcoach.wire.FastPath;
import com.upcoach.wire.FastPathInstaller;
import com.upcoach.wire.OpenConnections;
import com.upcoach.wire.RequestRefusals;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Installs the fast path in the connections that the HTTP server accepts.
@Singleton
final class FastPathWiring implements HttpServerOptionsCustomizer {

  /// Leaves every request to the usual path.
  private static final FastPath OFF = (request, peer, allocator) -> Optional.empty();

  /// The options that the server opens its port with; the limits of request heads are among them.
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
  FastPathInstaller installer(
      Settings settings,
      CacheFastPath ofCache,
      ConnectionLimits limits,
      RequestRefusals refusals,
      OpenConnections connections) {
    FastPath fastPath = settings.hasFastPath() ? ofCache : OFF;
    return new FastPathInstaller(() -> options, fastPath, limits, refusals, connections);
  }
}
