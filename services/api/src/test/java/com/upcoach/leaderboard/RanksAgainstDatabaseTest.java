package com.upcoach.leaderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.upcoach.book.Standing;
import com.upcoach.book.StandingChange;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Writers that commit, roll back and report late, while boards are reloaded again and again. At
/// the end the counts equal those of the table.
@Tag("wall-time")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RanksAgainstDatabaseTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int ROUNDS = 12;
  private static final int WRITERS = 4;
  private static final int MEMBERS = 60;
  private static final int HIGHEST = 40;
  private static final List<Standing> BOARDS =
      List.of(
          Standing.on(Standing.Period.WEEK, LocalDate.of(2026, 11, 23)),
          Standing.on(Standing.Period.ALL, LocalDate.of(2026, 11, 23)));

  /// Every load is due immediately, so loads run as often as the test calls `maintain`.
  private static final ReloadPace ALWAYS_DUE = new ReloadPace(Duration.ZERO, 0, Duration.ZERO, 0);

  private static final String WRITE =
      """
            with was as (select points from standing where member_id = ? and period = ?::board_period and starts = ?),
                 is_now as (
                     insert into standing (member_id, period, starts, points) values (?, ?::board_period, ?, ?)
                     on conflict (member_id, period, starts) do update set points = excluded.points
                     returning points)
            select coalesce((select points from was), 0), points, pg_current_xact_id()::text from is_now
            """;

  private final DatabaseAddress database = TestDatabase.fresh();
  private final CountsReader reader = new CountsReader(database);

  @Test
  void after_any_writes_and_any_loads_the_ranks_are_those_of_the_table() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      SplittableRandom random = new SplittableRandom(SEED + round);
      String says = "seed " + SEED + ", round " + round;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Ranks ranks = new Ranks(reader, threads, System::nanoTime, slowAfter(random));
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Callable<Void>> work = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          int number = writer;
          SplittableRandom own = random.split();
          work.add(() -> write(ranks, number, own));
        }
        var tending = threads.submit(() -> maintain(ranks, writing));
        for (var done : threads.invokeAll(work)) {
          done.get();
        }
        writing.set(false);
        tending.get();
        for (Standing board : BOARDS) {
          assertAgree(ranks, board, says);
        }
      }
    }
  }

  /// In some rounds a board is loaded once only, in the middle of the writes, and only changes keep
  /// it current. In others every read reloads it.
  private static ReloadPace slowAfter(SplittableRandom random) {
    return random.nextBoolean() ? ALWAYS_DUE : ReloadPace.SERVER_DEFAULT;
  }

  private Void maintain(Ranks ranks, AtomicBoolean writing) throws InterruptedException {
    Thread.sleep(10);
    while (writing.get()) {
      for (Standing board : BOARDS) {
        ranks.board(board).await().atMost(Duration.ofSeconds(60));
      }
      ranks.maintain();
      Thread.sleep(3);
    }
    return null;
  }

  /// Each writer has its own members, because writers of one member queue for each other.
  private Void write(Ranks ranks, int writer, SplittableRandom random) throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (int step = 0; step < 60; step++) {
        List<StandingChange> changes = new ArrayList<>();
        for (int row = random.nextInt(1, 4); row > 0; row--) {
          int member = writer + WRITERS * random.nextInt(MEMBERS / WRITERS);
          int points = Math.max(0, random.nextInt(-10, HIGHEST));
          changes.add(change(connection, member, BOARDS.get(random.nextInt(2)), points));
        }
        pause(random);
        if (random.nextInt(6) == 0) {
          connection.rollback();
          continue;
        }
        connection.commit();
        pause(random);
        ranks.committed(changes);
      }
    }
    return null;
  }

  private static void pause(SplittableRandom random) throws InterruptedException {
    if (random.nextInt(3) == 0) {
      Thread.sleep(random.nextInt(6));
    }
  }

  private static StandingChange change(
      Connection connection, int member, Standing board, int points) throws SQLException {
    UUID id = new UUID(0, member);
    try (PreparedStatement writing = connection.prepareStatement(WRITE)) {
      for (int place = 0; place <= 3; place += 3) {
        writing.setObject(place + 1, id);
        writing.setString(place + 2, board.period().word());
        writing.setObject(place + 3, board.starts());
      }
      writing.setInt(7, points);
      try (var answer = writing.executeQuery()) {
        answer.next();
        return new StandingChange(
            id, board, answer.getInt(1), answer.getInt(2), Long.parseLong(answer.getString(3)));
      }
    }
  }

  private void assertAgree(Ranks ranks, Standing board, String says) {
    RankedBoard counted = ranks.board(board).await().atMost(Duration.ofSeconds(60));
    for (int points = 1; points <= HIGHEST; points++) {
      assertEquals(
          TestDatabase.ask(
              database,
              "select 1 + count(*) from standing where period = '%s' and starts = '%s' and points > %d"
                  .formatted(board.period().word(), board.starts(), points)),
          String.valueOf(counted.rankOf(points)),
          says + ", " + board + ", points " + points);
    }
  }

  @Test
  void writes_of_another_node_appear_after_the_next_load() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection elsewhere = database.dataSource().getConnection()) {
      Ranks ranks = new Ranks(reader, threads, System::nanoTime, ALWAYS_DUE);
      Standing board = BOARDS.getFirst();
      assertEquals(1, ranks.board(board).await().indefinitely().rankOf(1));
      change(elsewhere, 7, board, 30);
      assertEquals(1, ranks.board(board).await().indefinitely().rankOf(1));
      ranks.maintain();
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (ranks.board(board).await().indefinitely().rankOf(1) == 1) {
        assertNotEquals(true, System.nanoTime() > deadline, "never reloaded");
        Thread.sleep(5);
      }
      assertAgree(ranks, board, "after the load");
    }
  }

  /// Planted fault: without the snapshot a change that a load has seen is counted twice.
  @Test
  void a_change_with_a_forged_later_transaction_is_detected() throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Ranks ranks = new Ranks(reader, threads, System::nanoTime, ReloadPace.SERVER_DEFAULT);
      Standing board = BOARDS.getFirst();
      StandingChange change = change(connection, 3, board, 30);
      assertEquals(2, ranks.board(board).await().indefinitely().rankOf(1));
      ranks.committed(List.of(change));
      assertEquals(2, ranks.board(board).await().indefinitely().rankOf(1));
      ranks.committed(List.of(new StandingChange(change.memberId(), board, 0, 30, Long.MAX_VALUE)));
      assertEquals(3, ranks.board(board).await().indefinitely().rankOf(1));
    }
  }
}
