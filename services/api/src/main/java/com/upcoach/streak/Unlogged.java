package com.upcoach.streak;

/// The state of a finished day without a check-in for a [Kind#LIMIT] habit.
///
/// For a [Kind#DO] habit such a day is always missed and this setting has no effect.
public enum Unlogged {
  /// The day is held, as if it had a check-in with amount 0.
  HELD,
  /// The day is missed.
  MISSED
}
