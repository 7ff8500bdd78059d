package com.upcoach.leaderboard;

import com.upcoach.book.BookRows;
import com.upcoach.book.Standing;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// SQL of the group boards: one statement for a batch of boards. Groups have a maximum size, so
/// their ranks are counted per request.
@Singleton
final class GroupBoardStore {

  static final String PLACES =
      """
            select b.rank, b.member_id, m.name, b.points, k.n
            from unnest($1::uuid[], $2::text[]::board_period[], $3::date[], $4::int4[], $5::uuid[], $6::int4[])
                 with ordinality as k (team_id, period, starts, points, after, most, n)
            cross join lateral (
                select * from (
                    select rank() over (order by s.points desc)::int as rank, s.member_id, s.points
                    from team_member tm
                    join standing s on s.member_id = tm.member_id
                    where tm.team_id = k.team_id and s.period = k.period and s.starts = k.starts
                      and s.points > 0) board
                where (board.points, board.member_id) < (k.points, k.after)
                order by board.points desc, board.member_id desc limit k.most) b
            join member m on m.member_id = b.member_id
            """;

  static final String AROUND =
      """
            select near.rank, near.member_id, m.name, near.points, k.n
            from unnest($1::uuid[], $2::text[]::board_period[], $3::date[], $4::uuid[], $5::int4[])
                 with ordinality as k (team_id, period, starts, member_id, neighbours, n)
            cross join lateral (
                with board as (
                    select rank() over (order by s.points desc)::int as rank, s.member_id, s.points,
                           row_number() over (order by s.points desc, s.member_id desc) as place
                    from team_member tm
                    join standing s on s.member_id = tm.member_id
                    where tm.team_id = k.team_id and s.period = k.period and s.starts = k.starts
                      and s.points > 0)
                select board.rank, board.member_id, board.points
                from board
                join board own on own.member_id = k.member_id
                where board.place between own.place - k.neighbours and own.place + k.neighbours) near
            join member m on m.member_id = near.member_id
            """;

  private static final Comparator<Board.Entry> BEST_FIRST =
      Comparator.comparing(Board.Entry::points)
          .thenComparing(Board.Entry::memberId, BookRows.UUID_ORDER)
          .reversed();

  private final Function<List<PageKey>, Uni<List<List<Board.Entry>>>> places;
  private final Function<List<NeighboursKey>, Uni<List<List<Board.Entry>>>> around;

  GroupBoardStore(BatchedStatements batchedStatements) {
    this.places = batchedStatements.readsOfMany(GroupBoardStore::places);
    this.around = batchedStatements.readsOfMany(GroupBoardStore::around);
  }

  /// A page of a group's board.
  ///
  /// @param after the entry before the page; empty for the first page
  /// @param limit maximum number of entries
  record PageKey(UUID groupId, Standing standing, Optional<Place> after, int limit) {}

  /// The part of a group's board around a member.
  ///
  /// @param neighbours number of entries above and below the member
  record NeighboursKey(UUID memberId, UUID groupId, Standing standing, int neighbours) {}

  /// @return for each key the entries of its page, best first
  Uni<List<List<Board.Entry>>> places(List<PageKey> keys) {
    return places.apply(keys);
  }

  /// @return for each key the neighbours, best first; empty for a member without points
  Uni<List<List<Board.Entry>>> around(List<NeighboursKey> keys) {
    return around.apply(keys);
  }

  private static Future<List<List<Board.Entry>>> places(Statements statements, List<PageKey> keys) {
    Tuple arguments =
        Columns.arguments(
            Columns.ids(keys, PageKey::groupId),
            Columns.of(keys, String[]::new, key -> key.standing().period().word()),
            Columns.of(keys, LocalDate[]::new, key -> key.standing().starts()),
            Columns.of(
                keys,
                Integer[]::new,
                key -> key.after().map(Place::points).orElse(Integer.MAX_VALUE)),
            Columns.ids(
                keys, key -> key.after().map(Place::memberId).orElse(LeaderboardStore.HIGHEST_ID)),
            Columns.of(keys, Integer[]::new, PageKey::limit));
    return entries(statements, PLACES, arguments, keys.size());
  }

  private static Future<List<List<Board.Entry>>> around(
      Statements statements, List<NeighboursKey> keys) {
    Tuple arguments =
        Columns.arguments(
            Columns.ids(keys, NeighboursKey::groupId),
            Columns.of(keys, String[]::new, key -> key.standing().period().word()),
            Columns.of(keys, LocalDate[]::new, key -> key.standing().starts()),
            Columns.ids(keys, NeighboursKey::memberId),
            Columns.of(keys, Integer[]::new, NeighboursKey::neighbours));
    return entries(statements, AROUND, arguments, keys.size());
  }

  private static Future<List<List<Board.Entry>>> entries(
      Statements statements, String sql, Tuple arguments, int keys) {
    return statements
        .run(sql, arguments)
        .map(
            rows -> {
              var boards = KeyedRows.lists(keys, rows, LeaderboardStore::entry);
              boards.forEach(board -> board.sort(BEST_FIRST));
              return boards;
            });
  }
}
