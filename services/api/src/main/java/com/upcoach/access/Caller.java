package com.upcoach.access;

import com.upcoach.streak.MemberClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// The signed-in member who sent a request, as known from its session.
///
/// @param memberClock the member's time zone, which determines its days
/// @param firstWeekday the first day of the member's week
public record Caller(
    UUID memberId, UUID sessionId, Role role, MemberClock memberClock, DayOfWeek firstWeekday) {

  /// The date in the member's time zone at an instant.
  public LocalDate dayAt(Instant instant) {
    return memberClock.dayOf(instant);
  }
}
