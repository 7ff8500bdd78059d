package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import java.sql.SQLException;

/// Counts a whole board.
@FunctionalInterface
interface CountsSource {

  /// Counts how many members have how many points. Blocks, possibly for long.
  Counted count(Standing standing) throws SQLException;

  /// A board as of one statement's snapshot.
  ///
  /// @param snapshot of that statement
  record Counted(Snapshot snapshot, PointCounts counts) {}
}
