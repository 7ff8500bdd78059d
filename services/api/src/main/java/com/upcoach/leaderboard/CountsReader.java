package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.database.DatabaseAddress;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/// Counts a board by an index scan. It uses its own connection, so that no short statement queues
/// behind it.
final class CountsReader implements CountsSource {

  /// One statement reads both, so counts and snapshot are consistent. Arrays are cheaper to
  /// transfer than one row per number of points.
  private static final String COUNT =
      """
            select pg_current_snapshot()::text,
                   coalesce(array_agg(points), '{}'), coalesce(array_agg(members), '{}')
            from (select points, count(*)::int as members from standing
                  where period = ?::board_period and starts = ? and points > 0
                  group by points) counted
            """;

  private static final String DEADLINE = "set local statement_timeout = '60s'";

  /// Longer than the statement timeout: it only ends statements whose server is gone.
  private static final int SOCKET_TIMEOUT_SECONDS = 90;

  private final PGSimpleDataSource source;

  CountsReader(DatabaseAddress address) {
    this.source = address.dataSource();
    this.source.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
  }

  @Override
  public Counted count(Standing standing) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (var deadline = connection.createStatement();
          var counting = connection.prepareStatement(COUNT)) {
        deadline.execute(DEADLINE);
        counting.setString(1, standing.period().word());
        counting.setDate(2, Date.valueOf(standing.starts()));
        ResultSet answer = counting.executeQuery();
        answer.next();
        Snapshot snapshot = Snapshot.parse(answer.getString(1));
        PointCounts counts = counts(answer.getArray(2), answer.getArray(3));
        connection.commit();
        return new Counted(snapshot, counts);
      }
    }
  }

  private static PointCounts counts(Array points, Array members) throws SQLException {
    Integer[] of = (Integer[]) points.getArray();
    Integer[] memberCounts = (Integer[]) members.getArray();
    PointCounts counts = new PointCounts();
    for (int place = 0; place < of.length; place++) {
      counts.add(of[place], memberCounts[place]);
    }
    return counts;
  }
}
