package com.upcoach.server;

import com.upcoach.http.ClientIdentity;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.settings.Settings;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Produces the rate limits and the client network of the current request.
@Singleton
final class RateLimitWiring {

  @Produces
  @Singleton
  RateLimits limits(Settings settings) {
    return new RateLimits(settings.rateLimit(), settings.rateLimitBurst(), System::nanoTime);
  }

  @Produces
  @Singleton
  ClientNetwork network(ClientIdentity clients, CurrentVertxRequest current) {
    return () -> {
      RoutingContext request =
          Arc.container().requestContext().isActive() ? current.getCurrent() : null;
      return request == null ? ClientNetwork.LOCAL : clients.network(request.request());
    };
  }
}
