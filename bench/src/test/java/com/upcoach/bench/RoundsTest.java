package com.upcoach.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundsTest {

  private final List<String> order = new ArrayList<>();

  @Test
  void sides_take_turns() throws Exception {
    interleaved(2, side("a", 1.0, 1.0), side("b", 1.0, 1.0));
    assertEquals(List.of("a", "b", "a", "b"), order);
  }

  /// The machine halves its speed in the second round, and doubles it in the third.
  @Test
  void the_ratio_is_formed_in_each_round_so_that_a_slow_moment_falls_on_both_sides()
      throws Exception {
    Rounds rounds = interleaved(3, side("a", 20.0, 10.0, 40.0), side("b", 10.0, 5.0, 20.0));
    assertEquals(new Spread(2, 2, 2), rounds.compared(0, 1).ratio());
  }

  /// The ratio of the medians would be 1.
  @Test
  void the_ratio_is_the_median_of_ratios_and_not_the_ratio_of_medians() throws Exception {
    Rounds rounds = interleaved(3, side("a", 1.0, 2.0, 9.0), side("b", 4.0, 1.0, 2.0));
    assertEquals(new Spread(2, 0.25, 4.5), rounds.compared(0, 1).ratio());
    assertEquals(2, rounds.compared(0, 1).ours());
    assertEquals(2, rounds.compared(0, 1).limit());
  }

  private static Rounds interleaved(int rounds, Side... sides) throws Exception {
    return Rounds.interleaved(rounds, line -> {}, List.of(sides));
  }

  private Side side(String name, Double... values) {
    Deque<Double> left = new ArrayDeque<>(Arrays.asList(values));
    return () -> {
      order.add(name);
      return Side.Measurement.of(left.remove());
    };
  }
}
