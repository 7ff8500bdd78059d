package com.upcoach.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A shutdown hook that turns Ctrl-C and SIGTERM into an interrupt of the working thread, and keeps
/// the JVM alive until that thread has cleaned up.
final class Interruption {

  /// The deadline of the cleanup: a little more than PostgreSQL's own stop timeout.
  private static final Duration CLEANUP_TIMEOUT = Duration.ofSeconds(45);

  private final CountDownLatch cleanup = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread worker) {
    this.hook =
        new Thread(
            () -> {
              worker.interrupt();
              awaitCleanup();
            },
            "interrupt");
  }

  static Interruption ofThisThread() {
    var interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void awaitCleanup() {
    try {
      if (!cleanup.await(CLEANUP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("The work did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Signals the end of the cleanup, after which the JVM may exit.
  void cleanedUp() {
    cleanup.countDown();
  }
}
