package com.upcoach.book;

import java.time.LocalDate;
import java.util.UUID;

/// A range of days of a habit whose check-ins are read.
///
/// @param from the first day, inclusive
/// @param to the last day, inclusive
public record RecordedDays(UUID memberId, UUID habitId, LocalDate from, LocalDate to) {

  /// All days of a habit.
  public static RecordedDays all(UUID memberId, UUID habitId) {
    return new RecordedDays(memberId, habitId, LocalDate.MIN, LocalDate.MAX);
  }

  RecordedDays within(LocalDate first, LocalDate last) {
    return new RecordedDays(
        memberId, habitId, from.isBefore(first) ? first : from, to.isAfter(last) ? last : to);
  }
}
