package com.upcoach.group;

import com.upcoach.streak.WallClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;

/// Somebody in a group, as the others there see it.
///
/// @param sharesHabits whether the others see its habits and streaks
/// @param wall where the member's days begin and end
/// @param firstWeekday the day that begins the member's week
public record Participant(
    UUID memberId,
    String name,
    Instant joinedAt,
    boolean sharesHabits,
    WallClock wall,
    DayOfWeek firstWeekday) {}
