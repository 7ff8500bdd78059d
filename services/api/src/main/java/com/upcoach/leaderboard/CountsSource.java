package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import java.sql.SQLException;

/// Counts a whole board.
@FunctionalInterface
interface CountsSource {

  /// How many members have how many points; may take long, and blocks.
  Counted count(Standing standing) throws SQLException;

  /// A board as one statement saw it.
  ///
  /// @param snapshot that statement's
  record Counted(Snapshot snapshot, PointCounts counts) {}
}
