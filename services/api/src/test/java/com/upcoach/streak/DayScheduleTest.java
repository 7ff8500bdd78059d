package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Every day, chosen weekdays, every N days.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DayScheduleTest {

  private static final Schedule DAILY = new Schedule.Daily();
  private static final Schedule MON_WED_FRI =
      new Schedule.Weekdays(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY));
  private static final Schedule EVERY_3_DAYS = new Schedule.EveryNDays(3);

  @Test
  void a_day_holds_when_its_target_is_met_and_is_missed_when_it_is_not() {
    Diary diary = Diary.of(DAILY, "xx-oxxx");

    assertEquals("HHMMHHH", diary.states());
    assertEquals(List.of(2, 3), diary.runs());
    assertEquals(DayRule.TARGET_MET, diary.rule(0));
    assertEquals(DayRule.UNLOGGED, diary.rule(2));
    assertEquals(DayRule.BELOW_TARGET, diary.rule(3));
  }

  @Test
  void today_does_not_break_a_streak_while_it_can_still_be_held() {
    assertEquals("HH?", Diary.of(DAILY, "xx-").states());
    assertEquals("HH?", Diary.of(DAILY, "xxo").states());
    assertEquals(2, Diary.of(DAILY, "xx-").current());
    assertEquals(0, Diary.of(DAILY, "xx-").later(1).current());
  }

  @Test
  void a_skipped_day_neither_breaks_nor_lengthens_a_streak() {
    Diary diary = Diary.of(DAILY, "xxsx");

    assertEquals("HHSH", diary.states());
    assertEquals(3, diary.current());
    assertEquals(
        new Run(3, StreakUnit.DAY, Diary.MONDAY, diary.today()), diary.summary().current());
  }

  @Test
  void a_pause_neither_breaks_nor_lengthens_a_streak_even_where_the_target_was_met() {
    Diary diary = Diary.of(DAILY, "xx--x-x").paused(2, 5);

    assertEquals("HHPPPPH", diary.states());
    assertEquals(3, diary.current());
  }

  @Test
  void an_edit_of_a_past_day_joins_and_breaks_streaks() {
    Diary broken = Diary.of(DAILY, "xx-xxx");

    assertEquals(3, broken.current());
    assertEquals(6, broken.entered(2, 'x').current());
    assertEquals(5, broken.entered(2, 's').current());
    assertEquals(broken, broken.entered(2, 'x').entered(2, '-'));
    assertEquals(1, broken.entered(4, 'o').current());
  }

  @Test
  void the_most_recent_of_equally_long_streaks_is_the_longest() {
    Diary diary = Diary.of(DAILY, "xx-xx-x");

    Run longest = new Run(2, StreakUnit.DAY, Diary.MONDAY.plusDays(3), Diary.MONDAY.plusDays(4));
    assertEquals(longest, diary.summary().longest());
    assertNull(Diary.of(DAILY, "-o-").summary().longest());
  }

  @Test
  void days_outside_the_habits_life_are_resting_and_never_counted() {
    Diary diary = Diary.of(DAILY, "xxxxxx").living(2, 4);

    assertEquals("rrHHHr", diary.states());
    assertEquals(DayRule.BEFORE_START, diary.rule(1));
    assertEquals(DayRule.AFTER_END, diary.rule(5));
    assertEquals(List.of(3), diary.runs());
  }

  @Test
  void a_streak_stays_current_after_the_habits_end() {
    assertEquals(3, Diary.of(DAILY, "xxx").living(0, 2).later(30).current());
  }

  @Test
  void a_check_in_of_tomorrow_is_ignored_today() {
    assertEquals("HH", Diary.of(DAILY, "xxx").later(-1).states());
    assertEquals(2, Diary.of(DAILY, "xxx").later(-1).current());
  }

  @Test
  void weekdays_that_are_not_chosen_are_resting_days() {
    Diary diary = Diary.of(MON_WED_FRI, "x-x-x--x-x");

    assertEquals("HrHrHrrHrH", diary.states());
    assertEquals(5, diary.current());
    assertEquals(DayRule.NOT_SCHEDULED, diary.rule(1));
  }

  @Test
  void a_check_in_on_a_resting_weekday_does_not_repair_a_streak() {
    Diary diary = Diary.of(MON_WED_FRI, "xx-xx");

    assertEquals("HrMrH", diary.states());
    assertEquals(DayRule.EXTRA_ON_RESTING_DAY, diary.rule(1));
    assertEquals(1, diary.current());
  }

  @Test
  void every_n_days_counts_from_the_first_day() {
    Diary diary = Diary.of(EVERY_3_DAYS, "x--x--x-");

    assertEquals("HrrHrrHr", diary.states());
    assertEquals(3, diary.current());
    assertEquals("HrrMrrH", Diary.of(EVERY_3_DAYS, "x-x---x").states());
    assertEquals("rHrrH", Diary.of(EVERY_3_DAYS, "-x--x").living(1, null).states());
  }

  @Test
  void a_skipped_scheduled_day_does_not_move_later_scheduled_days() {
    Diary diary = Diary.of(EVERY_3_DAYS, "x--s--x");

    assertEquals("HrrSrrH", diary.states());
    assertEquals(2, diary.current());
  }

  @Test
  void a_limit_holds_up_to_its_target_and_breaks_immediately_above_it() {
    Diary diary = Diary.ofLimit(Unlogged.MISSED, DAILY, "xox-o");

    assertEquals("HMHMM", diary.states());
    assertEquals(DayRule.WITHIN_LIMIT, diary.rule(0));
    assertEquals(DayRule.OVER_LIMIT, diary.rule(4));
  }

  @Test
  void a_finished_day_without_a_check_in_holds_a_limit_unless_set_otherwise() {
    assertEquals("HHH?", Diary.ofLimit(Unlogged.HELD, DAILY, "x---").states());
    assertEquals("HMM?", Diary.ofLimit(Unlogged.MISSED, DAILY, "x---").states());
    assertEquals(DayRule.UNLOGGED_LIMIT_HELD, Diary.ofLimit(Unlogged.HELD, DAILY, "x--").rule(1));
    assertEquals("HrHrH", Diary.ofLimit(Unlogged.HELD, MON_WED_FRI, "----x").states());
  }

  @Test
  void the_unlogged_setting_has_no_effect_on_a_do_habit() {
    Rules rules = new Rules(Kind.DO, 1, Unlogged.HELD, DAILY, Diary.MONDAY, null, DayOfWeek.MONDAY);
    Diary diary = new Diary(rules, Ledger.EMPTY, Pauses.EMPTY, Diary.MONDAY.plusDays(2));

    assertEquals("MM?", diary.states());
  }

  @Test
  void a_habit_that_has_not_started_has_neither_streak_nor_score() {
    Summary summary = Diary.of(DAILY, "x").living(5, null).summary();

    assertEquals(new Summary(null, null, 0, Diary.MONDAY), summary);
  }
}
