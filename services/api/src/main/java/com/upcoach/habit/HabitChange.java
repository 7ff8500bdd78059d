package com.upcoach.habit;

import com.upcoach.book.Habit;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// The fields of a habit as a request sends them. An empty field that is not in `cleared` keeps its
/// value.
///
/// @param cleared names of the fields that were sent as null: note, unit, color, icon, end
public record HabitChange(
    Optional<String> title,
    Optional<String> note,
    Optional<Kind> kind,
    Optional<String> unit,
    Optional<Double> target,
    Optional<Unlogged> unlogged,
    Optional<String> color,
    Optional<String> icon,
    Optional<LocalDate> start,
    Optional<LocalDate> end,
    Optional<Boolean> archived,
    Optional<Schedule> schedule,
    Set<String> cleared) {

  /// Applies this change to the habit and increments its revision.
  Habit appliedTo(Habit habit) {
    return new Habit(
        habit.id(),
        title.orElse(habit.title()),
        merged("note", note, habit.note()),
        kind.orElse(habit.kind()),
        merged("unit", unit, habit.unit()),
        target.orElse(habit.target()),
        unlogged.orElse(habit.unlogged()),
        merged("color", color, habit.color()),
        merged("icon", icon, habit.icon()),
        start.orElse(habit.start()),
        merged("end", end, habit.end()),
        archived.orElse(habit.archived()),
        schedule.orElse(habit.schedule()),
        habit.revision() + 1,
        habit.createdAt());
  }

  private <T> T merged(String name, Optional<T> sent, T current) {
    return cleared.contains(name) ? null : sent.orElse(current);
  }
}
