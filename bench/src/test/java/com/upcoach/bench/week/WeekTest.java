package com.upcoach.bench.week;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WeekTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
  private static final Rules ALL = new Rules(true, true, true, true, Duration.ofDays(2));

  /// All responses have a kilobyte, so memory is a number of responses.
  private static final int BYTES = 1_000;

  private static final int WEIGHT = 2 * BYTES + 300;

  private static List<Person> like() {
    int[] bytes = new int[Answer.SLOTS];
    Arrays.fill(bytes, BYTES);
    return List.of(
        new Person(ZoneId.of("Asia/Tokyo"), Duration.ofHours(3), 2, bytes),
        new Person(ZoneId.of("America/Lima"), Duration.ZERO, 5, bytes));
  }

  private static Crowd crowd(int members) {
    return new Crowd(members, like(), MONDAY, new SplittableRandom(1));
  }

  @Test
  void traffic_has_ten_reads_per_write() {
    Week week = new Week(2_000, like(), Rules.NOW);
    assertEquals(10, week.reads() / (double) week.writes(), 0.5);
  }

  @Test
  void the_week_is_reproducible() {
    Outcome once = new Week(300, like(), Rules.NOW).replay(1 << 20);
    Outcome again = new Week(300, like(), Rules.NOW).replay(1 << 20);
    assertEquals(once.hits(), again.hits());
    assertEquals(once.reads(), again.reads());
  }

  @Test
  void the_busiest_twentieth_does_a_third_of_it_and_more() {
    Crowd crowd = crowd(2_000);
    Traffic traffic = Traffic.of(crowd, Rules.NOW, 1);
    long ofBusiest = 0;
    long before = 0;
    for (int event = 0; event < traffic.size(); event++) {
      ofBusiest += traffic.member(event) < 100 ? 1 : 0;
      assertTrue(traffic.at(event) >= before);
      before = traffic.at(event);
    }
    assertTrue(ofBusiest > traffic.size() / 3, ofBusiest + " of " + traffic.size());
  }

  @Test
  void every_miss_has_a_reason() {
    Outcome outcome = new Week(500, like(), Rules.NOW).replay(100_000);
    double missed = 0;
    for (Outcome.Miss why : Outcome.Miss.values()) {
      missed += outcome.share(why);
    }
    assertEquals(1, outcome.hitRate() + missed, 1e-9);
    assertTrue(outcome.share(Outcome.Miss.EVICTED) > 0.01);
  }

  @Test
  void with_enough_memory_nothing_is_evicted() {
    Outcome outcome = new Week(500, like(), Rules.NOW).replay(1 << 30);
    assertEquals(0, outcome.share(Outcome.Miss.EVICTED));
  }

  @Test
  void no_cache_exceeds_the_upper_bound() {
    for (Rules rules : List.of(Rules.NOW, ALL)) {
      Week week = new Week(500, like(), rules);
      for (long memory : new long[] {100_000, 400_000, 1_600_000, 1 << 30}) {
        double most = week.maxHits(memory);
        long ours = week.replay(memory).hits();
        assertTrue((double) ours <= most, ours + " > " + most + " of " + memory);
      }
    }
  }

  @Test
  void less_memory_is_never_worth_more() {
    Week week = new Week(500, like(), Rules.NOW);
    double before = 0;
    for (long memory : new long[] {50_000, 200_000, 800_000, 1 << 30}) {
      double most = week.maxHits(memory);
      assertTrue(most >= before * 0.999, most + " < " + before);
      before = most;
    }
  }

  /// Exhaustive search never exceeds the bound, and reaches it where memory suffices for all
  /// responses.
  @Test
  void exhaustive_search_on_small_weeks_stays_within_the_bound() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Crowd crowd = crowd(2);
      Traffic traffic = new Traffic(random);
      long now = 30L * 3_600 * Crowd.SECOND;
      for (int event = 0; event < 14; event++) {
        now += random.nextLong(4 * Crowd.MINUTE);
        int slot = random.nextInt(3);
        boolean write = random.nextInt(6) == 0;
        traffic.add(random.nextInt(2), now, write ? Traffic.CHANGE : slot);
      }
      for (int room = 0; room <= 6; room++) {
        long best = new ExhaustiveSearch(crowd, traffic, room).maxHits();
        long memory = Math.max(1, (long) room * WEIGHT);
        double bound = new Clairvoyant(crowd, traffic, Rules.NOW, memory).maxHits();
        assertTrue((double) best <= bound + 1e-6, best + " > " + bound + ", -Dseed=" + seed);
        if (room == 6) {
          assertEquals((double) best, bound, 1e-6, "-Dseed=" + seed);
        }
      }
    }
  }

  /// Maximum number of hits with memory for `room` responses, by exhaustive search.
  private record ExhaustiveSearch(Crowd crowd, Traffic traffic, int room) {

    long maxHits() {
      return from(0, Map.of());
    }

    /// @param kept load time of each cached response
    private long from(int event, Map<Integer, Long> kept) {
      if (event == traffic.size()) {
        return 0;
      }
      int member = traffic.member(event);
      Map<Integer, Long> left = new HashMap<>(kept);
      if (traffic.isWrite(event)) {
        left.keySet().removeIf(key -> key / Answer.SLOTS == member);
        return from(event + 1, left);
      }
      int key = member * Answer.SLOTS + traffic.slot(event);
      long life =
          Replay.LOAD_NANOS + (long) (1.1 * Answer.at(traffic.slot(event)).fresh().toNanos());
      Long lastLoaded = kept.get(key);
      boolean hit = lastLoaded != null && traffic.at(event) - lastLoaded <= life;
      if (!hit) {
        left.put(key, traffic.at(event));
      }
      long best = 0;
      if (left.size() <= room) {
        best = from(event + 1, left);
      } else {
        for (int out : left.keySet()) {
          Map<Integer, Long> without = new HashMap<>(left);
          without.remove(out);
          best = Math.max(best, from(event + 1, without));
        }
      }
      return best + (hit ? 1 : 0);
    }
  }
}
