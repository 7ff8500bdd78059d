package com.upcoach.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.http.ConnectionRefusals;
import com.upcoach.ratelimit.BodyBudget;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.ratelimit.RateLimits.Client;
import com.upcoach.settings.Networks;
import com.upcoach.settings.Settings;
import com.upcoach.wire.ConnectionLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Produces the limits of connections and request bodies.
@Singleton
final class ConnectionWiring {

  private static final Logger LOG = Logger.getLogger("com.upcoach.connections");

  @Produces
  @Singleton
  ConnectionLimits limits(Settings settings) {
    Networks proxies = settings.trustedProxies();
    return new ConnectionLimits(
        settings.connectionLimit(),
        settings.connectionsPerAddress(),
        proxies::contain,
        Client::of,
        settings.headTimeout(),
        settings.bodyBytesPerSecond());
  }

  @Produces
  @Singleton
  ConnectionRefusals refusals(RateLimits limits, ObjectMapper json) {
    return new ConnectionRefusals(limits, LOG::warn, System::nanoTime, json);
  }

  @Produces
  @Singleton
  BodyBudget bodies(Settings settings) {
    return new BodyBudget(settings.bodyMemoryBytes(), settings.bodyLimitBytes());
  }
}
