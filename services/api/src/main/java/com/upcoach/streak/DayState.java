package com.upcoach.streak;

/// What a day is to a streak.
public enum DayState {
  /// The day did what the schedule asks, or lies in an interval that did.
  HELD,
  /// The day was asked for and did not hold; it ends a streak (in a weekly schedule, its week
  /// does).
  MISSED,
  /// The member skipped the day; it neither breaks nor lengthens a streak.
  SKIPPED,
  /// The day lies in a pause; it neither breaks nor lengthens a streak.
  PAUSED,
  /// Nothing is asked of the day; it neither breaks nor lengthens a streak.
  RESTING,
  /// Not held yet, and it still can be; it does not break a streak.
  PENDING
}
