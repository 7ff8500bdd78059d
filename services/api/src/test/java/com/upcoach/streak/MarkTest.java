package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MarkTest {

  @Test
  void a_do_habit_meets_its_target_from_the_target_on() {
    assertEquals(Mark.MET, Mark.of(Kind.DO, 8, 8, false));
    assertEquals(Mark.MET, Mark.of(Kind.DO, 8, 800, false));
    assertEquals(Mark.ofShare(100), Mark.of(Kind.DO, 8, 4, false));
    assertEquals(Mark.ofShare(66), Mark.of(Kind.DO, 3, 1, false));
    assertEquals(Mark.ofShare(0), Mark.of(Kind.DO, 8, 0, false));
  }

  @Test
  void a_limit_habit_meets_its_target_up_to_the_target() {
    assertEquals(Mark.MET, Mark.of(Kind.LIMIT, 2, 0, false));
    assertEquals(Mark.MET, Mark.of(Kind.LIMIT, 2, 2, false));
    assertEquals(Mark.ofShare(100), Mark.of(Kind.LIMIT, 2, 3, false));
    assertEquals(Mark.ofShare(0), Mark.of(Kind.LIMIT, 2, 4, false));
    assertEquals(Mark.ofShare(0), Mark.of(Kind.LIMIT, 2, 400, false));
  }

  @Test
  void a_limit_of_zero_is_missed_with_the_smallest_amount() {
    assertEquals(Mark.MET, Mark.of(Kind.LIMIT, 0, 0, false));
    assertEquals(Mark.ofShare(0), Mark.of(Kind.LIMIT, 0, 0.001, false));
  }

  @Test
  void a_share_that_falls_short_is_never_rounded_up_to_the_target() {
    assertEquals(Mark.ofShare(199), Mark.of(Kind.DO, 1, 0.999, false));
    assertEquals(Mark.ofShare(199), Mark.of(Kind.LIMIT, 1, 1.001, false));
    assertEquals(Mark.ofShare(199), Mark.of(Kind.DO, 1e12, 1e12 - 0.001, false));
    assertFalse(Mark.of(Kind.DO, 1, 0.999, false).met());
  }

  @Test
  void amounts_are_compared_in_thousandths() {
    assertEquals(Mark.MET, Mark.of(Kind.LIMIT, 0.3, 0.1 + 0.2, false));
    assertEquals(Mark.MET, Mark.of(Kind.DO, 0.1 + 0.2, 0.3, false));
    assertEquals(Mark.MET, Mark.of(Kind.DO, 1, Math.nextDown(1.0), false));
    assertEquals(Mark.ofShare(20), Mark.of(Kind.DO, 0.7, 0.07, false));
    assertEquals(Mark.ofShare(100), Mark.of(Kind.DO, 0.6, 0.3, false));
    assertEquals(Mark.ofShare(0), Mark.of(Kind.DO, 1e12, 0.001, false));
  }

  @Test
  void a_note_alone_has_no_share() {
    assertFalse(Mark.NOTED.met());
    assertFalse(Mark.NOTED.hasShare());
    assertEquals(0, Mark.NOTED.halfPercents());
  }

  @Test
  void a_skip_overrides_the_amount() {
    assertEquals(Mark.SKIPPED, Mark.of(Kind.DO, 1, 1, true));
    assertFalse(Mark.SKIPPED.met());
    assertFalse(Mark.SKIPPED.hasShare());
    assertEquals(0, Mark.SKIPPED.halfPercents());
  }

  @Test
  void a_recorded_zero_differs_from_nothing_recorded() {
    assertTrue(Mark.ofShare(0).hasShare());
    assertFalse(Mark.NONE.hasShare());
  }

  @Test
  void targets_and_amounts_out_of_range_are_refused() {
    refuses(Kind.DO, 0, 1);
    refuses(Kind.DO, -1, 1);
    refuses(Kind.DO, Double.POSITIVE_INFINITY, 1);
    refuses(Kind.LIMIT, -1, 1);
    refuses(Kind.LIMIT, Double.NaN, 1);
    refuses(Kind.DO, 1, -1);
    refuses(Kind.DO, 1, Double.NaN);
    refuses(Kind.LIMIT, 1, Double.POSITIVE_INFINITY);
    refuses(Kind.DO, 1.1e12, 1);
    refuses(Kind.DO, 1, 1.1e12);
    assertThrows(IllegalArgumentException.class, () -> Mark.ofShare(201));
    assertThrows(IllegalArgumentException.class, () -> Mark.ofShare(-1));
    assertThrows(IllegalArgumentException.class, () -> new Mark(203));
    assertThrows(IllegalArgumentException.class, () -> new Mark(256));
  }

  private static void refuses(Kind kind, double target, double amount) {
    assertThrows(IllegalArgumentException.class, () -> Mark.of(kind, target, amount, false));
  }
}
