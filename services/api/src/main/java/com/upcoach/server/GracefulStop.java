package com.upcoach.server;

import com.upcoach.settings.Settings;
import com.upcoach.wire.OpenConnections;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// The first step of a graceful shutdown: drains HTTP without losing a request.
///
/// The readiness check already fails when it begins. During the stop delay the server still accepts
/// requests, so that load balancers notice, and each response announces `Connection: close`. Then
/// it accepts the connections in the listen backlog and no others, waits for requests in flight,
/// and closes idle connections.
@Singleton
final class GracefulStop {

  /// The deadline of requests in flight: longer than any request that only waits for the database.
  static final Duration REQUEST_DEADLINE = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(GracefulStop.class);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final OpenConnections connections;
  private final Duration delay;

  GracefulStop(OpenConnections connections, Settings settings) {
    this.connections = connections;
    this.delay = settings.stopDelay();
  }

  void begin(@Observes ShutdownDelayInitiatedEvent stop) {
    try {
      connections.drain();
      Thread.sleep(delay);
      connections.stopAccepting();
      finishRequests();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finishRequests() throws InterruptedException {
    long end = System.nanoTime() + REQUEST_DEADLINE.toNanos();
    int open = connections.closeIdle();
    while ((open > 0 || connections.isAccepting()) && System.nanoTime() < end) {
      Thread.sleep(POLL_INTERVAL);
      open = connections.closeIdle();
    }
    if (open > 0) {
      LOG.warnf(
          "%d connections had an unfinished request %d s after the stop began; they are closed",
          open, REQUEST_DEADLINE.plus(delay).toSeconds());
    }
  }
}
