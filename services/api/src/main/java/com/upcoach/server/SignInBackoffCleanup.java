package com.upcoach.server;

import com.upcoach.cache.WarmingTask;
import com.upcoach.security.SignInBackoff;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;

/// Deletes expired counts of failed sign-ins every minute. Each count cost the hash of a password,
/// so no more than one batch can have been added since.
@Singleton
final class SignInBackoffCleanup {

  private static final Logger LOG = Logger.getLogger(SignInBackoffCleanup.class);

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int BATCH_SIZE = 10_000;

  private final CountDownLatch stopping = new CountDownLatch(1);

  void begin(@Observes StartupEvent start, SignInBackoff backoff) {
    Thread.ofVirtual()
        .name("sign-in-backoff")
        .start(
            () -> {
              while (WarmingTask.pause(stopping, INTERVAL)) {
                removeExpired(backoff);
              }
            });
  }

  private static void removeExpired(SignInBackoff backoff) {
    try {
      backoff.removeExpired(BATCH_SIZE).await().atMost(TIMEOUT);
    } catch (RuntimeException failure) {
      LOG.warnf("Expired counts of failed sign-ins were not deleted: %s", failure.getMessage());
    }
  }

  void end(@Observes ShutdownEvent end) {
    stopping.countDown();
  }
}
