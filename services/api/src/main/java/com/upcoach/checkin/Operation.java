package com.upcoach.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// An operation of a device on a habit's day.
public sealed interface Operation {

  UUID habitId();

  LocalDate day();

  /// When the member did it, to the millisecond; empty for now.
  Optional<Instant> at();

  /// Records something on the day.
  sealed interface Recording extends Operation {}

  /// Records the day and replaces what it held.
  ///
  /// @param amount empty: the target for a habit of kind do; 0 on a limit or a skipped day
  /// @param note null for none
  record Put(
      UUID habitId,
      LocalDate day,
      Optional<Double> amount,
      String note,
      boolean skipped,
      Optional<Instant> at)
      implements Recording {}

  /// Records a note and leaves amount and skip unchanged.
  ///
  /// @param note null to remove the note
  record Note(UUID habitId, LocalDate day, String note, Optional<Instant> at)
      implements Recording {}

  /// Deletes what the day holds. An empty day is accepted.
  record Delete(UUID habitId, LocalDate day, Optional<Instant> at) implements Operation {}
}
