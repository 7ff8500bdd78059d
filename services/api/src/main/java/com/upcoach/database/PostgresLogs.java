package com.upcoach.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Deletes old logs of the embedded PostgreSQL, which begins a new file every 8 MB and at each
/// start, but never deletes one.
final class PostgresLogs {

  /// Number of retained log files.
  static final int MAX_FILES = 8;

  private PostgresLogs() {}

  /// Deletes all but the newest files.
  static void prune(DataFolder folder) {
    try {
      var newestFirst = newestFirst(folder.log());
      delete(newestFirst.subList(Math.min(MAX_FILES, newestFirst.size()), newestFirst.size()));
    } catch (IOException e) {
      throw new DatabaseFailure(
          "Old logs in %s cannot be deleted: %s".formatted(folder.log(), e.getMessage()), e);
    }
  }

  /// The newest log file.
  static Optional<Path> newest(Path folder) {
    try {
      return newestFirst(folder).stream().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The log files, newest first: their names sort by time.
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
