package com.upcoach.habit;

import com.upcoach.outcome.Refusal;
import java.time.LocalDate;
import java.util.UUID;

/// Reasons why a habit or pause is not changed.
public sealed interface HabitRefusal extends Refusal {

  /// The member has no such habit. The refusal does not tell whether another member has it.
  record UnknownHabit(UUID id) implements HabitRefusal {}

  /// The member has no such pause.
  record UnknownPause(UUID id) implements HabitRefusal {}

  /// The habit was changed since the caller read it (optimistic lock).
  record Changed() implements HabitRefusal {}

  /// The id is in use for something else.
  record IdTaken(UUID id) implements HabitRefusal {}

  record TooManyHabits(int most) implements HabitRefusal {}

  record TooManyPauses(int most) implements HabitRefusal {}

  /// The end date is before the start date.
  record EndBeforeStart(LocalDate start, LocalDate end) implements HabitRefusal {}

  /// Check-ins are outside the new start and end dates. Nothing recorded is dropped.
  record CheckInsOutside(LocalDate first, LocalDate last) implements HabitRefusal {}

  /// A habit of kind `do` needs a target above zero.
  record NoTarget() implements HabitRefusal {}
}
