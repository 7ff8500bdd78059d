package com.upcoach.access;

import com.upcoach.streak.WallClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// The signed-in member behind a request, as its session knows it.
///
/// @param wall where the member's days begin and end
/// @param firstWeekday the day that begins the member's week
public record Caller(
    UUID memberId, UUID sessionId, Role role, WallClock wall, DayOfWeek firstWeekday) {

  /// The date on the member's wall at that instant.
  public LocalDate dayAt(Instant instant) {
    return wall.dayOf(instant);
  }
}
