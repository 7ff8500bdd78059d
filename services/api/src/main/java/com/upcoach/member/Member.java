package com.upcoach.member;

import com.upcoach.access.Role;
import com.upcoach.streak.MemberClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;

/// A member: a person with an account, its profile and its role.
///
/// @param email lower case
/// @param memberClock time zone and day start that decide the member's days
public record Member(
    UUID id,
    String email,
    String name,
    MemberClock memberClock,
    DayOfWeek firstWeekday,
    Role role,
    Instant createdAt) {

  Member withRole(Role other) {
    return new Member(id, email, name, memberClock, firstWeekday, other, createdAt);
  }
}
