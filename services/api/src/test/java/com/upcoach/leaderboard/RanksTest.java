package com.upcoach.leaderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.Standing;
import com.upcoach.book.StandingChange;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Boards over an in-memory table, loaded when the test says so.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RanksTest {

  private static final Standing WEEK =
      Standing.on(Standing.Period.WEEK, LocalDate.of(2026, 11, 23));
  private static final ReloadPace PACE =
      new ReloadPace(Duration.ofSeconds(30), 100, Duration.ofSeconds(1), 10);

  /// Number of members by points, as the next load reads them.
  private final Map<Integer, Integer> table = new TreeMap<>();

  private String snapshot = "100:100:";
  private SQLException failure;
  private Duration loadTakes = Duration.ofMillis(100);
  private Runnable duringLoad = () -> {};
  private int loadsDone;

  private long now;
  private final Deque<Runnable> due = new ArrayDeque<>();
  private final Ranks ranks = new Ranks(this::count, due::add, () -> now, PACE);

  private CountsSource.Counted count(Standing standing) throws SQLException {
    loadsDone++;
    PointCounts counts = new PointCounts();
    table.forEach(counts::add);
    Snapshot seen = Snapshot.parse(snapshot);
    now += loadTakes.toNanos();
    duringLoad.run();
    if (failure != null) {
      throw failure;
    }
    return new CountsSource.Counted(seen, counts);
  }

  private void load() {
    while (!due.isEmpty()) {
      due.remove().run();
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
    ranks.maintain();
    load();
  }

  private UniAssertSubscriber<RankedBoard> asking(Standing standing) {
    return ranks.board(standing).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private int rankOf(int points) {
    var context = asking(WEEK);
    load();
    return context.assertCompleted().getItem().rankOf(points);
  }

  private void change(int before, int after, long transaction) {
    ranks.committed(
        List.of(new StandingChange(UUID.randomUUID(), WEEK, before, after, transaction)));
  }

  @Test
  void equal_points_share_a_rank_and_the_next_is_lower_by_as_many() {
    table.putAll(Map.of(100, 1, 71, 2, 43, 1));
    assertEquals(List.of(1, 2, 4, 5), List.of(rankOf(100), rankOf(71), rankOf(43), rankOf(1)));
    assertEquals(1, loadsDone);
  }

  @Test
  void an_empty_board_ranks_its_first_member_first() {
    assertEquals(1, rankOf(1));
    change(0, 50, 100);
    assertEquals(2, rankOf(49));
    assertEquals(1, rankOf(50));
  }

  @Test
  void a_member_that_drops_to_zero_leaves_the_board_and_may_return() {
    table.put(50, 1);
    assertEquals(2, rankOf(10));
    change(50, 0, 100);
    assertEquals(1, rankOf(10));
    change(0, 11, 101);
    assertEquals(2, rankOf(10));
  }

  @Test
  void changes_seen_by_the_load_are_not_counted_again_and_running_ones_are() {
    table.put(50, 2);
    snapshot = "90:100:90,95";
    assertEquals(3, rankOf(10));
    change(0, 50, 94);
    change(0, 50, 80);
    assertEquals(3, rankOf(10));
    change(0, 50, 95);
    change(0, 50, 100);
    assertEquals(5, rankOf(10));
  }

  @Test
  void changes_during_a_load_are_counted_once() {
    snapshot = "90:100:95";
    table.put(50, 1);
    duringLoad =
        () -> {
          change(0, 50, 92);
          change(0, 50, 95);
          change(0, 50, 101);
        };
    assertEquals(4, rankOf(10));
    duringLoad = () -> change(0, 50, 120);
    table.put(50, 3);
    snapshot = "110:110:";
    pass(Duration.ofSeconds(31));
    assertEquals(2, loadsDone);
    assertEquals(5, rankOf(10));
  }

  @Test
  void a_change_reported_long_after_its_commit_is_compared_with_the_current_load() {
    assertEquals(1, rankOf(10));
    table.put(50, 1);
    snapshot = "130:130:";
    pass(Duration.ofSeconds(31));
    change(0, 50, 120);
    assertEquals(2, rankOf(10));
  }

  @Test
  void writes_of_others_appear_with_the_next_due_load() {
    assertEquals(1, rankOf(10));
    table.put(50, 1);
    pass(Duration.ofSeconds(29));
    assertEquals(1, rankOf(10));
    pass(Duration.ofSeconds(1));
    assertEquals(2, rankOf(10));
  }

  @Test
  void a_board_that_takes_long_to_load_is_refreshed_more_rarely() {
    loadTakes = Duration.ofSeconds(2);
    assertEquals(1, rankOf(10));
    pass(Duration.ofSeconds(199));
    assertEquals(1, loadsDone);
    pass(Duration.ofSeconds(1));
    assertEquals(2, loadsDone);
  }

  @Test
  void deleting_a_member_refreshes_the_boards_soon() {
    table.put(50, 1);
    assertEquals(2, rankOf(10));
    table.clear();
    ranks.memberDeleted(UUID.randomUUID());
    pass(Duration.ofMillis(900));
    assertEquals(2, rankOf(10));
    pass(Duration.ofMillis(100));
    assertEquals(1, rankOf(10));
    pass(Duration.ofSeconds(5));
    assertEquals(2, loadsDone);
  }

  @Test
  void deleting_a_member_during_a_load_causes_another_load() {
    duringLoad = () -> ranks.memberDeleted(UUID.randomUUID());
    assertEquals(1, rankOf(10));
    duringLoad = () -> {};
    pass(Duration.ofSeconds(1));
    assertEquals(2, loadsDone);
    pass(Duration.ofSeconds(2));
    assertEquals(2, loadsDone);
  }

  @Test
  void concurrent_requests_share_one_load_and_cancelling_one_does_not_affect_the_others() {
    List<UniAssertSubscriber<RankedBoard>> context = new ArrayList<>();
    for (int caller = 0; caller < 50; caller++) {
      context.add(asking(WEEK));
    }
    context.getFirst().cancel();
    context.getLast().assertNotTerminated();
    load();
    context.subList(1, 50).forEach(UniAssertSubscriber::assertCompleted);
    assertEquals(1, loadsDone);
  }

  @Test
  void a_failed_first_load_fails_its_waiters_and_the_next_request_retries() {
    failure = new SQLException("gone");
    var context = asking(WEEK);
    load();
    assertEquals("gone", context.assertFailed().getFailure().getMessage());
    failure = null;
    table.put(50, 1);
    assertEquals(2, rankOf(10));
  }

  @Test
  void a_failed_refresh_keeps_the_stale_counts_and_is_retried_at_the_usual_pace() {
    table.put(50, 1);
    assertEquals(2, rankOf(10));
    failure = new SQLException("gone");
    ranks.memberDeleted(UUID.randomUUID());
    pass(Duration.ofSeconds(2));
    assertEquals(2, loadsDone);
    change(0, 60, 100);
    assertEquals(3, rankOf(10));
    pass(Duration.ofSeconds(29));
    assertEquals(2, loadsDone);
    failure = null;
    table.put(60, 5);
    snapshot = "101:101:";
    pass(Duration.ofSeconds(1));
    assertEquals(7, rankOf(10));
  }

  @Test
  void a_load_overtaken_by_too_many_changes_is_abandoned() {
    duringLoad =
        () -> {
          for (int change = 0; change <= RankedBoard.MAX_QUEUED_CHANGES; change++) {
            change(0, 50, 100 + change);
          }
        };
    var context = asking(WEEK);
    load();
    context.assertFailed();
    duringLoad =
        () -> {
          for (int change = 0; change < 5_000; change++) {
            change(0, 50, 100 + change);
          }
        };
    assertEquals(5_001, rankOf(10));
  }

  @Test
  void an_unused_board_is_evicted_and_loaded_again_on_the_next_request() {
    assertEquals(1, rankOf(10));
    pass(Ranks.EVICT_UNUSED_AFTER.minusSeconds(1));
    assertEquals(1, ranks.boardCount());
    pass(Duration.ofSeconds(1));
    assertEquals(0, ranks.boardCount());
    table.put(50, 1);
    assertEquals(2, rankOf(10));
  }

  @Test
  void the_least_recently_used_board_is_evicted() {
    for (int week = 0; week < 3 * Ranks.MAX_BOARDS; week++) {
      now++;
      asking(new Standing(Standing.Period.WEEK, LocalDate.EPOCH.plusWeeks(week)));
      asking(WEEK);
      assertTrue(ranks.boardCount() <= Ranks.MAX_BOARDS);
    }
    load();
    int done = loadsDone;
    assertEquals(1, rankOf(10));
    assertEquals(done, loadsDone);
    asking(new Standing(Standing.Period.WEEK, LocalDate.EPOCH)).assertNotTerminated();
    load();
    assertEquals(done + 1, loadsDone);
  }

  @Test
  void nobody_has_a_rank_before_the_board_is_loaded() {
    assertThrows(NullPointerException.class, () -> new RankedBoard(0).rankOf(1));
  }
}
