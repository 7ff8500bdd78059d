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

/// Reads out of PostgreSQL's own words why it did not start.
///
/// PostgreSQL prints to its start log until its log collector runs, and the rest goes to the newest
/// file that the collector writes. The start log then ends with a hint where to look.
final class StartLog {

  /// Passes by itself: the system has not yet freed the last server's memory.
  private static final String PASSING = "pre-existing shared memory block";

  private static final String COLLECTED = "redirecting log output to logging collector process";

  /// A client that comes while the server starts is turned away, which is no reason.
  private static final Pattern REASON =
      Pattern.compile("(FATAL|PANIC): (?! *the database system is ).*|.*\\berror: .*");

  private static final Pattern MORE = Pattern.compile("(DETAIL|HINT): .*");

  /// The collector is a process of its own, and writes the last lines after the server has ended.
  private static final Duration COLLECTOR_WRITES_WITHIN = Duration.ofSeconds(3);

  private static final Duration ASKS_EVERY = Duration.ofMillis(10);

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
    if (lines.stream().anyMatch(line -> line.contains(COLLECTED))) {
      long deadline = System.nanoTime() + COLLECTOR_WRITES_WITHIN.toNanos();
      do {
        var collected = PostgresLogs.newest(log.getParent());
        var reason = collected.map(StartLog::lines).flatMap(StartLog::reason);
        if (reason.isPresent()) {
          return failure(what, reason.get(), collected.get());
        }
      } while (System.nanoTime() < deadline && waits());
    }
    return failure(
        what,
        reason(lines).orElse(lines.isEmpty() ? "it said nothing" : lines.getLast().strip()),
        log);
  }

  private static DatabaseFailure failure(String what, String reason, Path log) {
    return new DatabaseFailure("%s (%s): see %s".formatted(what, reason, log));
  }

  /// The last failure that ended it, and after it the detail and the hint that belong to it.
  private static Optional<String> reason(List<String> lines) {
    for (int index = lines.size() - 1; index >= 0; index--) {
      Matcher failure = REASON.matcher(lines.get(index));
      if (failure.find()) {
        var reason = new StringBuilder(failure.group().strip());
        for (var line : lines.subList(index + 1, lines.size())) {
          Matcher more = MORE.matcher(line);
          if (!more.find()) {
            break;
          }
          reason.append(" ").append(more.group().strip());
        }
        return Optional.of(reason.toString());
      }
    }
    return Optional.empty();
  }

  /// False where the thread was interrupted.
  private static boolean waits() {
    try {
      Thread.sleep(ASKS_EVERY);
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
