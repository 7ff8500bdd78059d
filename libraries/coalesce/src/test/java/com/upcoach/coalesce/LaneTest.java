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
        lane, priority, new BatchLimits(maxBatchSize, 10_000, Duration.ofSeconds(10)), backend::ask);
  }

  @Test
  void whoever_waits_for_a_write_goes_before_whoever_looks() {
    var reads = batcher(Priority.READ, 10);
    var writes = batcher(Priority.WRITE, 10);
    reads.load("under way");
    loop.turn();
    reads.load("look");
    writes.load("write");
    backend.echo();
    loop.turn();
    assertEquals(List.of("write"), backend.batches.getLast());
  }

  @Test
  void among_equals_whoever_came_first_goes_first() {
    var some = batcher(Priority.READ, 10);
    var others = batcher(Priority.READ, 10);
    some.load("under way");
    loop.turn();
    others.load("first");
    loop.pass(Duration.ofMillis(1));
    some.load("second");
    backend.echo();
    loop.turn();
    assertEquals(List.of("first"), backend.batches.getLast());
  }

  @Test
  void no_more_batches_are_under_way_than_may_be() {
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
  void while_its_backend_is_away_a_lane_keeps_what_waits() {
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

  /// However long the batch before it took: the next one is the first that it can take.
  @Test
  void whoever_takes_the_first_batch_there_is_has_not_waited_too_long() {
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
  void with_twice_the_work_that_fits_half_is_shed_and_the_rest_is_served_soon() {
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

  /// Notes how many milliseconds the key takes; -1 where it is shed.
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

  /// Otherwise the short waits that refusing makes would end it, and the queue fill up again.
  /// Each key takes the backend 50 µs, and twice as many come.
  @Test
  void the_door_stays_shut_to_most_for_as_long_as_more_comes_than_fits() {
    var batcher = batcher(Priority.READ, 100);
    int coming = 100;
    for (long end = after(Duration.ofSeconds(2)); loop.getAsLong() < end; ) {
      coming = 2 * comeAndGo(batcher, coming);
    }
    List<Long> served = waits.stream().filter(wait -> wait >= 0).toList();
    assertTrue(served.size() > 38_000, "served " + served.size());
    assertTrue(rejected > 30_000, "refused " + rejected);
    List<Long> later = served.stream().skip(10_000).sorted().toList();
    long most = later.get(later.size() * 8 / 10);
    assertTrue(most <= 11, "a fifth waits longer than " + most + " ms");
    assertTrue(later.getLast() <= 21, later.getLast() + " ms");
  }

  /// They fit, but each of them comes again as soon as it has an answer, be it a refusal.
  @Test
  void once_the_crowd_has_gone_those_who_are_left_are_all_let_in() {
    var batcher = batcher(Priority.READ, 64);
    for (long end = after(Duration.ofSeconds(2)); loop.getAsLong() < end; ) {
      comeAndGo(batcher, 150);
    }
    assertTrue(rejected > 10_000, "refused " + rejected);
    for (long end = after(Duration.ofSeconds(2)); loop.getAsLong() < end; ) {
      comeAndGo(batcher, 64);
    }
    rejected = 0;
    for (int round = 0; round < 1_000; round++) {
      comeAndGo(batcher, 64);
    }
    assertEquals(0, rejected);
  }

  private int rejected;

  private long after(Duration time) {
    return loop.getAsLong() + time.toNanos();
  }

  /// So many come, and the backend does one batch.
  ///
  /// @return how many were in it
  private int comeAndGo(ReadBatcher<String, String> batcher, int coming) {
    for (int key = 0; key < coming; key++) {
      if (lane.rejects(Priority.READ)) {
        rejected++;
      } else {
        note(batcher, rejected + " " + waits.size() + " " + key);
      }
    }
    loop.turn();
    // A turn that finds nothing but what it sheds sends nothing.
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
  void work_of_low_priority_that_is_never_reached_is_shed() {
    var writes = batcher(Priority.WRITE, 10);
    var reads = batcher(Priority.READ, 10);
    List<Future<String>> looks = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      writes.load("write " + round);
      for (int key = 0; key < 20; key++) {
        looks.add(reads.load(round + " " + key));
      }
      loop.turn();
      loop.pass(BATCH_TAKES);
      backend.echo();
      // Now and then a read has its turn.
      if (round % 5 == 4) {
        loop.turn();
        backend.echo();
      }
    }
    assertTrue(lane.statistics().shed() > 0);
    assertTrue(looks.stream().anyMatch(look -> look.failed()));
    assertEquals(0, lane.statistics().full());
  }
}
