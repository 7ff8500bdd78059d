package com.upcoach.streak;

/// The state of a day in a streak.
public enum DayState {
  /// The day met what the schedule asks, or lies in an interval that did.
  HELD,
  /// The day was scheduled and not held; it ends a streak (in a weekly schedule, its week does).
  MISSED,
  /// The member skipped the day; it neither breaks nor lengthens a streak.
  SKIPPED,
  /// The day lies in a pause; it neither breaks nor lengthens a streak.
  PAUSED,
  /// Nothing is asked of the day; it neither breaks nor lengthens a streak.
  RESTING,
  /// The day is not held yet but still can be; it does not break a streak.
  PENDING
}
