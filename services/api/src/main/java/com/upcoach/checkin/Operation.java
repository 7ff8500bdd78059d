package com.upcoach.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// What a device asks to be done to a habit's day.
public sealed interface Operation {

  UUID habitId();

  LocalDate day();

  /// When the member did it, to the millisecond; empty for now.
  Optional<Instant> at();

  /// Records something on the day.
  sealed interface Recording extends Operation {}

  /// Records the day, in place of what it held.
  ///
  /// @param amount empty: the target of a habit to be done; 0 on a limit or a skipped day
  /// @param note null where there is none
  record Put(
      UUID habitId,
      LocalDate day,
      Optional<Double> amount,
      String note,
      boolean skipped,
      Optional<Instant> at)
      implements Recording {}

  /// Records a note, and leaves amount and skip as they are.
  ///
  /// @param note null to take the note away
  record Note(UUID habitId, LocalDate day, String note, Optional<Instant> at)
      implements Recording {}

  /// Takes back what the day holds; where it holds nothing that is well too.
  record Delete(UUID habitId, LocalDate day, Optional<Instant> at) implements Operation {}
}
