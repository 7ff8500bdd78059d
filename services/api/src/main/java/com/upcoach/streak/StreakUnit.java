package com.upcoach.streak;

/// The unit of a run's length.
public enum StreakUnit {
  /// Held days.
  DAY,
  /// Held weeks, from the member's first weekday; for [Schedule.TimesPerWeek].
  WEEK;

  /// The unit of the runs of a habit with this schedule.
  public static StreakUnit of(Schedule schedule) {
    return schedule instanceof Schedule.TimesPerWeek ? WEEK : DAY;
  }
}
