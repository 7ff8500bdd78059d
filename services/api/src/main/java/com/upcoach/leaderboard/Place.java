package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.paging.Cursor;
import java.time.LocalDate;
import java.util.UUID;

/// A place on a board: a member and the points it had.
record Place(Standing standing, int points, UUID memberId) {

  private static final int DAY = 10;

  static Place of(Standing standing, Board.Entry entry) {
    return new Place(standing, entry.points(), entry.memberId());
  }

  /// Encodes the place as a cursor, including the period. Paging through this week's board
  /// therefore continues on the same board after the week has ended.
  Cursor cursor() {
    return new Cursor(standing.starts() + " " + points, memberId);
  }

  /// @throws com.upcoach.problem.InvalidRequest where the cursor belongs to no board
  static Place of(Standing.Period period, Cursor cursor) {
    return cursor.read(
        key -> {
          if (key.length() < DAY + 2 || key.charAt(DAY) != ' ') {
            throw new IllegalArgumentException(key);
          }
          LocalDate day = LocalDate.parse(key.substring(0, DAY));
          int points = Integer.parseInt(key.substring(DAY + 1));
          return new Place(Standing.on(period, day), points, cursor.id());
        });
  }
}
