package com.upcoach.streak;

import java.time.LocalDate;

/// A range of consecutive days, between 1900-01-01 and 2199-12-31.
///
/// @param from the first day, inclusive
/// @param to the last day, inclusive; null for an open end
public record DateRange(LocalDate from, LocalDate to) {

  /// @throws IllegalArgumentException if `to` lies before `from`, or a day is out of range
  public DateRange {
    if (EpochDays.ofEnd(to) < EpochDays.of(from)) {
      throw new IllegalArgumentException("to: " + to + " lies before " + from);
    }
  }

  /// The range from `from` on with an open end.
  public static DateRange startingOn(LocalDate from) {
    return new DateRange(from, null);
  }
}
