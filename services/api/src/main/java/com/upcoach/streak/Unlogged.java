package com.upcoach.streak;

/// What a finished day without a check-in counts as on a [Kind#LIMIT] habit.
///
/// On a [Kind#DO] habit such a day is always missed and this setting says nothing.
public enum Unlogged {
  /// The day is held, as if it had a check-in with amount 0.
  HELD,
  /// The day is missed.
  MISSED
}
