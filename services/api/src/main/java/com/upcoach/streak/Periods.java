package com.upcoach.streak;

import java.util.function.IntFunction;

/// An iterator over the runs of a habit's periods (days or weeks), oldest first.
///
/// It visits each period once and allocates a [Run] on request only: call [#next] until it returns
/// false, and read the current run in between.
final class Periods {

  private final StreakUnit unit;
  private final int count;
  private final IntFunction<DayState> states;
  private final int origin;
  private final int daysEach;
  private final int firstOfLife;
  private final int lastOfLife;

  private int at;
  private int length;
  private int firstHeld;
  private int lastHeld;

  /// @param states the state of each of `count` periods
  /// @param origin the epoch day on which the first period starts
  private Periods(
      StreakUnit unit, int count, IntFunction<DayState> states, int origin, Rules rules) {
    this.unit = unit;
    this.count = count;
    this.states = states;
    this.origin = origin;
    this.daysEach = unit == StreakUnit.WEEK ? 7 : 1;
    this.firstOfLife = EpochDays.of(rules.start());
    this.lastOfLife = EpochDays.ofEnd(rules.end());
  }

  static Periods of(Rules rules, HabitDays days) {
    return rules.schedule() instanceof Schedule.TimesPerWeek(int n)
        ? ofWeeks(rules, new Weeks(rules, n, days))
        : ofDays(rules, days);
  }

  private static Periods ofWeeks(Rules rules, Weeks weeks) {
    return new Periods(StreakUnit.WEEK, weeks.count(), weeks::state, weeks.first, rules);
  }

  private static Periods ofDays(Rules rules, HabitDays days) {
    DayRules dayRules = DayRules.of(rules, days);
    return new Periods(
        StreakUnit.DAY, dayRules.count(), i -> dayRules.rule(i).state(), days.first, rules);
  }

  /// Advances to the next run; false if there is none.
  boolean next() {
    length = 0;
    for (; at < count; at++) {
      DayState state = states.apply(at);
      if (state == DayState.HELD) {
        firstHeld = length == 0 ? at : firstHeld;
        lastHeld = at;
        length++;
      } else if (state == DayState.MISSED && length > 0) {
        return true;
      }
    }
    return length > 0;
  }

  /// The number of held periods in the current run.
  int length() {
    return length;
  }

  /// Whether no missed period follows the current run.
  boolean unbroken() {
    return at == count;
  }

  /// The current run.
  Run run() {
    int from = Math.max(firstOfLife, origin + firstHeld * daysEach);
    int to = Math.min(lastOfLife, origin + lastHeld * daysEach + daysEach - 1);
    return new Run(length, unit, EpochDays.date(from), EpochDays.date(to));
  }
}
