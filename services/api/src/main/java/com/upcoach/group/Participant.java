package com.upcoach.group;

import com.upcoach.streak.MemberClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;

/// A member of a group, as the other members see it.
///
/// @param sharesHabits whether the others see its habits and streaks
/// @param memberClock the member's time zone and start of the day
/// @param firstWeekday the first day of the member's week
public record Participant(
    UUID memberId,
    String name,
    Instant joinedAt,
    boolean sharesHabits,
    MemberClock memberClock,
    DayOfWeek firstWeekday) {}
