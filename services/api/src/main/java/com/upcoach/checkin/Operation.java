package com.upcoach.checkin;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// What a device asks to be done to a habit's day.
public sealed interface Operation {

    UUID habitId();

    LocalDate day();

    /// Records the day, in place of what it held.
    ///
    /// @param amount empty: the target of a habit to be done; 0 on a limit or a skipped day
    /// @param note null where there is none
    record Put(UUID habitId, LocalDate day, Optional<Double> amount, String note, boolean skipped)
            implements Operation {}

    /// Takes back what the day holds; where it holds nothing that is well too.
    record Delete(UUID habitId, LocalDate day) implements Operation {}
}
