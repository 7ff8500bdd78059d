package com.upcoach.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpreadTest {

  @Test
  void one_outlier_does_not_move_the_median() {
    assertEquals(new Spread(3, 1, 900), Spread.of(3, 900, 1, 2, 4));
  }

  @Test
  void the_median_of_two_rounds_lies_between_them() {
    assertEquals(new Spread(3, 2, 4), Spread.of(4, 2));
  }

  @Test
  void nothing_measured_is_no_result() {
    assertThrows(IllegalArgumentException.class, Spread::of);
  }
}
