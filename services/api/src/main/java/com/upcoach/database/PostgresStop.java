package com.upcoach.database;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Stops a PostgreSQL within a limited time: with a fast shutdown, then an immediate one, then a
/// kill.
///
/// @param programs contain `pg_ctl`; Java can only send SIGTERM, which waits for all clients to
///     disconnect
record PostgresStop(PostgresPrograms programs) {

  private static final Duration FAST_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /// Stops the server, and waits until it has ended.
  void stop(ProcessHandle server) {
    if (isGone(server)
        || stopsAfter(server, "INT", FAST_TIMEOUT)
        || stopsAfter(server, "QUIT", IMMEDIATE_TIMEOUT)) {
      return;
    }
    server.destroyForcibly();
    if (!ends(server, IMMEDIATE_TIMEOUT)) {
      throw new DatabaseFailure(
          "PostgreSQL (process %d) cannot be stopped: end this process yourself"
              .formatted(server.pid()));
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
        Thread.sleep(POLL_INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /// Whether the process has ended. A zombie, whose parent never reads its exit code, has no
  /// arguments; Java considers it alive.
  private static boolean isGone(ProcessHandle server) {
    return !server.isAlive() || server.info().arguments().isEmpty();
  }
}
