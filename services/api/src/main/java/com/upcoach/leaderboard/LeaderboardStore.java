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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL of the boards of everybody.
@ApplicationScoped
public class LeaderboardStore {

  /// From behind a place on.
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

  /// Members and their neighbours, for all who ask at once: so many above, so many below.
  ///
  /// On a board members stand by points and then by id, both descending, so that each side is
  /// one range of the index, read from its near end. The planner cannot know how few neighbours
  /// are wanted and would read all members for their names; a part with a limit it has to look
  /// up.
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

  /// No id is higher.
  static final UUID LAST = new UUID(-1, -1);

  private final Queries queries;
  private final Function<Asking, Uni<List<Near>>> around;

  public LeaderboardStore(Queries queries, BatchedStatements batching) {
    this.queries = queries;
    this.around = batching.reads(LeaderboardStore::around);
  }

  /// The best of everybody.
  ///
  /// @param after where to go on from; empty for the very best
  Uni<List<Near>> top(Standing standing, Optional<Place> after, int limit) {
    return queries.list(
        TOP,
        Tuple.of(
            standing.period().word(),
            standing.starts(),
            after.map(Place::points).orElse(Integer.MAX_VALUE),
            after.map(Place::memberId).orElse(LAST),
            limit),
        LeaderboardStore::near);
  }

  /// One who asks for its neighbours.
  ///
  /// @param neighbours so many above, so many below
  record Asking(UUID memberId, Standing standing, int neighbours) {}

  /// Somebody on a board, without the rank.
  record Near(UUID memberId, String name, int points) {}

  /// Those near, best first; nobody is near one who has no points.
  Uni<List<Near>> around(Asking asking) {
    return around.apply(asking);
  }

  private static Future<List<List<Near>>> around(Statements statements, List<Asking> asking) {
    return statements
        .run(
            AROUND,
            Columns.arguments(
                Columns.ids(asking, Asking::memberId),
                Columns.of(asking, String[]::new, one -> one.standing().period().word()),
                Columns.of(asking, LocalDate[]::new, one -> one.standing().starts()),
                Columns.of(asking, Integer[]::new, Asking::neighbours)))
        .map(rows -> KeyedRows.lists(asking.size(), rows, LeaderboardStore::near));
  }

  private static Near near(Row row) {
    return new Near(row.getUUID(0), row.getString(1), row.getInteger(2));
  }

  static Board.Entry entry(Row row) {
    return new Board.Entry(row.getInteger(0), row.getUUID(1), row.getString(2), row.getInteger(3));
  }
}
