package com.upcoach.server;

import com.upcoach.settings.Settings;
import com.upcoach.wire.OpenConnections;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// The first step of a stop: ends HTTP without losing a request.
///
/// Readiness has gone off when it begins. For the stop delay the server goes on answering, so that
/// load balancers take notice, and each response announces the end of its connection. Then it
/// accepts the connections that wait to be accepted and no others, waits for the requests that are
/// open, and closes connections that have none.
@Singleton
final class GracefulStop {

  /// Longer than any request that only waits for the database.
  static final Duration FINISHES_WITHIN = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(GracefulStop.class);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(10);

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
    long end = System.nanoTime() + FINISHES_WITHIN.toNanos();
    int open = connections.closeIdle();
    while ((open > 0 || connections.isAccepting()) && System.nanoTime() < end) {
      Thread.sleep(LOOKS_EVERY);
      open = connections.closeIdle();
    }
    if (open > 0) {
      LOG.warnf(
          "%d connections had an unfinished request %d s after the stop began; they are closed",
          open, FINISHES_WITHIN.plus(delay).toSeconds());
    }
  }
}
