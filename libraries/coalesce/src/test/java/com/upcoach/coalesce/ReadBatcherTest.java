package com.upcoach.coalesce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadBatcherTest {

  private static final BatchLimits LIMITS = new BatchLimits(4, 10, Duration.ofSeconds(1));

  private final Loop loop = new Loop();
  private final Lane lane = loop.lane(1);
  private final Backend<String> backend = new Backend<>();
  private final ReadBatcher<String, String> batcher =
      new ReadBatcher<>(lane, Priority.READ, LIMITS, backend::ask);

  @Test
  void a_lone_key_is_sent_immediately() {
    Future<String> answer = batcher.load("a");
    loop.turn();
    assertEquals(List.of(List.of("a")), backend.batches);
    backend.echo();
    assertEquals("a", answer.result());
  }

  @Test
  void keys_that_arrive_together_share_a_batch() {
    batcher.load("a");
    batcher.load("b");
    loop.turn();
    assertEquals(List.of(List.of("a", "b")), backend.batches);
  }

  @Test
  void keys_requested_while_a_batch_is_in_flight_form_the_next_batch() {
    batcher.load("a");
    loop.turn();
    Future<String> b = batcher.load("b");
    Future<String> c = batcher.load("c");
    loop.turn();
    assertEquals(1, backend.batches.size());
    backend.echo();
    loop.turn();
    assertEquals(List.of("b", "c"), backend.batches.getLast());
    backend.echo();
    assertEquals("b", b.result());
    assertEquals("c", c.result());
  }

  @Test
  void a_batch_never_exceeds_its_maximal_size() {
    for (String key : List.of("a", "b", "c", "d", "e")) {
      batcher.load(key);
    }
    loop.turn();
    backend.echo();
    loop.turn();
    assertEquals(List.of(List.of("a", "b", "c", "d"), List.of("e")), backend.batches);
  }

  @Test
  void a_pending_key_is_queried_once_for_all_its_callers() {
    Future<String> one = batcher.load("a");
    Future<String> other = batcher.load("a");
    loop.turn();
    assertEquals(List.of(List.of("a")), backend.batches);
    backend.echo();
    assertEquals("a", one.result());
    assertEquals("a", other.result());
    assertEquals(1, lane.statistics().joined());
  }

  /// Otherwise a caller could see data from before its call.
  @Test
  void a_key_in_flight_is_queried_again() {
    batcher.load("a");
    loop.turn();
    batcher.load("a");
    backend.echo();
    loop.turn();
    assertEquals(List.of(List.of("a"), List.of("a")), backend.batches);
  }

  @Test
  void a_key_beyond_the_queue_limit_is_rejected_immediately() {
    batcher.load("first");
    loop.turn();
    for (int key = 0; key < LIMITS.maxPending(); key++) {
      batcher.load("key " + key);
    }
    Future<String> rejected = batcher.load("one more");
    assertEquals(Reason.FULL, reason(rejected));
    assertEquals(1, lane.statistics().full());
  }

  @Test
  void a_caller_whose_deadline_passes_may_retry_immediately() {
    batcher.load("first");
    loop.turn();
    Future<String> again =
        batcher.load("a").recover(late -> batcher.load("b")).recover(late -> batcher.load("c"));
    batcher.load("d");
    loop.pass(Duration.ofSeconds(2));
    lane.expire();
    backend.echo();
    loop.turn();
    assertEquals(List.of("b"), backend.batches.getLast());
    backend.echo();
    assertEquals("b", again.result());
  }

  @Test
  void a_caller_whose_deadline_passes_may_retry_the_same_key() {
    batcher.load("first");
    loop.turn();
    Future<String> one = batcher.load("a").recover(late -> batcher.load("a"));
    Future<String> other = batcher.load("a").recover(late -> batcher.load("a"));
    loop.pass(Duration.ofSeconds(2));
    // Deadlines are not checked before this turn.
    backend.echo();
    loop.turn();
    assertEquals(List.of("a"), backend.batches.getLast());
    backend.echo();
    assertEquals("a", one.result());
    assertEquals("a", other.result());
  }

  @Test
  void callers_that_share_a_key_count_against_the_queue_limit_while_it_is_pending() {
    batcher.load("first");
    loop.turn();
    for (int caller = 0; caller < LIMITS.maxPending(); caller++) {
      batcher.load("hot", loop.getAsLong() + Duration.ofMillis(10).toNanos());
    }
    assertEquals(Reason.FULL, reason(batcher.load("hot")));
    assertEquals(Reason.FULL, reason(batcher.load("another")));
    loop.pass(Duration.ofMillis(20));
    lane.expire();
    Future<String> afterThem = batcher.load("hot");
    backend.echo();
    loop.turn();
    for (int caller = 0; caller < LIMITS.maxPending(); caller++) {
      batcher.load("cold");
    }
    backend.echo();
    assertEquals("hot", afterThem.result());
    assertEquals(2, lane.statistics().full());
  }

  @Test
  void a_read_that_was_cancelled_by_mistake_is_retried() {
    Future<String> a = batcher.load("a");
    loop.turn();
    backend.fail(new LaneRejectedException("test", Reason.CANCELLED));
    loop.turn();
    backend.echo();
    assertEquals("a", a.result());
  }

  @Test
  void a_pending_key_fails_at_its_deadline_and_is_not_queried() {
    batcher.load("first");
    loop.turn();
    Future<String> late = batcher.load("late");
    loop.pass(Duration.ofSeconds(2));
    lane.expire();
    assertEquals(Reason.LATE, reason(late));
    backend.echo();
    loop.turn();
    assertEquals(List.of(List.of("first")), backend.batches);
  }

  @Test
  void a_batch_abandoned_by_all_its_callers_is_reported() {
    Future<String> late = batcher.load("late");
    loop.turn();
    assertFalse(lane.expire());
    loop.pass(Duration.ofSeconds(2));
    assertTrue(lane.expire());
    assertEquals(Reason.LATE, reason(late));
    backend.echo();
    assertFalse(lane.expire());
  }

  @Test
  void callers_of_one_key_may_have_different_deadlines() {
    long now = loop.getAsLong();
    Future<String> hasty = batcher.load("a", now + Duration.ofMillis(10).toNanos());
    Future<String> patient = batcher.load("a");
    loop.turn();
    loop.pass(Duration.ofMillis(20));
    assertFalse(lane.expire(), "one caller still waits");
    assertEquals(Reason.LATE, reason(hasty));
    backend.echo();
    assertEquals("a", patient.result());
  }

  @Test
  void a_query_that_fails_fails_its_batch_alone() {
    Future<String> a = batcher.load("a");
    loop.turn();
    Future<String> b = batcher.load("b");
    RuntimeException failure = new RuntimeException("no");
    backend.fail(failure);
    loop.turn();
    backend.echo();
    assertSame(failure, a.cause());
    assertEquals("b", b.result());
  }

  @Test
  void a_query_that_throws_leaves_the_lane_working() {
    var broken =
        new ReadBatcher<String, String>(
            lane,
            Priority.READ,
            LIMITS,
            keys -> {
              throw new IllegalStateException("broken");
            });
    Future<String> failed = broken.load("a");
    loop.turn();
    assertInstanceOf(IllegalStateException.class, failed.cause());
    Future<String> other = batcher.load("b");
    loop.turn();
    backend.echo();
    assertEquals("b", other.result());
  }

  @Test
  void too_few_results_fail_the_whole_batch() {
    Future<String> a = batcher.load("a");
    Future<String> b = batcher.load("b");
    loop.turn();
    backend.answer(keys -> List.of("a"));
    assertInstanceOf(IllegalStateException.class, a.cause());
    assertInstanceOf(IllegalStateException.class, b.cause());
  }

  @Test
  void an_exception_in_one_callers_code_does_not_affect_the_others() {
    List<Throwable> uncaught = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, failed) -> uncaught.add(failed));
    try {
      batcher
          .load("a")
          .onSuccess(
              answer -> {
                throw new IllegalStateException("choked");
              });
      Future<String> b = batcher.load("b");
      loop.turn();
      backend.echo();
      assertEquals("b", b.result());
      assertEquals(0, backend.inFlight());
      Future<String> c = batcher.load("c");
      loop.turn();
      backend.echo();
      assertEquals("c", c.result());
      assertEquals("choked", uncaught.getFirst().getMessage());
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
  }

  @Test
  void a_read_is_retried_once_after_the_database_was_unreachable() {
    Future<String> a = batcher.load("a");
    loop.turn();
    lane.pause();
    backend.fail(new LaneRejectedException("test", Reason.DOWN));
    loop.turn();
    assertEquals(1, backend.batches.size(), "kept until the database is back");
    lane.open();
    loop.turn();
    backend.fail(new LaneRejectedException("test", Reason.DOWN));
    loop.turn();
    assertEquals(2, backend.batches.size());
    assertEquals(Reason.DOWN, reason(a));
  }

  @Test
  void a_retried_read_joins_a_newer_one_of_the_same_key() {
    Future<String> older = batcher.load("a");
    loop.turn();
    lane.pause();
    Future<String> newer = batcher.load("a");
    backend.fail(new LaneRejectedException("test", Reason.DOWN));
    lane.open();
    loop.turn();
    assertEquals(List.of("a"), backend.batches.getLast());
    backend.echo();
    assertEquals("a", older.result());
    assertEquals("a", newer.result());
  }

  @Test
  void entries_and_batches_are_counted() {
    batcher.load("a");
    batcher.load("b");
    loop.turn();
    backend.echo();
    LaneStatistics statistics = lane.statistics();
    assertEquals(1, statistics.batches());
    assertEquals(2, statistics.entries());
  }

  static Reason reason(Future<?> rejected) {
    return assertInstanceOf(LaneRejectedException.class, rejected.cause()).reason();
  }
}
