package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PausesTest {

  @Test
  void both_ends_of_a_pause_are_paused() {
    Pauses pauses = Pauses.of(List.of(range(3, 5)));

    assertFalse(pauses.contains(day(2)));
    assertTrue(pauses.contains(day(3)));
    assertTrue(pauses.contains(day(5)));
    assertFalse(pauses.contains(day(6)));
  }

  @Test
  void overlapping_and_adjacent_pauses_are_merged() {
    Pauses pauses = Pauses.of(List.of(range(9, 12), range(1, 3), range(4, 5), range(10, 11)));

    assertEquals(List.of(range(1, 5), range(9, 12)), pauses.ranges());
    assertEquals(pauses, Pauses.of(List.of(range(1, 5), range(9, 12))));
    assertEquals(pauses.hashCode(), Pauses.of(pauses.ranges()).hashCode());
  }

  @Test
  void an_open_pause_has_no_end() {
    Pauses pauses = Pauses.of(List.of(DateRange.startingOn(day(8)), range(5, 20)));

    assertEquals(List.of(DateRange.startingOn(day(5))), pauses.ranges());
    assertTrue(pauses.contains(day(27)));
    assertSame(Pauses.EMPTY, Pauses.of(List.of()));
  }

  @Test
  void a_range_that_ends_before_it_begins_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> range(5, 4));
    assertThrows(IllegalArgumentException.class, () -> rules(day(5), day(4)));
    assertThrows(IllegalArgumentException.class, () -> rules(LocalDate.MIN, null));
  }

  private static Rules rules(LocalDate start, LocalDate end) {
    return new Rules(
        Kind.DO, 1, Unlogged.MISSED, new Schedule.Daily(), start, end, DayOfWeek.MONDAY);
  }

  private static DateRange range(int from, int to) {
    return new DateRange(day(from), day(to));
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 11, day);
  }
}
