package com.upcoach.leaderboard;

import static com.upcoach.database.QueryPlan.PlanMode.CUSTOM;
import static com.upcoach.database.QueryPlan.PlanMode.GENERIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.Standing;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.Pools;
import com.upcoach.database.Queries;
import com.upcoach.database.QueryPlan;
import com.upcoach.database.QueryPlan.PlanMode;
import com.upcoach.database.TestDatabase;
import com.upcoach.leaderboard.LeaderboardStore.NeighboursRequest;
import com.upcoach.leaderboard.LeaderboardStore.RankedRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Neighbours of a member on a board, for many members at a time, and the cost of reading them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class NeighboursTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int MEMBERS = 300;
  private static final Standing CROWDED =
      Standing.on(Standing.Period.WEEK, LocalDate.of(2026, 11, 23));
  private static final Standing SPREAD =
      Standing.on(Standing.Period.ALL, LocalDate.of(2026, 11, 23));

  private static DatabaseAddress small;
  private static DatabaseAddress large;

  @BeforeAll
  static void fill() {
    small = TestDatabase.fresh();
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder rows = new StringBuilder();
    for (int member = 0; member < MEMBERS; member++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      rows.append(
          "insert into member values ('%s', '%d@x', 'Name %d', '', 'UTC', 0, 1, 'member', now());"
              .formatted(id, member, member));
      for (Standing board : List.of(CROWDED, SPREAD)) {
        if (random.nextInt(10) > 0) {
          rows.append(
              "insert into standing values ('%s', '%s', '%s', %d);"
                  .formatted(
                      id,
                      board.period().word(),
                      board.starts(),
                      random.nextInt(board.equals(CROWDED) ? 8 : 5_000)));
        }
      }
    }
    TestDatabase.execute(small, rows.toString());

    large = TestDatabase.fresh();
    TestDatabase.execute(
        large,
        """
                insert into member
                select md5('m' || i)::uuid, i || '@x', 'Name', '', 'UTC', 0, 1, 'member', now()
                from generate_series(1, 100000) i;
                insert into standing
                select member_id, 'week'::board_period, date '2026-11-23', 1 + hashtext(member_id::text) & 255 from member
                union all
                select member_id, 'all', date '1970-01-01', 1 + hashtext(member_id::text) & 32767 from member;
                analyze
                """);
    TestDatabase.execute(large, "vacuum standing");
  }

  @Test
  void a_batch_gives_each_member_the_same_neighbours_as_a_single_request() throws SQLException {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Standing, List<RankedRow>> boards = new HashMap<>();
    for (Standing board : List.of(CROWDED, SPREAD)) {
      boards.put(board, wholeBoard(board));
    }
    List<NeighboursRequest> context = new ArrayList<>();
    for (UUID member : members()) {
      context.add(
          new NeighboursRequest(
              member, random.nextBoolean() ? CROWDED : SPREAD, random.nextInt(0, 21)));
    }
    context.add(new NeighboursRequest(UUID.randomUUID(), CROWDED, 3));
    Collections.shuffle(context, new java.util.Random(SEED));
    List<List<RankedRow>> answers = answers(context);
    assertEquals(context.size(), answers.size());
    for (int caller = 0; caller < context.size(); caller++) {
      NeighboursRequest row = context.get(caller);
      assertEquals(
          near(boards.get(row.standing()), row), answers.get(caller), "seed " + SEED + ", " + row);
    }
  }

  /// Best first; ids in PostgreSQL's order: byte by byte, unsigned.
  private static List<RankedRow> wholeBoard(Standing board) throws SQLException {
    List<RankedRow> all = new ArrayList<>();
    try (var connection = small.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select s.member_id, m.name, s.points from standing s join member m using (member_id)"
                    + " where s.points > 0 and s.period = '%s'".formatted(board.period().word()))) {
      while (rows.next()) {
        all.add(new RankedRow(rows.getObject(1, UUID.class), rows.getString(2), rows.getInt(3)));
      }
    }
    all.sort(
        Comparator.comparingInt((RankedRow row) -> -row.points())
            .thenComparing(row -> row.memberId().toString(), Comparator.reverseOrder()));
    return all;
  }

  private static List<UUID> members() throws SQLException {
    List<UUID> all = new ArrayList<>();
    try (var connection = small.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select member_id from member order by 1")) {
      while (rows.next()) {
        all.add(rows.getObject(1, UUID.class));
      }
    }
    return all;
  }

  private static List<RankedRow> near(List<RankedRow> board, NeighboursRequest context) {
    for (int place = 0; place < board.size(); place++) {
      if (board.get(place).memberId().equals(context.memberId())) {
        return board.subList(
            Math.max(0, place - context.neighbours()),
            Math.min(board.size(), place + context.neighbours() + 1));
      }
    }
    return List.of();
  }

  private static List<List<RankedRow>> answers(List<NeighboursRequest> context) {
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, small, 2, "test");
    try {
      LeaderboardStore store =
          new LeaderboardStore(Queries.on(pool), TestDatabase.batching(vertx, small));
      return Uni.join()
          .all(context.stream().map(store::around).toList())
          .andFailFast()
          .await()
          .atMost(Duration.ofSeconds(60));
    } finally {
      pool.close().toCompletionStage().toCompletableFuture().join();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_large_board_reads_only_the_rows_that_are_shown(PlanMode made) {
    QueryPlan plan = around(made, LeaderboardStore.AROUND);
    assertTrue(readsRangesOnly(plan, 3 * 2 * 21), plan::toString);
    QueryPlan top =
        QueryPlan.of(
            large,
            made,
            LeaderboardStore.TOP,
            "text, date, int, uuid, int",
            "'week', '2026-11-23', 2147483647, 'ffffffff-ffff-ffff-ffff-ffffffffffff', 100");
    assertTrue(readsRangesOnly(top, 100), top::toString);
  }

  /// The former statement: one comparison of points and ids in two directions. No index supports
  /// it, so the board was scanned from its end.
  @Test
  void a_comparison_in_two_directions_scans_the_board() {
    String mixed =
        """
                select s.member_id, s.points from standing s, standing own
                where own.member_id = $1 and own.period = $2::board_period and own.starts = $3
                  and s.period = $2::board_period and s.starts = $3
                  and (s.points, own.member_id) > (own.points, s.member_id)
                order by s.points, s.member_id desc limit 3
                """;
    for (PlanMode made : List.of(CUSTOM, GENERIC)) {
      QueryPlan plan =
          QueryPlan.of(
              large, made, mixed, "uuid, text, date", "md5('m5')::uuid, 'week', '2026-11-23'");
      assertFalse(readsRangesOnly(plan, 3 * 2 * 21), plan::toString);
    }
  }

  private static QueryPlan around(PlanMode made, String statement) {
    return QueryPlan.of(
        large,
        made,
        statement,
        "uuid[], text[], date[], int4[]",
        """
                array[md5('m5')::uuid, md5('m6')::uuid, md5('m7')::uuid], '{week,all,week}',
                array[date '2026-11-23', '1970-01-01', '2026-11-23'], '{3,20,0}'\
                """);
  }

  private static boolean readsRangesOnly(QueryPlan plan, int rows) {
    return plan.reading("standing")
        .allMatch(
            node ->
                node.get("Node Type").asText().startsWith("Index")
                    && node.path("Rows Removed by Filter").asLong() == 0
                    && node.get("Actual Rows").asDouble() * node.get("Actual Loops").asLong()
                        <= rows);
  }
}
