package com.upcoach.streak;

import java.time.LocalDate;

/// A day of a habit with the rule that gave it its state.
///
/// @param day the date in the member's time zone
/// @param rule the reason for its state
public record DayExplained(LocalDate day, DayRule rule) {

  /// The state of the day in the streak.
  public DayState state() {
    return rule.state();
  }
}
