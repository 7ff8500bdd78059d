package com.upcoach.streak;

/// The calendar weeks of [Schedule.TimesPerWeek], from the member's first weekday.
///
/// Days of a week outside the habit's life count like paused ones: they lower the required days.
final class Weeks {

  private final HabitDays days;
  private final int n;
  private final int lastOfLife;

  /// The epoch day on which the first week starts, at or before the habit's start.
  final int first;

  Weeks(Rules rules, int n, HabitDays days) {
    this.days = days;
    this.n = n;
    this.lastOfLife = EpochDays.ofEnd(rules.end());
    this.first = EpochDays.weekStart(days.first, rules.firstWeekday());
  }

  /// The number of weeks, including the current one.
  int count() {
    int last = days.first + days.codes.length - 1;
    return days.codes.length == 0 ? 0 : (last - first) / 7 + 1;
  }

  /// The index of the first day of a week within the habit's life.
  int from(int week) {
    return Math.max(0, first + 7 * week - days.first);
  }

  /// The index after the last day of a week within the habit's life.
  int until(int week) {
    return Math.min(days.codes.length, first + 7 * week + 7 - days.first);
  }

  /// The week that contains a day of the habit's life.
  int of(int index) {
    return (days.first + index - first) / 7;
  }

  /// The state of a week: held, missed, pending, or skipped where no day counts.
  DayState state(int week) {
    int countable = 0;
    int met = 0;
    for (int i = from(week); i < until(week); i++) {
      countable += days.neutral(i) ? 0 : 1;
      met += days.met(i) ? 1 : 0;
    }
    if (countable == 0) {
      return DayState.SKIPPED;
    }
    if (met >= required(n, countable)) {
      return DayState.HELD;
    }
    int lastDay = Math.min(first + 7 * week + 6, lastOfLife);
    return days.first + days.today > lastDay ? DayState.MISSED : DayState.PENDING;
  }

  /// The number of met days required to hold a week with `countable` days neither skipped nor
  /// paused.
  static int required(int n, int countable) {
    return Math.ceilDiv(n * countable, 7);
  }
}
