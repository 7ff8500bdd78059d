package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsagePatternTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-09-07");
  private static final LocalTime HALF_PAST_SEVEN = LocalTime.of(7, 30);
  private static final LocalTime NOON = LocalTime.NOON;
  private static final LocalTime THREE = LocalTime.of(15, 0);
  private static final Predicate<LocalDate> WORKDAYS =
      day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final UsagePattern pattern = new UsagePattern(MONDAY);

  /// Opens the app on these days at about this time.
  ///
  /// @return the day after the last one
  private LocalDate openDaily(
      LocalDate from, int days, Predicate<LocalDate> which, LocalTime about) {
    for (int day = 0; day < days; day++) {
      LocalDate on = from.plusDays(day);
      if (which.test(on)) {
        pattern.recordOpening(on.atTime(about).plusMinutes(random.nextInt(-12, 13)));
      }
    }
    return from.plusDays(days);
  }

  /// Chance within an hour, from the half hour that begins before this time.
  private double chance(LocalDate day, LocalTime about) {
    return pattern.chance(day.atTime(about).minusMinutes(30));
  }

  @Test
  void a_member_who_comes_at_half_past_seven_on_weekdays_is_expected_only_then() {
    LocalDate monday = openDaily(MONDAY, 28, WORKDAYS, HALF_PAST_SEVEN);
    double then = chance(monday, HALF_PAST_SEVEN);
    assertTrue(then > 0.75, then + ", seed " + seed);
    assertEquals(0, chance(monday, THREE));
    assertEquals(0, chance(monday, LocalTime.of(6, 0)));
    assertEquals(0, chance(monday.plusDays(5), HALF_PAST_SEVEN), "on Saturday");
  }

  @Test
  void two_mornings_are_no_pattern_but_a_week_is() {
    openDaily(MONDAY, 1, WORKDAYS, HALF_PAST_SEVEN);
    assertTrue(chance(MONDAY.plusDays(1), HALF_PAST_SEVEN) < 0.5);
    openDaily(MONDAY.plusDays(1), 4, WORKDAYS, HALF_PAST_SEVEN);
    assertTrue(chance(MONDAY.plusDays(7), HALF_PAST_SEVEN) > 0.6);
  }

  @Test
  void weekends_have_hours_of_their_own() {
    LocalDate monday = MONDAY;
    for (int week = 0; week < 6; week++) {
      openDaily(monday, 7, WORKDAYS, HALF_PAST_SEVEN);
      monday = openDaily(monday, 7, WORKDAYS.negate(), LocalTime.of(10, 0));
    }
    LocalDate saturday = monday.plusDays(5);
    assertTrue(chance(monday, HALF_PAST_SEVEN) > 0.8, "seed " + seed);
    assertEquals(0, chance(monday, LocalTime.of(10, 0)));
    assertTrue(chance(saturday, LocalTime.of(10, 0)) > 0.55, "seed " + seed);
    assertEquals(0, chance(saturday, HALF_PAST_SEVEN));
  }

  @Test
  void after_two_weeks_with_another_routine_the_new_hour_wins() {
    LocalDate changed = openDaily(MONDAY, 70, WORKDAYS, HALF_PAST_SEVEN);
    LocalDate after = openDaily(changed, 14, WORKDAYS, NOON);
    double before = chance(after, HALF_PAST_SEVEN);
    double now = chance(after, NOON);
    assertTrue(now > 0.5 && now > before && before < 0.45, now + ", before " + before);
  }

  @Test
  void a_member_who_stays_away_is_expected_less_and_less() {
    LocalDate last = openDaily(MONDAY, 28, WORKDAYS, HALF_PAST_SEVEN);
    double chance = chance(last, HALF_PAST_SEVEN);
    for (int week = 1; week <= 5; week++) {
      double later = chance(last.plusWeeks(week), HALF_PAST_SEVEN);
      assertTrue(later < chance, week + ": " + later);
      chance = later;
    }
    assertTrue(chance < 0.1, chance + ", seed " + seed);
    assertEquals(0, chance(last.plusDays(700), HALF_PAST_SEVEN));
  }

  @Test
  void one_visit_after_a_year_is_no_pattern() {
    openDaily(MONDAY, 28, WORKDAYS, HALF_PAST_SEVEN);
    LocalDate back = MONDAY.plusDays(364);
    pattern.recordOpening(back.atTime(HALF_PAST_SEVEN));
    assertTrue(chance(back.plusDays(1), HALF_PAST_SEVEN) < 0.1);
  }

  /// The weights are whole numbers; compares them with the same sums without rounding.
  @Test
  void the_chance_equals_that_of_exact_sums() {
    for (int member = 0; member < 200; member++) {
      UsagePattern pattern = new UsagePattern(MONDAY);
      double often = random.nextDouble();
      double openings = 0;
      double days = 0;
      double fades = Math.pow(0.5, 1.0 / UsagePattern.HALF_LIFE_DAYS);
      int weeks = random.nextInt(2, 30);
      LocalDate day = MONDAY;
      for (; !day.equals(MONDAY.plusWeeks(weeks)); day = day.plusDays(1)) {
        boolean comes = random.nextDouble() < often;
        if (comes) {
          pattern.recordOpening(day.atTime(HALF_PAST_SEVEN));
        }
        openings = openings * fades + (WORKDAYS.test(day) && comes ? 1 : 0);
        days = days * fades + (WORKDAYS.test(day) ? 1 : 0);
      }
      double exact = openings * fades / (days * fades + 2);
      double actual = pattern.chance(day.atTime(HALF_PAST_SEVEN));
      assertEquals(exact, actual, 0.05, "seed " + seed);
    }
  }

  @Test
  void its_size_stays_the_same_after_years_and_it_can_be_restored() {
    LocalDate today = openDaily(MONDAY, 1_001, day -> true, HALF_PAST_SEVEN);
    byte[] weights = pattern.weights();
    assertEquals(98, weights.length);
    UsagePattern again = UsagePattern.restore(weights, pattern.today());
    LocalDateTime at = today.atTime(HALF_PAST_SEVEN).minusMinutes(30);
    assertEquals(pattern.chance(at), again.chance(at));
    assertTrue(again.chance(at) > 0.8);
  }

  @Test
  void bytes_of_another_format_give_an_empty_pattern() {
    for (int length : new int[] {0, 97, 99}) {
      byte[] rubbish = new byte[length];
      random.nextBytes(rubbish);
      UsagePattern pattern = UsagePattern.restore(rubbish, MONDAY);
      assertEquals(0, pattern.chance(MONDAY.atTime(HALF_PAST_SEVEN)));
    }
  }

  @Test
  void a_clock_that_goes_back_counts_no_day_twice() {
    openDaily(MONDAY, 14, WORKDAYS, HALF_PAST_SEVEN);
    LocalDate today = MONDAY.plusDays(14);
    double before = chance(today, HALF_PAST_SEVEN);
    pattern.recordOpening(MONDAY.atTime(THREE));
    assertEquals(before, chance(today, HALF_PAST_SEVEN));
  }

  @Test
  void patterns_from_two_sources_are_merged() {
    UsagePattern other = new UsagePattern(MONDAY);
    UsagePattern whole = new UsagePattern(MONDAY);
    for (LocalDate day = MONDAY; day.isBefore(MONDAY.plusDays(28)); day = day.plusDays(1)) {
      whole.recordOpening(day.atTime(NOON));
      (day.isBefore(MONDAY.plusDays(25)) ? other : pattern).recordOpening(day.atTime(NOON));
    }
    pattern.merge(other);
    LocalDateTime at = MONDAY.plusDays(28).atTime(NOON);
    assertEquals(whole.chance(at), pattern.chance(at), 0.02);
    assertTrue(pattern.chance(at) > 0.7);
  }
}
