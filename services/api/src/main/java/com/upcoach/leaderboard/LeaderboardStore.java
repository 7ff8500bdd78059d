package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.database.Queries;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// SQL of the global boards.
@Singleton
final class LeaderboardStore {

  /// Selects the entries after a place.
  static final String TOP =
      """
            select t.member_id, m.name, t.points
            from (select s.member_id, s.points from standing s
                  where s.period = $1::text::board_period and s.starts = $2 and s.points > 0
                    and (s.points, s.member_id) < ($3, $4)
                  order by s.points desc, s.member_id desc limit $5) t
            join member m on m.member_id = t.member_id
            order by t.points desc, t.member_id desc
            """;

  /// Selects members with their neighbours, for a batch of requests: the same number above and
  /// below.
  ///
  /// A board is ordered by points and then id, both descending, so each side is one index range,
  /// read from its near end. The planner cannot estimate the limit and would scan all members for
  /// their names; the subquery with a limit makes it look them up.
  static final String AROUND =
      """
            select near.member_id, named.name, near.points, k.n
            from unnest($1::uuid[], $2::text[]::board_period[], $3::date[], $4::int4[])
                 with ordinality as k (member_id, period, starts, neighbours, n)
            cross join lateral (
                select s.points from standing s
                where s.member_id = k.member_id and s.period = k.period and s.starts = k.starts and s.points > 0
            ) own
            cross join lateral (
                (select s.member_id, s.points from standing s
                 where s.period = k.period and s.starts = k.starts
                   and (s.points, s.member_id) > (own.points, k.member_id)
                 order by s.points, s.member_id limit k.neighbours)
                union all
                (select k.member_id, own.points)
                union all
                (select s.member_id, s.points from standing s
                 where s.period = k.period and s.starts = k.starts and s.points > 0
                   and (s.points, s.member_id) < (own.points, k.member_id)
                 order by s.points desc, s.member_id desc limit k.neighbours)
            ) near
            cross join lateral (select m.name from member m where m.member_id = near.member_id limit 1) named
            order by k.n, near.points desc, near.member_id desc
            """;

  /// Highest possible id.
  static final UUID HIGHEST_ID = new UUID(-1, -1);

  private final Queries queries;
  private final Function<NeighboursRequest, Uni<List<RankedRow>>> around;

  LeaderboardStore(Queries queries, BatchedStatements batchedStatements) {
    this.queries = queries;
    this.around = batchedStatements.reads(LeaderboardStore::around);
  }

  /// Reads the best members of the global board.
  ///
  /// @param after where to continue; empty for the first page
  Uni<List<RankedRow>> top(Standing standing, Optional<Place> after, int limit) {
    return queries.list(
        TOP,
        Tuple.of(
            standing.period().word(),
            standing.starts(),
            after.map(Place::points).orElse(Integer.MAX_VALUE),
            after.map(Place::memberId).orElse(HIGHEST_ID),
            limit),
        LeaderboardStore::near);
  }

  /// Request for a member's neighbours.
  ///
  /// @param neighbours number of entries above and below the member
  record NeighboursRequest(UUID memberId, Standing standing, int neighbours) {}

  /// A member on a board, without the rank.
  record RankedRow(UUID memberId, String name, int points) {}

  /// Reads the neighbours, best first; empty for a member without points.
  Uni<List<RankedRow>> around(NeighboursRequest request) {
    return around.apply(request);
  }

  private static Future<List<List<RankedRow>>> around(
      Statements statements, List<NeighboursRequest> requests) {
    return statements
        .run(
            AROUND,
            Columns.arguments(
                Columns.ids(requests, NeighboursRequest::memberId),
                Columns.of(requests, String[]::new, request -> request.standing().period().word()),
                Columns.of(requests, LocalDate[]::new, request -> request.standing().starts()),
                Columns.of(requests, Integer[]::new, NeighboursRequest::neighbours)))
        .map(rows -> KeyedRows.lists(requests.size(), rows, LeaderboardStore::near));
  }

  private static RankedRow near(Row row) {
    return new RankedRow(row.getUUID(0), row.getString(1), row.getInteger(2));
  }

  static Board.Entry entry(Row row) {
    return new Board.Entry(row.getInteger(0), row.getUUID(1), row.getString(2), row.getInteger(3));
  }
}
