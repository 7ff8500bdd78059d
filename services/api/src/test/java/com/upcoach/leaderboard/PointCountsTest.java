package com.upcoach.leaderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PointCountsTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());

  @Test
  void counts_equal_those_over_every_member() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      int[] highest = {5, 500, 26_000, PointCounts.HIGHEST_IN_TREE + 50};
      int limit = highest[round % highest.length];
      PointCounts counts = new PointCounts();
      List<Integer> members = new ArrayList<>();
      for (int step = 0; step < 300; step++) {
        if (!members.isEmpty() && random.nextInt(3) == 0) {
          counts.add(members.remove(random.nextInt(members.size())), -1);
        } else {
          int points = near(random, limit);
          members.add(points);
          counts.add(points, 1);
        }
        int asked = random.nextInt(4) == 0 ? random.nextInt(0, 2 * limit) : near(random, limit);
        assertEquals(
            members.stream().filter(points -> points > asked).count(),
            counts.above(asked),
            "seed " + SEED + ", round " + round + ", above " + asked);
      }
    }
  }

  /// Often at a boundary of the tree.
  private static int near(SplittableRandom random, int limit) {
    return switch (random.nextInt(4)) {
      case 0 -> Math.max(1, limit - random.nextInt(100));
      case 1 -> Math.min(limit, 1 << random.nextInt(21));
      default -> random.nextInt(1, limit + 1);
    };
  }

  @Test
  void a_count_may_be_negative_until_the_earlier_change_arrives() {
    PointCounts counts = new PointCounts();
    counts.add(10, -1);
    counts.add(20, 1);
    assertEquals(0, counts.above(5));
    counts.add(10, 1);
    assertEquals(1, counts.above(5));
  }

  @Test
  void members_without_points_are_on_no_board() {
    assertThrows(IllegalArgumentException.class, () -> new PointCounts().add(0, 1));
  }
}
