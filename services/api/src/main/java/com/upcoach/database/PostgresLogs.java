package com.upcoach.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Keeps the logs of the embedded PostgreSQL bounded. It starts a new file every 8 MB and at each
/// start, but never deletes one itself.
final class PostgresLogs {

  static final int KEPT = 8;

  private PostgresLogs() {}

  /// Deletes all but the newest files.
  static void prune(DataFolder folder) {
    try {
      var newestFirst = newestFirst(folder.log());
      delete(newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size()));
    } catch (IOException e) {
      throw new DatabaseFailure(
          "Old logs in %s cannot be deleted: %s".formatted(folder.log(), e.getMessage()), e);
    }
  }

  /// The file that PostgreSQL writes to, or wrote to last.
  static Optional<Path> newest(Path folder) {
    try {
      return newestFirst(folder).stream().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Their names sort by time.
  private static List<Path> newestFirst(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "postgresql-2*.log")) {
      return StreamSupport.stream(files.spliterator(), false)
          .sorted(Comparator.<Path>reverseOrder())
          .toList();
    }
  }

  private static void delete(List<Path> files) throws IOException {
    for (var file : files) {
      Files.deleteIfExists(file);
    }
  }
}
