package com.upcoach.coalesce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Long waits that are no overload: the database or the machine was slow for a while.
@DisplayNameGeneration(ReplaceUnderscores.class)
class OverloadTest {

  private static final int MAX_BATCH_SIZE = 64;
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private final Loop loop = new Loop();
  private final Lane lane = loop.lane(1);
  private final Backend<String> backend = new Backend<>();
  private int answered;

  private ReadBatcher<String, String> reads(int maxBatchSize) {
    return new ReadBatcher<>(
        lane, Priority.READ, new BatchLimits(maxBatchSize, 10_000, TIMEOUT), backend::ask);
  }

  private void nothingWasShed() {
    assertEquals(0, lane.statistics().shed());
    assertEquals(0, lane.statistics().early());
  }

  /// Each caller reads, then writes, then reads something else, and starts over. The lane has one
  /// batch in flight, so most batches wait for those of the other kinds.
  @Test
  void a_closed_loop_of_fewer_callers_than_a_batch_holds_is_never_shed() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    var sessions = reads(MAX_BATCH_SIZE);
    var days = reads(MAX_BATCH_SIZE);
    var writes =
        new WriteBatcher<String, String, String>(
            lane, Priority.WRITE, new BatchLimits(MAX_BATCH_SIZE, 10_000, TIMEOUT), backend::ask);
    int[] rejectedOnArrival = new int[1];
    for (int caller = 0; caller < MAX_BATCH_SIZE; caller++) {
      callRepeatedly(caller, sessions, days, writes, rejectedOnArrival);
    }
    for (int batch = 0; batch < 5_000; batch++) {
      loop.turn();
      loop.pass(Duration.ofMillis(slow(random)));
      backend.echo();
    }
    assertTrue(answered > 50_000, "seed " + seed + ": answered " + answered);
    assertEquals(0, rejectedOnArrival[0], "seed " + seed);
    nothingWasShed();
  }

  /// Duration of a statement: some milliseconds, at times up to a second.
  private static long slow(Random random) {
    return random.nextInt(10) == 0 ? random.nextInt(1_000) : 1 + random.nextInt(30);
  }

  private void callRepeatedly(
      int caller,
      ReadBatcher<String, String> sessions,
      ReadBatcher<String, String> days,
      WriteBatcher<String, String, String> writes,
      int[] rejectedOnArrival) {
    if (lane.rejects(Priority.READ)) {
      rejectedOnArrival[0]++;
    }
    sessions
        .load("session " + caller)
        // Three callers write for the same member, one after the other.
        .compose(session -> writes.write("member " + caller / 3, "write " + caller))
        .compose(written -> days.load("day " + caller))
        .onSuccess(
            day -> {
              answered++;
              callRepeatedly(caller, sessions, days, writes, rejectedOnArrival);
            });
  }

  /// The load is 60 % of the capacity; at times the machine stands still for a while.
  @Test
  void all_callers_that_wait_after_a_standstill_are_served() {
    var batcher = reads(MAX_BATCH_SIZE);
    Duration takes = Duration.ofMillis(4);
    int coming = MAX_BATCH_SIZE * 6 / 10;
    List<Future<String>> answers = new ArrayList<>();
    for (int round = 0; round < 1_000; round++) {
      boolean standstill = round % 250 == 249;
      int times = standstill ? 100 : 1;
      for (int key = 0; key < times * coming; key++) {
        assertFalse(lane.rejects(Priority.READ));
        answers.add(batcher.load(round + " " + key));
      }
      loop.turn();
      loop.pass(standstill ? takes.multipliedBy(100) : takes);
      backend.echo();
    }
    for (int round = 0; round < 200; round++) {
      loop.turn();
      if (backend.inFlight() > 0) {
        backend.echo();
      }
    }
    assertTrue(answers.stream().allMatch(Future::succeeded));
    nothingWasShed();
  }

  @Test
  void a_request_for_many_keys_counts_once() {
    var batcher = reads(MAX_BATCH_SIZE);
    for (int caller = 0; caller < 20; caller++) {
      loadManyRepeatedly("caller " + caller, batcher);
    }
    for (int batch = 0; batch < 500; batch++) {
      loop.turn();
      loop.pass(Duration.ofMillis(30));
      backend.echo();
    }
    assertTrue(answered > 1_000, "answered " + answered);
    nothingWasShed();
  }

  private void loadManyRepeatedly(String caller, ReadBatcher<String, String> batcher) {
    List<String> keys = IntStream.range(0, 20).mapToObj(key -> caller + " " + key).toList();
    List<Promise<String>> each = keys.stream().map(key -> Promise.<String>promise()).toList();
    batcher.loadAll(keys, loop.getAsLong() + TIMEOUT.toNanos(), each);
    Future.all(each.stream().map(Promise::future).toList())
        .onSuccess(
            all -> {
              answered++;
              loadManyRepeatedly(caller, batcher);
            });
  }

  /// However small batches are, a few callers may wait for a few of them.
  @Test
  void a_few_callers_are_not_shed_even_if_batches_are_small() {
    var histories = reads(4);
    List<Future<String>> answers = new ArrayList<>();
    for (int round = 0; round < 500; round++) {
      while (answers.size() - lane.statistics().entries() < 60) {
        answers.add(histories.load("history " + answers.size()));
      }
      loop.turn();
      loop.pass(Duration.ofMillis(20));
      backend.echo();
    }
    nothingWasShed();
  }
}
