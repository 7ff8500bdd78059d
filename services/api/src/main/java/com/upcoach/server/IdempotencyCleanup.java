package com.upcoach.server;

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

/// Removes replies that are a day old, a few at a time, where there is time to spare. They count
/// no more before that: until then they are in nobody's way.
@Singleton
final class IdempotencyCleanup {

  private static final Logger LOG = Logger.getLogger(IdempotencyCleanup.class);

  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// In a moment, also where each of them is a page of its own.
  private static final int MOST_AT_ONCE = 1_000;

  private final CountDownLatch ending = new CountDownLatch(1);

  void begin(@Observes StartupEvent start, IdempotentRequests repeats, Vertx vertx, Lanes lanes) {
    IdleDetector spareTime = new IdleDetector(vertx, lanes, System::nanoTime);
    Thread.ofVirtual()
        .name("replies")
        .start(
            () -> {
              while (WarmingTask.pause(ending, BETWEEN)) {
                if (spareTime.getAsBoolean()) {
                  forget(repeats);
                }
              }
            });
  }

  private static void forget(IdempotentRequests repeats) {
    try {
      repeats.deleteExpired(MOST_AT_ONCE).await().atMost(PATIENCE);
    } catch (RuntimeException failure) {
      LOG.warnf("Old replies were not removed: %s", failure.getMessage());
    }
  }

  void end(@Observes ShutdownEvent end) {
    ending.countDown();
  }
}
