package com.upcoach.database;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Stops a PostgreSQL: politely first, then less so, and always within a bounded time.
///
/// @param programs the ones that bring `pg_ctl`, as Java itself can only send SIGTERM, which waits
///     for every client to go
record PostgresStop(PostgresPrograms programs) {

  private static final Duration FAST = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE = Duration.ofSeconds(5);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(10);

  void stop(ProcessHandle server) {
    if (isGone(server)
        || stopsAfter(server, "INT", FAST)
        || stopsAfter(server, "QUIT", IMMEDIATE)) {
      return;
    }
    server.destroyForcibly();
    if (!ends(server, IMMEDIATE)) {
      throw new DatabaseFailure(
          "PostgreSQL (process %d) cannot be stopped: end it yourself".formatted(server.pid()));
    }
  }

  private boolean stopsAfter(ProcessHandle server, String signal, Duration limit) {
    try {
      var kill =
          programs
              .program("pg_ctl", List.of("kill", signal, Long.toString(server.pid())))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor();
    } catch (IOException e) {
      throw new DatabaseFailure("pg_ctl cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return ends(server, limit);
  }

  private static boolean ends(ProcessHandle server, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!isGone(server)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(LOOKS_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /// An orphan whose new parent never asks for its exit code stays in the process table for ever,
  /// without arguments; Java calls it alive.
  private static boolean isGone(ProcessHandle server) {
    return !server.isAlive() || server.info().arguments().isEmpty();
  }
}
