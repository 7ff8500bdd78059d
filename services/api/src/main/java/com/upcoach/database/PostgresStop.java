package com.upcoach.database;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Stops a PostgreSQL: politely first, then less so, and always within a bounded time.
///
/// @param programs the ones that bring `pg_ctl`, as Java itself can only send SIGTERM, which waits
///     for every client to go
record PostgresStop(PostgresPrograms programs) {

    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE = Duration.ofSeconds(5);

    void stop(ProcessHandle server) {
        if (!server.isAlive()
                || stopsAfter(server, "INT", FAST)
                || stopsAfter(server, "QUIT", IMMEDIATE)) {
            return;
        }
        server.destroyForcibly();
        if (!ends(server, IMMEDIATE)) {
            throw new DatabaseFailure(
                    "PostgreSQL (process %d) cannot be stopped: end it yourself"
                            .formatted(server.pid()));
        }
    }

    private boolean stopsAfter(ProcessHandle server, String signal, Duration limit) {
        try {
            var kill =
                    programs.program("pg_ctl", List.of("kill", signal, Long.toString(server.pid())))
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
        try {
            server.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new DatabaseFailure("PostgreSQL's end cannot be seen", e);
        }
    }
}
