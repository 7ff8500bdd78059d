package com.upcoach.habit;

import com.upcoach.outcome.Refusal;
import java.time.LocalDate;
import java.util.UUID;

/// Why a use case of habits changes nothing.
public sealed interface HabitRefusal extends Refusal {

  /// The member has no such habit; whether somebody else has is not said.
  record UnknownHabit(UUID id) implements HabitRefusal {}

  /// The member has no such pause.
  record UnknownPause(UUID id) implements HabitRefusal {}

  /// The habit is not what was seen of it any more.
  record Changed() implements HabitRefusal {}

  /// The id is in use for something else.
  record IdTaken(UUID id) implements HabitRefusal {}

  record TooManyHabits(int most) implements HabitRefusal {}

  record TooManyPauses(int most) implements HabitRefusal {}

  /// The last day lies before the first.
  record EndBeforeStart(LocalDate start, LocalDate end) implements HabitRefusal {}

  /// Check-ins lie before the new first day, or after the new last one; nothing recorded is
  /// dropped.
  record CheckInsOutside(LocalDate first, LocalDate last) implements HabitRefusal {}

  /// A habit that is to be done needs a target above zero.
  record NoTarget() implements HabitRefusal {}
}
