package com.upcoach.member;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/// A member on the wire.
///
/// @param dayStart wall time, `03:00`
/// @param firstWeekday lower case, `monday`
record MemberJson(
        UUID id,
        String email,
        String name,
        String zone,
        String dayStart,
        String firstWeekday,
        String role,
        Instant createdAt) {

    private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    static MemberJson of(Member member) {
        return new MemberJson(
                member.id(),
                member.email(),
                member.name(),
                member.wall().zone().getId(),
                text(member.wall().dayStart()),
                member.firstWeekday().name().toLowerCase(Locale.ROOT),
                member.role().word(),
                member.createdAt());
    }

    private static String text(LocalTime time) {
        return HOUR_AND_MINUTE.format(time);
    }
}
