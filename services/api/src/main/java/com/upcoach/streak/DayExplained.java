package com.upcoach.streak;

import java.time.LocalDate;

/// A day of a habit with the rule that gave it its state.
///
/// @param day the date on the member's wall
/// @param rule why the day has its state
public record DayExplained(LocalDate day, DayRule rule) {

  /// What the day is to the streak.
  public DayState state() {
    return rule.state();
  }
}
