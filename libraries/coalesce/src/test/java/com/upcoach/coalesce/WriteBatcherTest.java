package com.upcoach.coalesce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WriteBatcherTest {

  private static final BatchLimits LIMITS = new BatchLimits(8, 20, Duration.ofSeconds(1));

  private final Loop loop = new Loop();
  private final Lane lane = loop.lane(1);
  private final Backend<String> backend = new Backend<>();
  private final WriteBatcher<String, String, String> batcher =
      new WriteBatcher<>(lane, Priority.WRITE, LIMITS, backend::ask);

  @Test
  void a_lone_write_is_sent_immediately_and_acknowledged_after_its_commit() {
    Future<String> written = batcher.write("ada", "1");
    loop.turn();
    assertFalse(written.isComplete());
    backend.echo();
    assertEquals("1", written.result());
  }

  @Test
  void writes_that_arrive_while_a_commit_is_in_flight_share_the_next_one() {
    batcher.write("ada", "1");
    loop.turn();
    Future<String> bob = batcher.write("bob", "2");
    Future<String> cyd = batcher.write("cyd", "3");
    backend.echo();
    loop.turn();
    assertEquals(List.of("2", "3"), backend.batches.getLast());
    backend.echo();
    assertEquals("2", bob.result());
    assertEquals("3", cyd.result());
  }

  @Test
  void writes_of_one_key_are_never_in_one_batch_and_keep_their_order() {
    List<Future<String>> written = new ArrayList<>();
    for (String content : List.of("1", "2", "3")) {
      written.add(batcher.write("ada", content));
    }
    batcher.write("bob", "4");
    while (written.stream().anyMatch(one -> !one.isComplete())) {
      loop.turn();
      backend.echo();
    }
    assertEquals(List.of(List.of("1", "4"), List.of("2"), List.of("3")), backend.batches);
  }

  @Test
  void a_write_that_the_database_rejects_fails_alone() {
    List<Future<String>> written = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      written.add(batcher.write("key " + number, number == 5 ? "poison" : "write " + number));
    }
    executeAllBut("poison");
    for (int number = 0; number < 8; number++) {
      if (number == 5) {
        assertEquals("poison", written.get(number).cause().getMessage());
      } else {
        assertEquals("write " + number, written.get(number).result());
      }
    }
    assertEquals(3, lane.statistics().split());
  }

  /// Responds like a database: executes a batch or rejects it as a whole.
  private void executeAllBut(String poison) {
    loop.turn();
    while (backend.inFlight() > 0) {
      List<String> next = backend.batches.get(backend.batches.size() - backend.inFlight());
      if (next.contains(poison)) {
        backend.fail(new IllegalArgumentException(poison));
      } else {
        backend.echo();
      }
      loop.turn();
    }
  }

  @Test
  void writes_are_not_retried_after_the_database_was_unreachable() {
    Future<String> ada = batcher.write("ada", "1");
    Future<String> bob = batcher.write("bob", "2");
    loop.turn();
    backend.fail(new LaneRejectedException("test", Reason.DOWN));
    loop.turn();
    assertEquals(1, backend.batches.size());
    assertEquals(Reason.DOWN, ReadBatcherTest.reason(ada));
    assertEquals(Reason.DOWN, ReadBatcherTest.reason(bob));
  }

  @Test
  void a_write_past_its_deadline_fails_its_caller_but_takes_place() {
    Future<String> late = batcher.write("ada", "1");
    loop.turn();
    loop.pass(Duration.ofSeconds(2));
    assertFalse(lane.expire(), "a write is never cancelled");
    assertEquals(Reason.LATE, ReadBatcherTest.reason(late));
    Future<String> next = batcher.write("ada", "2");
    loop.turn();
    assertEquals(1, backend.batches.size(), "the first write is still in flight");
    backend.echo();
    loop.turn();
    backend.echo();
    assertEquals("2", next.result());
  }

  @Test
  void a_write_whose_deadline_passes_before_its_turn_is_not_sent() {
    batcher.write("ada", "1");
    loop.turn();
    Future<String> late = batcher.write("bob", "2");
    Future<String> behind = batcher.write("bob", "3", loop.getAsLong() + 5_000_000_000L);
    loop.pass(Duration.ofSeconds(2));
    lane.expire();
    assertEquals(Reason.LATE, ReadBatcherTest.reason(late));
    backend.echo();
    loop.turn();
    assertEquals(List.of("3"), backend.batches.getLast());
    backend.echo();
    assertEquals("3", behind.result());
  }

  @Test
  void a_write_queued_behind_a_hanging_write_of_its_key_fails_at_its_deadline_and_is_not_sent() {
    batcher.write("ada", "1", loop.getAsLong() + Duration.ofHours(1).toNanos());
    loop.turn();
    Future<String> late = batcher.write("ada", "2");
    Future<String> next =
        batcher.write("ada", "3", loop.getAsLong() + Duration.ofHours(1).toNanos());
    loop.pass(Duration.ofSeconds(2));
    lane.expire();
    assertEquals(Reason.LATE, ReadBatcherTest.reason(late));
    backend.echo();
    loop.turn();
    backend.echo();
    assertEquals("3", next.result());
    assertEquals(List.of(List.of("1"), List.of("3")), backend.batches);
  }

  @Test
  void a_write_beyond_the_queue_limit_is_rejected_also_if_the_others_wait_for_one_key() {
    for (int number = 0; number < LIMITS.maxPending(); number++) {
      batcher.write("ada", "write " + number);
    }
    assertEquals(Reason.FULL, ReadBatcherTest.reason(batcher.write("bob", "one more")));
  }

  @Test
  void every_write_completes_and_writes_of_a_key_keep_their_order() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, List<Integer>> done = new HashMap<>();
    Map<String, List<Integer>> due = new HashMap<>();
    List<Future<String>> written = new ArrayList<>();
    for (int number = 0; number < 3_000; number++) {
      String key = "key " + random.nextInt(6);
      boolean poison = random.nextInt(20) == 0;
      Future<String> one = batcher.write(key, key + "/" + number + (poison ? "/poison" : ""));
      if (!poison && !one.failed()) {
        due.computeIfAbsent(key, any -> new ArrayList<>()).add(number);
      }
      written.add(one);
      if (random.nextInt(3) == 0) {
        loop.turn();
        answerOldest(done, seed);
      }
    }
    loop.turn();
    while (backend.inFlight() > 0) {
      answerOldest(done, seed);
      loop.turn();
    }
    assertTrue(written.stream().allMatch(Future::isComplete), "seed " + seed);
    assertEquals(due, done, "seed " + seed);
  }

  private void answerOldest(Map<String, List<Integer>> done, long seed) {
    if (backend.inFlight() == 0) {
      return;
    }
    List<String> batch = backend.batches.get(backend.batches.size() - backend.inFlight());
    Set<String> keys = new HashSet<>();
    batch.forEach(write -> assertTrue(keys.add(write.split("/", -1)[0]), "seed " + seed));
    if (batch.stream().anyMatch(write -> write.endsWith("poison"))) {
      backend.fail(new IllegalArgumentException("poison"));
      return;
    }
    batch.stream()
        .map(write -> write.split("/", -1))
        .forEach(
            write ->
                done.computeIfAbsent(write[0], any -> new ArrayList<>())
                    .add(Integer.valueOf(write[1])));
    backend.echo();
  }
}
