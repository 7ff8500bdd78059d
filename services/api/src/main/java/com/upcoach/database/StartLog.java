package com.upcoach.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads out of PostgreSQL's own words why it did not start.
final class StartLog {

    /// Passes by itself: the system has not yet freed the last server's memory.
    private static final String PASSING = "pre-existing shared memory block";

    private StartLog() {}

    static boolean saysPassing(Path log) {
        return lines(log).stream().anyMatch(line -> line.contains(PASSING));
    }

    /// One line: what failed, the reason as PostgreSQL gave it, and where the rest is.
    static DatabaseFailure failure(String what, Path log) {
        var lines = lines(log);
        if (lines.stream().anyMatch(line -> line.startsWith("unshare:"))) {
            return new DatabaseFailure(
                    "PostgreSQL does not run as root, and this system permits no user namespace:"
                            + " run UpCoach as an ordinary user, or pass --database-url");
        }
        var reason =
                lines.stream()
                        .filter(line -> line.contains("FATAL") || line.contains("error:"))
                        .reduce((earlier, later) -> later)
                        .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        return new DatabaseFailure("%s (%s): see %s".formatted(what, reason.strip(), log));
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
