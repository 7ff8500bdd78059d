package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PointsTest {

  private static final Schedule DAILY = new Schedule.Daily();
  private static final Schedule MON_WED_FRI =
      new Schedule.Weekdays(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY));
  private static final Schedule THREE_A_WEEK = new Schedule.TimesPerWeek(3);

  @Test
  void each_schedule_held_in_full_is_worth_a_hundred() {
    assertEquals(100, Diary.of(DAILY, "xxxxxxx").points(0));
    assertEquals(100, Diary.of(MON_WED_FRI, "x-x-x--").points(0));
    assertEquals(100, Diary.of(new Schedule.EveryNDays(3), "x--x--x").points(0));
    assertEquals(100, Diary.of(THREE_A_WEEK, "xx----x").points(0));
    assertEquals(100, Diary.of(new Schedule.TimesInDays(3, 7), "x-x--x-").points(0));
  }

  @Test
  void a_week_earns_the_share_of_its_days_that_are_held() {
    assertEquals(57, Diary.of(DAILY, "xxxx---").points(0));
    assertEquals(67, Diary.of(MON_WED_FRI, "x-x----").points(0));
    assertEquals(33, Diary.of(THREE_A_WEEK, "x------").points(0));
    assertEquals(43, Diary.of(new Schedule.EveryNDays(3), "x-----o").points(0));
  }

  @Test
  void more_days_than_required_earn_no_more() {
    assertEquals(100, Diary.of(THREE_A_WEEK, "xxxxxxx").points(0));
    assertEquals(100, Diary.of(MON_WED_FRI, "xxxxxxx").points(0));
    assertEquals(67, Diary.of(MON_WED_FRI, "xxxx-xx").points(0));
  }

  @Test
  void skipped_and_paused_days_do_not_count_against_a_member() {
    assertEquals(100, Diary.of(DAILY, "xxxxsss").points(0));
    assertEquals(100, Diary.of(DAILY, "xxxx---").paused(4, 6).points(0));
    assertEquals(100, Diary.of(THREE_A_WEEK, "xxsss--").points(0));
  }

  @Test
  void rest_lowers_the_required_days_of_a_week_by_at_most_half() {
    assertEquals(75, Diary.of(DAILY, "xxxssss").points(0));
    assertEquals(25, Diary.of(DAILY, "xssssss").points(0));
    assertEquals(0, Diary.of(DAILY, "sssssss").points(0));
    assertEquals(50, Diary.of(THREE_A_WEEK, "xssssss").points(0));
    assertEquals(50, Diary.of(MON_WED_FRI, "x-s-s--").points(0));
  }

  @Test
  void a_new_habit_does_not_earn_a_full_week_with_one_day() {
    assertEquals(14, Diary.of(DAILY, "------x").living(6, null).points(0));
    assertEquals(33, Diary.of(THREE_A_WEEK, "------x").living(6, null).points(0));
    assertEquals(33, Diary.of(MON_WED_FRI, "----x--").living(4, null).points(0));
    assertEquals(14, Diary.of(DAILY, "x").living(0, 0).points(0));
  }

  @Test
  void a_scheduled_day_earns_for_all_days_up_to_the_next_one() {
    Diary diary = Diary.of(new Schedule.EveryNDays(14), "x");

    assertEquals(100, diary.points(0));
    assertEquals(100, diary.points(1));
    assertEquals(0, diary.points(2));
    assertEquals(
        Map.of(Diary.MONDAY, 100, Diary.MONDAY.plusWeeks(1), 100),
        Points.allWeeks(diary.rules(), diary.ledger(), diary.pauses()));
  }

  @Test
  void a_skipped_scheduled_day_does_not_count() {
    assertEquals(100, Diary.of(new Schedule.EveryNDays(3), "x--s--x").points(0));
  }

  @Test
  void unlogged_days_of_a_limit_habit_earn_no_points() {
    assertEquals(0, Diary.ofLimit(Unlogged.HELD, DAILY, "-------").points(0));
    assertEquals(14, Diary.ofLimit(Unlogged.HELD, DAILY, "x------").points(0));
  }

  @Test
  void points_do_not_depend_on_today() {
    Diary diary = Diary.of(new Schedule.TimesInDays(1, 7), "--x");

    assertEquals(71, diary.points(0));
    assertEquals(71, diary.later(30).points(0));
    assertEquals(29, diary.points(1));
  }

  @Test
  void one_check_in_can_change_the_points_of_the_weeks_around_it() {
    Diary before = Diary.of(new Schedule.TimesInDays(1, 7), "-------x---x");
    Diary after = before.entered(11, '-');

    // Without the later check-in the interval of the earlier one no longer slides into week 0.
    assertEquals(
        Map.of(Diary.MONDAY, 0, Diary.MONDAY.plusWeeks(2), 0),
        Points.changes(before.rules(), Pauses.EMPTY, before.ledger(), after.ledger()));
    assertEquals(43, before.points(0));
    assertEquals(57, before.points(2));
  }

  @Test
  void nothing_changes_where_the_ledgers_are_equal() {
    Diary diary = Diary.of(DAILY, "xx");

    assertEquals(
        Map.of(), Points.changes(diary.rules(), Pauses.EMPTY, diary.ledger(), diary.ledger()));
  }

  @Test
  void a_members_five_best_habits_count() {
    assertEquals(450, Points.ofMember(List.of(100, 20, 100, 90, 80, 80, 0)));
    assertEquals(60, Points.ofMember(List.of(60)));
    assertEquals(0, Points.ofMember(List.of()));
  }

  @Test
  void a_week_is_identified_by_its_monday() {
    Diary diary = Diary.of(DAILY, "x");

    assertThrows(
        IllegalArgumentException.class,
        () ->
            Points.ofWeek(diary.rules(), diary.ledger(), diary.pauses(), Diary.MONDAY.plusDays(1)));
  }
}
