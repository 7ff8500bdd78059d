package com.upcoach.leaderboard;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Which transactions a statement sees, as `pg_current_snapshot()` says it.
///
/// @param oldest that was still running; whatever is older had ended
/// @param next that had not begun yet; it and all later ones are not seen
/// @param running between the two
record Snapshot(long oldest, long next, Set<Long> running) {

  Snapshot {
    running = Set.copyOf(running);
  }

  /// Reads `oldest:next:running,running…`.
  static Snapshot parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no snapshot: " + text);
    }
    Set<Long> running =
        parts[2].isEmpty()
            ? Set.of()
            : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).collect(Collectors.toSet());
    return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
  }

  /// Whether the statement saw what a transaction did.
  ///
  /// @param transaction one that has been committed by now
  boolean saw(long transaction) {
    return transaction < next && (transaction < oldest || !running.contains(transaction));
  }
}
