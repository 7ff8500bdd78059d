package com.upcoach.coalesce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
class LaneTest {

  private static final Duration BATCH_TAKES = Duration.ofMillis(20);

  private final Loop loop = new Loop();
  private final Lane lane = loop.lane(1);
  private final Backend<String> backend = new Backend<>();

  private ReadBatcher<String, String> batcher(Priority priority, int maxBatchSize) {
    return new ReadBatcher<>(
        lane,
        priority,
        new BatchLimits(maxBatchSize, 10_000, Duration.ofSeconds(10)),
        backend::ask);
  }

  @Test
  void writes_have_priority_over_reads() {
    var reads = batcher(Priority.READ, 10);
    var writes = batcher(Priority.WRITE, 10);
    reads.load("in flight");
    loop.turn();
    reads.load("look");
    writes.load("write");
    backend.echo();
    loop.turn();
    assertEquals(List.of("write"), backend.batches.getLast());
  }

  @Test
  void among_equal_priorities_the_oldest_entry_goes_first() {
    var some = batcher(Priority.READ, 10);
    var others = batcher(Priority.READ, 10);
    some.load("in flight");
    loop.turn();
    others.load("first");
    loop.pass(Duration.ofMillis(1));
    some.load("second");
    backend.echo();
    loop.turn();
    assertEquals(List.of("first"), backend.batches.getLast());
  }

  @Test
  void the_number_of_batches_in_flight_is_limited() {
    Lane wide = loop.lane(2);
    var batcher =
        new ReadBatcher<String, String>(
            wide, Priority.READ, new BatchLimits(1, 10, Duration.ofSeconds(1)), backend::ask);
    for (String key : List.of("a", "b", "c")) {
      batcher.load(key);
    }
    loop.turn();
    assertEquals(2, backend.inFlight());
    backend.echo();
    loop.turn();
    assertEquals(2, backend.inFlight());
  }

  @Test
  void a_paused_lane_keeps_pending_entries() {
    var batcher = batcher(Priority.READ, 10);
    lane.pause();
    Future<String> answer = batcher.load("a");
    loop.turn();
    assertEquals(List.of(), backend.batches);
    lane.open();
    loop.turn();
    backend.echo();
    assertEquals("a", answer.result());
  }

  /// However long the previous batch took, the next one is the first possible.
  @Test
  void waiting_for_the_first_possible_batch_is_no_overload() {
    var batcher = batcher(Priority.READ, 100);
    List<Future<String>> answers = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      for (int key = 0; key < 100; key++) {
        answers.add(batcher.load(round + " " + key));
      }
      loop.turn();
      loop.pass(BATCH_TAKES);
      backend.echo();
    }
    assertTrue(answers.stream().allMatch(Future::succeeded));
    assertFalse(lane.rejects(Priority.READ));
    assertEquals(0, lane.statistics().shed());
  }

  @Test
  void at_twice_the_capacity_half_is_shed_and_the_rest_is_served_soon() {
    var batcher = batcher(Priority.READ, 100);
    for (int round = 0; round < 200; round++) {
      for (int key = 0; key < 200; key++) {
        note(batcher, round + " " + key);
      }
      loop.turn();
      loop.pass(Duration.ofMillis(5));
      backend.echo();
      loop.turn();
    }
    long served = waits.stream().filter(wait -> wait >= 0).count();
    long shed = waits.stream().filter(wait -> wait < 0).count();
    long longest = waits.stream().skip(10_000).max(Long::compare).orElseThrow();
    assertTrue(lane.statistics().shed() == shed && shed > 12_000, "shed " + shed);
    assertTrue(served > 19_000, "served " + served);
    assertTrue(longest <= 16, longest + " ms");
  }

  private final List<Long> waits = new ArrayList<>();

  /// Records how many milliseconds the key takes; -1 if it is shed.
  private void note(ReadBatcher<String, String> batcher, String key) {
    long asked = loop.getAsLong();
    batcher
        .load(key)
        .onSuccess(answer -> waits.add((loop.getAsLong() - asked) / 1_000_000))
        .onFailure(
            failure -> {
              assertEquals(Reason.SHED, ((LaneRejectedException) failure).reason());
              waits.add(-1L);
            });
  }

  /// Otherwise the short waits that rejecting causes would end the overload, and the queue would
  /// fill up again. Each key takes the backend 50 µs, and twice as many arrive.
  @Test
  void most_requests_are_rejected_as_long_as_the_overload_lasts() {
    var batcher = batcher(Priority.READ, 100);
    int coming = 100;
    for (long end = after(Duration.ofSeconds(2)); loop.getAsLong() < end; ) {
      coming = 2 * arriveAndExecute(batcher, coming);
    }
    List<Long> served = waits.stream().filter(wait -> wait >= 0).toList();
    assertTrue(served.size() > 38_000, "served " + served.size());
    assertTrue(rejected > 30_000, "refused " + rejected);
    List<Long> later = served.stream().skip(10_000).sorted().toList();
    long most = later.get(later.size() * 8 / 10);
    assertTrue(most <= 11, "a fifth waits longer than " + most + " ms");
    assertTrue(later.getLast() <= 21, later.getLast() + " ms");
  }

  /// All of them fit, but each caller retries as soon as it has a result or a rejection.
  @Test
  void after_the_overload_all_requests_are_admitted_again() {
    var batcher = batcher(Priority.READ, 64);
    for (long end = after(Duration.ofSeconds(2)); loop.getAsLong() < end; ) {
      arriveAndExecute(batcher, 150);
    }
    assertTrue(rejected > 10_000, "refused " + rejected);
    for (long end = after(Duration.ofSeconds(2)); loop.getAsLong() < end; ) {
      arriveAndExecute(batcher, 64);
    }
    rejected = 0;
    for (int round = 0; round < 1_000; round++) {
      arriveAndExecute(batcher, 64);
    }
    assertEquals(0, rejected);
  }

  private int rejected;

  private long after(Duration time) {
    return loop.getAsLong() + time.toNanos();
  }

  /// Lets callers arrive, and the backend execute one batch.
  ///
  /// @return size of the batch
  private int arriveAndExecute(ReadBatcher<String, String> batcher, int coming) {
    for (int key = 0; key < coming; key++) {
      if (lane.rejects(Priority.READ)) {
        rejected++;
      } else {
        note(batcher, rejected + " " + waits.size() + " " + key);
      }
    }
    loop.turn();
    // A turn that only sheds entries sends nothing.
    int sent = backend.inFlight() == 0 ? 1 : backend.batches.getLast().size();
    loop.pass(Duration.ofNanos(50_000L * sent));
    answer();
    return sent;
  }

  private void answer() {
    if (backend.inFlight() > 0) {
      backend.echo();
    }
  }

  @Test
  void starved_work_of_low_priority_is_shed() {
    var writes = batcher(Priority.WRITE, 10);
    var reads = batcher(Priority.READ, 10);
    List<Future<String>> lookups = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      writes.load("write " + round);
      for (int key = 0; key < 20; key++) {
        lookups.add(reads.load(round + " " + key));
      }
      loop.turn();
      loop.pass(BATCH_TAKES);
      backend.echo();
      // Sometimes a read gets its turn.
      if (round % 5 == 4) {
        loop.turn();
        backend.echo();
      }
    }
    assertTrue(lane.statistics().shed() > 0);
    assertTrue(lookups.stream().anyMatch(look -> look.failed()));
    assertEquals(0, lane.statistics().full());
  }
}
