package com.upcoach.book;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/// What a member has recorded for a habit on a day.
///
/// @param amount finite, 0 or more
/// @param note null where there is none
/// @param skipped whether the day is set aside: it neither breaks nor lengthens a streak
/// @param at when it was recorded
/// @param zone IANA zone of the wall on which the day was read
/// @param dayStart when the day began on that wall
public record CheckIn(
        UUID habitId,
        LocalDate day,
        double amount,
        String note,
        boolean skipped,
        Instant at,
        String zone,
        LocalTime dayStart) {}
