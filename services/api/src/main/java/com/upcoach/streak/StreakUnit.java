package com.upcoach.streak;

/// What the length of a run counts.
public enum StreakUnit {
  /// Held days.
  DAY,
  /// Held weeks, from the member's first weekday; for [Schedule.TimesPerWeek].
  WEEK;

  /// What the runs of a habit with this schedule count.
  public static StreakUnit of(Schedule schedule) {
    return schedule instanceof Schedule.TimesPerWeek ? WEEK : DAY;
  }
}
