package com.upcoach.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and SIGTERM into an interruption of the thread that works, and keeps Java alive
/// until that thread has tidied up.
final class Interruption {

  /// A little more than PostgreSQL is given to stop.
  private static final Duration TIDIES_WITHIN = Duration.ofSeconds(45);

  private final CountDownLatch tidy = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread worker) {
    this.hook =
        new Thread(
            () -> {
              worker.interrupt();
              awaitTidy();
            },
            "interrupt");
  }

  static Interruption ofThisThread() {
    var interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void awaitTidy() {
    try {
      if (!tidy.await(TIDIES_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("The work did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets Java end, where it was asked to.
  void tidied() {
    tidy.countDown();
  }
}
