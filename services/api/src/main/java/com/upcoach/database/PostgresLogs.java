package com.upcoach.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/// Keeps the logs of the embedded PostgreSQL bounded. It starts a new file every 8 MB and at each
/// start, but never deletes one itself.
final class PostgresLogs {

    static final int KEPT = 8;

    private PostgresLogs() {}

    /// Deletes all but the newest files; their names sort by time.
    static void prune(DataFolder folder) {
        try (var files = Files.newDirectoryStream(folder.log(), "postgresql-2*.log")) {
            var newestFirst =
                    StreamSupport.stream(files.spliterator(), false)
                            .sorted(Comparator.<Path>reverseOrder())
                            .toList();
            delete(newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size()));
        } catch (IOException e) {
            throw new DatabaseFailure(
                    "Old logs in %s cannot be deleted: %s".formatted(folder.log(), e.getMessage()),
                    e);
        }
    }

    private static void delete(List<Path> files) throws IOException {
        for (var file : files) {
            Files.deleteIfExists(file);
        }
    }
}
