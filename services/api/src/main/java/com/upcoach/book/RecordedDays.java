package com.upcoach.book;

import java.time.LocalDate;
import java.util.UUID;

/// Days of a habit on which something may be recorded.
///
/// @param from the first of them
/// @param to the last of them
public record RecordedDays(UUID memberId, UUID habitId, LocalDate from, LocalDate to) {

  /// All days that there are.
  public static RecordedDays all(UUID memberId, UUID habitId) {
    return new RecordedDays(memberId, habitId, LocalDate.MIN, LocalDate.MAX);
  }

  RecordedDays within(LocalDate first, LocalDate last) {
    return new RecordedDays(
        memberId, habitId, from.isBefore(first) ? first : from, to.isAfter(last) ? last : to);
  }
}
