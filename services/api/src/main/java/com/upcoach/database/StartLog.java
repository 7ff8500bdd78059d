package com.upcoach.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Extracts from PostgreSQL's logs the reason why it did not start.
///
/// PostgreSQL writes to its start log until its log collector runs, and then to the newest file of
/// the collector. The start log then ends with a hint at that file.
final class StartLog {

  /// A transient failure: the system has not yet freed the previous server's shared memory.
  private static final String TRANSIENT = "pre-existing shared memory block";

  private static final String COLLECTED = "redirecting log output to logging collector process";

  /// A line with a reason. Messages to clients that connect too early are excluded.
  private static final Pattern REASON =
      Pattern.compile("(FATAL|PANIC): (?! *the database system is ).*|.*\\berror: .*");

  /// A line that continues a reason.
  private static final Pattern DETAIL = Pattern.compile("(DETAIL|HINT): .*");

  /// Timeout for the collector, a separate process that writes the last lines after the server
  /// ended.
  private static final Duration COLLECTOR_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private StartLog() {}

  /// Whether PostgreSQL failed for a reason that passes by itself, so a retry makes sense.
  static boolean isTransient(Path log) {
    return lines(log).stream().anyMatch(line -> line.contains(TRANSIENT));
  }

  /// A failure with one line: what failed, PostgreSQL's reason, and the log file.
  static DatabaseFailure failure(String what, Path log) {
    var lines = lines(log);
    if (lines.stream().anyMatch(line -> line.startsWith("unshare:"))) {
      return new DatabaseFailure(
          "PostgreSQL does not run as root, and this system does not allow user namespaces:"
              + " run UpCoach as an ordinary user, or pass --database-url");
    }
    if (lines.stream().anyMatch(line -> line.contains(COLLECTED))) {
      long deadline = System.nanoTime() + COLLECTOR_TIMEOUT.toNanos();
      do {
        var collected = PostgresLogs.newest(log.getParent());
        var reason = collected.map(StartLog::lines).flatMap(StartLog::reason);
        if (reason.isPresent()) {
          return failure(what, reason.get(), collected.get());
        }
      } while (System.nanoTime() < deadline && pause());
    }
    return failure(
        what,
        reason(lines).orElse(lines.isEmpty() ? "no reason given" : lines.getLast().strip()),
        log);
  }

  private static DatabaseFailure failure(String what, String reason, Path log) {
    return new DatabaseFailure("%s (%s): see %s".formatted(what, reason, log));
  }

  /// The last failure in the log, with its detail and hint.
  private static Optional<String> reason(List<String> lines) {
    for (int index = lines.size() - 1; index >= 0; index--) {
      Matcher failure = REASON.matcher(lines.get(index));
      if (failure.find()) {
        var reason = new StringBuilder(failure.group().strip());
        for (var line : lines.subList(index + 1, lines.size())) {
          Matcher detail = DETAIL.matcher(line);
          if (!detail.find()) {
            break;
          }
          reason.append(" ").append(detail.group().strip());
        }
        return Optional.of(reason.toString());
      }
    }
    return Optional.empty();
  }

  /// @return false if the thread was interrupted
  private static boolean pause() {
    try {
      Thread.sleep(POLL_INTERVAL);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> lines(Path log) {
    try {
      return Files.exists(log)
          ? new String(Files.readAllBytes(log), UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
