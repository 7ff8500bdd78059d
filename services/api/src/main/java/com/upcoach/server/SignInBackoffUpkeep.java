package com.upcoach.server;

import com.upcoach.security.SignInBackoff;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;

/// Removes counts of failed sign-ins that no longer matter. Each was made by hashing a password,
/// so more than this cannot have been added meanwhile.
@Singleton
final class SignInBackoffUpkeep {

  private static final Logger LOG = Logger.getLogger(SignInBackoffUpkeep.class);

  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 10_000;

  private final CountDownLatch ending = new CountDownLatch(1);

  void begin(@Observes StartupEvent start, SignInBackoff backoff) {
    Thread.ofVirtual()
        .name("sign-in-backoff")
        .start(
            () -> {
              while (WarmingTask.pause(ending, BETWEEN)) {
                forget(backoff);
              }
            });
  }

  private static void forget(SignInBackoff backoff) {
    try {
      backoff.removeExpired(MOST_AT_ONCE).await().atMost(PATIENCE);
    } catch (RuntimeException failure) {
      LOG.warnf("Old counts of failed sign-ins were not removed: %s", failure.getMessage());
    }
  }

  void end(@Observes ShutdownEvent end) {
    ending.countDown();
  }
}
