package com.upcoach.streak;

import java.util.function.IntFunction;

/// The periods of a habit (days, or weeks), oldest first, walked run by run.
///
/// A walk goes over the periods once and makes no object for a run that nobody asks for: call
/// [#next] until it says no, and read the run in between.
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

  /// `states` gives the state of each of `count` periods, the first of which starts on the epoch
  /// day `origin`.
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
    DayRules verdicts = DayRules.of(rules, days);
    return new Periods(
        StreakUnit.DAY, verdicts.count(), i -> verdicts.rule(i).state(), days.first, rules);
  }

  /// Walks to the next run; false if there is none.
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

  /// The number of held periods in the run just walked.
  int length() {
    return length;
  }

  /// Whether no missed period follows the run just walked.
  boolean unbroken() {
    return at == count;
  }

  /// The run just walked.
  Run run() {
    int from = Math.max(firstOfLife, origin + firstHeld * daysEach);
    int to = Math.min(lastOfLife, origin + lastHeld * daysEach + daysEach - 1);
    return new Run(length, unit, EpochDays.date(from), EpochDays.date(to));
  }
}
