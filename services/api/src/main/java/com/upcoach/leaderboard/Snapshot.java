package com.upcoach.leaderboard;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Set of transactions that a statement sees, as in `pg_current_snapshot()`.
///
/// @param oldest oldest running transaction; all earlier ones had ended
/// @param next first transaction that had not begun; it and all later ones are not visible
/// @param running transactions in progress between the two
record Snapshot(long oldest, long next, Set<Long> running) {

  Snapshot {
    running = Set.copyOf(running);
  }

  /// Parses `oldest:next:running,running…`.
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

  /// Tells whether the statement saw a transaction.
  ///
  /// @param transaction one that has been committed by now
  boolean saw(long transaction) {
    return transaction < next && (transaction < oldest || !running.contains(transaction));
  }
}
