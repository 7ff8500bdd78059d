package com.upcoach.member;

import com.upcoach.access.Role;
import com.upcoach.streak.WallClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;

/// Somebody who keeps habits here.
///
/// @param email lower case
/// @param wall zone and day start that decide the member's days
public record Member(
    UUID id,
    String email,
    String name,
    WallClock wall,
    DayOfWeek firstWeekday,
    Role role,
    Instant createdAt) {

  Member withRole(Role other) {
    return new Member(id, email, name, wall, firstWeekday, other, createdAt);
  }
}
