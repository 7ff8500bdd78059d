package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScoreTest {

  private static final Schedule DAILY = new Schedule.Daily();
  private static final Schedule THREE_A_WEEK = new Schedule.TimesPerWeek(3);
  private static final Schedule MON_WED_FRI =
      new Schedule.Weekdays(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY));
  private static final double EXACTLY = 1e-12;

  @Test
  void thirteen_held_days_of_a_daily_habit_are_worth_a_half() {
    assertEquals(0.5, Diary.of(DAILY, "x".repeat(13)).score(), EXACTLY);
    assertEquals(0.75, Diary.of(DAILY, "x".repeat(26)).score(), EXACTLY);
  }

  @Test
  void thirteen_missed_days_halve_the_score() {
    String story = "x".repeat(13) + "-".repeat(13);

    assertEquals(0.25, Diary.of(DAILY, story).later(1).score(), EXACTLY);
  }

  @Test
  void half_the_target_counts_as_half_a_day() {
    double half = Diary.of(DAILY, "o").later(1).score();

    assertEquals(Diary.of(DAILY, "x").score() / 2, half, EXACTLY);
  }

  @Test
  void today_counts_once_its_target_is_met_and_never_lowers_the_score() {
    double yesterday = Diary.of(DAILY, "xxx").score();

    assertEquals(yesterday, Diary.of(DAILY, "xxx-").score());
    assertEquals(yesterday, Diary.of(DAILY, "xxxo").score());
    assertTrue(Diary.of(DAILY, "xxxx").score() > yesterday);
    assertTrue(Diary.of(DAILY, "xxx-").later(1).score() < yesterday);
  }

  @Test
  void skipped_and_paused_days_leave_the_score_as_it_is() {
    double worked = Diary.of(DAILY, "xxxx").score();

    assertEquals(worked, Diary.of(DAILY, "xxssxx").score());
    assertEquals(worked, Diary.of(DAILY, "xx-----xx").paused(2, 6).score());
  }

  @Test
  void a_pause_does_not_lower_the_score_of_a_weekly_schedule() {
    String rhythm = "x-x-x--".repeat(8);
    Diary worked = Diary.of(THREE_A_WEEK, rhythm + rhythm);
    Diary rested = Diary.of(THREE_A_WEEK, rhythm + "-".repeat(21) + rhythm).paused(56, 76);

    assertEquals(worked.score(), rested.score(), EXACTLY);
  }

  @Test
  void a_paused_weekday_is_not_required() {
    Diary held = Diary.of(MON_WED_FRI, "x-x-x--".repeat(4));
    Diary pausedOnMonday = Diary.of(MON_WED_FRI, "x-x-x--".repeat(4) + "--x-x-x").paused(28, 28);

    assertTrue(pausedOnMonday.score() > held.score());
  }

  @Test
  void for_the_score_a_check_in_on_a_resting_weekday_compensates_for_a_missed_one() {
    double missed = Diary.of(MON_WED_FRI, "x-x----").later(1).score();
    double madeUp = Diary.of(MON_WED_FRI, "x-x--x-").later(1).score();

    assertTrue(madeUp > missed);
  }

  @Test
  void unlogged_resting_days_do_not_compensate_for_days_over_the_limit() {
    Diary over = Diary.ofLimit(Unlogged.HELD, MON_WED_FRI, "o-o-o--".repeat(10)).later(1);

    assertTrue(over.score() < 0.5, () -> "score " + over.score());
  }

  @Test
  void the_score_stays_as_it_was_on_the_habits_last_day() {
    Diary ended = Diary.of(DAILY, "xxxxx").living(0, 4);

    assertEquals(ended.score(), ended.later(100).score());
  }

  @Test
  void each_held_schedule_approaches_the_full_score() {
    assertTrue(Diary.of(DAILY, "x".repeat(365)).score() > 0.99);
    assertTrue(Diary.of(THREE_A_WEEK, "x-x-x--".repeat(52)).score() > 0.99);
    assertTrue(Diary.of(MON_WED_FRI, "x-x-x--".repeat(52)).score() > 0.99);
    assertTrue(Diary.of(new Schedule.EveryNDays(3), "x--".repeat(120)).score() > 0.99);
    assertTrue(Diary.of(new Schedule.TimesInDays(2, 5), "x-x--".repeat(72)).score() > 0.99);
  }
}
