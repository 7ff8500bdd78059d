package com.upcoach.checkin;

import com.upcoach.book.CheckIn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// A check-in on the wire.
record CheckInJson(
        UUID habitId,
        LocalDate day,
        double amount,
        String note,
        boolean skipped,
        Instant at,
        String zone) {

    static CheckInJson of(CheckIn checkIn) {
        return new CheckInJson(
                checkIn.habitId(),
                checkIn.day(),
                checkIn.amount(),
                checkIn.note(),
                checkIn.skipped(),
                checkIn.at(),
                checkIn.zone());
    }
}
