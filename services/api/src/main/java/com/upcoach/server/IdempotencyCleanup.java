package com.upcoach.server;

import com.upcoach.cache.WarmingTask;
import com.upcoach.coalesce.Lanes;
import com.upcoach.idempotency.IdempotentRequests;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;

/// Deletes stored idempotent responses that are a day old, in small batches while the server is
/// idle. They have expired by then, so a late deletion has no effect on requests.
@Singleton
final class IdempotencyCleanup {

  private static final Logger LOG = Logger.getLogger(IdempotencyCleanup.class);

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// The batch size: short even if each row lies in a page of its own.
  private static final int BATCH_SIZE = 1_000;

  private final CountDownLatch stopping = new CountDownLatch(1);

  void begin(@Observes StartupEvent start, IdempotentRequests requests, Vertx vertx, Lanes lanes) {
    IdleDetector idle = new IdleDetector(vertx, lanes, System::nanoTime);
    Thread.ofVirtual()
        .name("idempotency-cleanup")
        .start(
            () -> {
              while (WarmingTask.pause(stopping, INTERVAL)) {
                if (idle.getAsBoolean()) {
                  deleteExpired(requests);
                }
              }
            });
  }

  private static void deleteExpired(IdempotentRequests requests) {
    try {
      requests.deleteExpired(BATCH_SIZE).await().atMost(TIMEOUT);
    } catch (RuntimeException failure) {
      LOG.warnf("Expired idempotent responses were not deleted: %s", failure.getMessage());
    }
  }

  void end(@Observes ShutdownEvent end) {
    stopping.countDown();
  }
}
