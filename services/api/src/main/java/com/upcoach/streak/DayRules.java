package com.upcoach.streak;

import java.util.Arrays;

/// The [DayRule] of each day of a habit's life, evaluated lazily: only requested days cost time.
final class DayRules {

  /// The rule of a scheduled day by its own mark, indexed by the codes of [Mark] and [HabitDays].
  private static final DayRule[] DO = byCode(DayRule.TARGET_MET, DayRule.BELOW_TARGET);

  private static final DayRule[] LIMIT = byCode(DayRule.WITHIN_LIMIT, DayRule.OVER_LIMIT);

  private final HabitDays days;
  private final DayRule[] byCode;
  private final ScheduleRule scheduleRule;

  private DayRules(HabitDays days, DayRule[] byCode, ScheduleRule scheduleRule) {
    this.days = days;
    this.byCode = byCode;
    this.scheduleRule = scheduleRule;
  }

  /// The evaluation of a day by one kind of schedule.
  private interface ScheduleRule {
    /// @param byAmount the day's rule if the day is scheduled
    DayRule rule(int index, DayRule byAmount);
  }

  static DayRules of(Rules rules, HabitDays days) {
    ScheduleRule scheduleRule =
        switch (rules.schedule()) {
          case Schedule.Daily _ -> (index, byAmount) -> byAmount;
          case Schedule.Weekdays _, Schedule.EveryNDays _ ->
              fixedDays(days, days.scheduled(rules.schedule()));
          case Schedule.TimesPerWeek(int n) -> weeks(days, new Weeks(rules, n, days));
          case Schedule.TimesInDays inDays -> intervals(days, Intervals.covering(days, inDays));
        };
    return new DayRules(days, rules.kind() == Kind.DO ? DO : LIMIT, scheduleRule);
  }

  /// The number of days.
  int count() {
    return days.codes.length;
  }

  /// The rule of one day.
  ///
  /// @param index 0 for the habit's first day
  DayRule rule(int index) {
    return scheduleRule.rule(index, byAmount(index));
  }

  /// Today can still be held, unless it is over a limit: a larger amount never repairs that.
  private DayRule byAmount(int index) {
    DayRule rule = byCode[days.code(index)];
    boolean open = rule == DayRule.UNLOGGED || rule == DayRule.BELOW_TARGET;
    return open && index == days.today ? DayRule.DAY_STILL_OPEN : rule;
  }

  private static DayRule[] byCode(DayRule met, DayRule unmet) {
    DayRule[] byCode = new DayRule[256];
    Arrays.fill(byCode, unmet);
    byCode[Mark.NONE_CODE] = DayRule.UNLOGGED;
    byCode[Mark.MET_CODE] = met;
    byCode[HabitDays.UNLOGGED_HELD] = DayRule.UNLOGGED_LIMIT_HELD;
    byCode[HabitDays.NOT_IN_ZONE] = DayRule.NOT_IN_ZONE;
    byCode[HabitDays.PAUSED] = DayRule.PAUSED;
    byCode[Mark.SKIPPED_CODE] = DayRule.SKIPPED_BY_MEMBER;
    return byCode;
  }

  private static ScheduleRule fixedDays(HabitDays days, boolean[] scheduled) {
    return (index, byAmount) -> {
      if (scheduled[index] || days.neutral(index)) {
        return byAmount;
      }
      int code = days.code(index);
      boolean recorded = code != Mark.NONE_CODE && code != HabitDays.UNLOGGED_HELD;
      return recorded ? DayRule.EXTRA_ON_RESTING_DAY : DayRule.NOT_SCHEDULED;
    };
  }

  private static ScheduleRule weeks(HabitDays days, Weeks weeks) {
    return (index, byAmount) ->
        days.met(index) || days.neutral(index)
            ? byAmount
            : switch (weeks.state(weeks.of(index))) {
              case HELD -> DayRule.WEEK_HELD_WITHOUT_THIS_DAY;
              case MISSED -> DayRule.WEEK_MISSED;
              case PENDING, SKIPPED, PAUSED, RESTING -> DayRule.WEEK_STILL_OPEN;
            };
  }

  private static ScheduleRule intervals(HabitDays days, boolean[] covered) {
    return (index, byAmount) -> {
      if (days.met(index) || days.neutral(index)) {
        return byAmount;
      }
      DayRule uncovered = index == days.today ? DayRule.DAY_STILL_OPEN : DayRule.OUTSIDE_INTERVALS;
      return covered[index] ? DayRule.WITHIN_INTERVAL : uncovered;
    };
  }
}
