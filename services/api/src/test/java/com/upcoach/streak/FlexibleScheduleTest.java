package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// N times a week, and N times in any D days.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FlexibleScheduleTest {

  private static final Schedule THREE_A_WEEK = new Schedule.TimesPerWeek(3);
  private static final Schedule TWICE_IN_7_DAYS = new Schedule.TimesInDays(2, 7);
  private static final Schedule THRICE_IN_7_DAYS = new Schedule.TimesInDays(3, 7);
  private static final Schedule ONCE_IN_7_DAYS = new Schedule.TimesInDays(1, 7);
  private static final Schedule ONCE_IN_3_DAYS = new Schedule.TimesInDays(1, 3);

  @Test
  void a_week_holds_with_the_nth_day_and_its_other_days_rest() {
    Diary diary = Diary.of(THREE_A_WEEK, "x-x-x--");

    assertEquals("HrHrHrr", diary.states());
    assertEquals(DayRule.WEEK_HELD_WITHOUT_THIS_DAY, diary.rule(1));
    assertEquals(
        new Run(1, StreakUnit.WEEK, Diary.MONDAY, Diary.MONDAY.plusDays(6)),
        diary.summary().current());
  }

  @Test
  void a_week_is_open_until_it_is_over_and_then_missed() {
    Diary sunday = Diary.of(THREE_A_WEEK, "x-x-x--" + "x-o-x--");

    assertEquals("HrHrHrr" + "H???H??", sunday.states());
    assertEquals(1, sunday.current());
    assertEquals("HrHrHrr" + "HMMMHMM" + "?", sunday.later(1).states());
    assertEquals(0, sunday.later(1).current());
    assertEquals(List.of(1), sunday.later(1).runs());
    assertEquals(DayRule.WEEK_STILL_OPEN, sunday.rule(8));
    assertEquals(DayRule.WEEK_MISSED, sunday.later(1).rule(8));
  }

  @Test
  void skipped_and_paused_days_lower_the_required_days_of_a_week() {
    // Three of seven; with three days off, two of four are enough: 3 × 4 / 7 rounded up.
    assertEquals("HSSrHPr", Diary.of(THREE_A_WEEK, "xss-x--").paused(5, 5).states());
    assertEquals("HSS???S", Diary.of(THREE_A_WEEK, "xss---s").states());
    assertEquals("HSSSSSr", Diary.of(THREE_A_WEEK, "xsssss-").states());
  }

  @Test
  void a_future_pause_lowers_the_required_days_of_the_week() {
    Diary tuesday = Diary.of(THREE_A_WEEK, "x-");

    assertEquals("H?", tuesday.states());
    assertEquals("Hr", tuesday.paused(2, 6).states());
  }

  @Test
  void a_week_wholly_skipped_or_paused_neither_breaks_nor_lengthens_a_streak() {
    Diary diary = Diary.of(THREE_A_WEEK, "xxx----" + "sss----" + "x-x-x--").paused(10, 13);

    assertEquals("HHHrrrr" + "SSSPPPP" + "HrHrHrr", diary.states());
    assertEquals(2, diary.current());
  }

  @Test
  void a_week_cut_by_start_or_end_requires_fewer_days() {
    Diary saturday = Diary.of(THREE_A_WEEK, "-----x-").living(5, null);
    assertEquals("rrrrrHr", saturday.states());
    assertEquals(
        new Run(1, StreakUnit.WEEK, Diary.MONDAY.plusDays(5), Diary.MONDAY.plusDays(6)),
        saturday.summary().current());

    Diary endsOnTuesday = Diary.of(THREE_A_WEEK, "xxx----" + "-x-").living(0, 8);
    assertEquals("HHHrrrr" + "rHr", endsOnTuesday.states());
    assertEquals(Diary.MONDAY.plusDays(8), endsOnTuesday.summary().current().to());
  }

  @Test
  void a_week_cut_by_the_end_is_over_with_the_end() {
    Diary diary = Diary.of(THREE_A_WEEK, "xxx----" + "---").living(0, 8);

    assertEquals("HHHrrrr" + "MMr", diary.states());
    assertEquals(0, diary.current());
  }

  @Test
  void a_week_begins_on_the_members_first_weekday() {
    Diary diary = Diary.of(THREE_A_WEEK, "----xx-" + "x------");

    assertEquals(List.of(), diary.runs());
    Diary fromThursday = diary.withWeekFrom(DayOfWeek.THURSDAY);
    assertEquals("MMMrHHrHrr????", fromThursday.states());
    assertEquals(List.of(1), fromThursday.runs());
  }

  @Test
  void unlogged_days_hold_a_week_of_a_limit_habit() {
    assertEquals("rHHHr", Diary.ofLimit(Unlogged.HELD, THREE_A_WEEK, "o---o").states());
    assertEquals("?????", Diary.ofLimit(Unlogged.MISSED, THREE_A_WEEK, "o---o").states());
  }

  @Test
  void every_day_of_an_interval_holds() {
    Diary diary = Diary.of(THRICE_IN_7_DAYS, "x-x--x----");

    assertEquals("HHHHHHHMM?", diary.states());
    assertEquals(DayRule.WITHIN_INTERVAL, diary.rule(1));
    assertEquals(DayRule.TARGET_MET, diary.rule(2));
    assertEquals(DayRule.OUTSIDE_INTERVALS, diary.rule(7));
    assertEquals(DayRule.DAY_STILL_OPEN, diary.rule(9));
    assertEquals(List.of(7), diary.runs());
  }

  @Test
  void too_few_days_in_the_window_hold_only_themselves() {
    assertEquals("HMHMMMMH", Diary.of(THRICE_IN_7_DAYS, "x-x----x").states());
  }

  @Test
  void an_interval_slides_into_the_past_to_touch_the_next_one() {
    // As Loop: once in three days, done 10, 9 and 4 days ago, holds 12 to 7 and 4 to 2 days
    // ago.
    Diary diary = Diary.of(ONCE_IN_3_DAYS, "---xx----x----");

    assertEquals("MHHHHHHMMHHHM?", diary.states());
    assertEquals(List.of(6, 3), diary.runs());
  }

  @Test
  void an_interval_slides_at_most_until_its_nth_day_is_its_last() {
    // As Loop: twice in seven days, done 23, 22, 18, 15 and 8 days ago, holds 28 to 12 days
    // ago.
    String story = "-------" + "xx---x--x------x-------" + "-";
    Diary diary = Diary.of(TWICE_IN_7_DAYS, story);

    assertEquals("MM" + "H".repeat(17) + "MMM" + "H" + "M".repeat(7) + "?", diary.states());
  }

  @Test
  void an_interval_reaches_neither_before_the_start_nor_past_today() {
    Diary diary = Diary.of(ONCE_IN_3_DAYS, "xxx");

    assertEquals("HHH", diary.states());
    assertEquals(3, diary.current());
    assertEquals(Diary.MONDAY, diary.summary().current().from());
    assertEquals(Diary.MONDAY.plusDays(2), diary.summary().current().to());
  }

  @Test
  void skipped_and_paused_days_inside_an_interval_stay_neutral() {
    Diary diary = Diary.of(THRICE_IN_7_DAYS, "xsx--x-").paused(3, 3);

    assertEquals("HSHPHHH", diary.states());
    assertEquals(5, diary.current());
  }

  @Test
  void a_day_below_target_inside_an_interval_holds_too() {
    Diary diary = Diary.of(ONCE_IN_3_DAYS, "xo-o");

    assertEquals("HHH?", diary.states());
    assertEquals("HHHM?", diary.later(1).states());
  }

  @Test
  void unlogged_days_count_towards_the_intervals_of_a_limit_habit() {
    Diary diary = Diary.ofLimit(Unlogged.HELD, THRICE_IN_7_DAYS, "-o-o-o-");

    assertEquals("HHHHHHH", diary.states());
    assertEquals(DayRule.UNLOGGED_LIMIT_HELD, diary.rule(0));
    assertEquals(DayRule.WITHIN_INTERVAL, diary.rule(1));
  }

  @Test
  void a_pause_inside_an_interval_does_not_break_the_run() {
    // Done on day 0, paused on days 4 to 17, done on day 21: seven counted days on end.
    Diary diary = Diary.of(ONCE_IN_7_DAYS, "x---" + "-".repeat(14) + "---x").paused(4, 17);

    assertEquals("HHHH" + "P".repeat(14) + "HHHH", diary.states());
    assertEquals(List.of(8), diary.runs());
    assertEquals(DayRule.WITHIN_INTERVAL, diary.rule(18));
    assertEquals(8, diary.current());
  }

  @Test
  void skips_inside_an_interval_do_not_break_the_run() {
    assertEquals("HSSSHHS", Diary.of(ONCE_IN_3_DAYS, "xsss--s").states());
    assertEquals(List.of(4), Diary.of(ONCE_IN_3_DAYS, "xsss--x").runs());
    assertEquals("HHSHSM?", Diary.of(ONCE_IN_3_DAYS, "x-s-s--").states());
  }

  @Test
  void skipped_and_paused_days_do_not_count_within_an_interval() {
    // Twice in seven days: seven days lie between, but five of them are paused.
    Diary diary = Diary.of(TWICE_IN_7_DAYS, "x-------x-").paused(1, 5);

    assertEquals("HPPPPPHHHH", diary.states());
    assertEquals(5, diary.current());
  }

  @Test
  void an_interval_slides_over_skipped_and_paused_days() {
    // Without the pause it would slide over days 1 and 2.
    Diary diary = Diary.of(ONCE_IN_3_DAYS, "-----xx--").paused(2, 3);

    assertEquals("MHPPHHHHH", diary.states());
  }

  @Test
  void points_are_earned_on_the_days_that_an_interval_reaches_after_a_pause() {
    // Done on Sunday, paused for two weeks: six more days are held in the third week.
    Diary diary = Diary.of(ONCE_IN_7_DAYS, "------x").paused(7, 20);

    assertEquals(14, diary.points(0));
    assertEquals(0, diary.points(1));
    assertEquals(86, diary.points(3));
  }
}
