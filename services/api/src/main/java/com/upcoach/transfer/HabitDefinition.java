package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.book.Habit;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/// Computes a habit's first day, last day and target from the sources that it was imported from.
/// The days of all sources lie within, so the order of imports does not matter.
///
/// A first or last day set by the member stays. While the habit's revision is 1, the member has
/// changed nothing. A first day equal to the day of the first check-in may also move back, because
/// it carries no further information.
final class HabitDefinition {

  private static final double MAX_INFERRED_TARGET = 1;

  private final Archive archive;
  private final Archive.Habit source;
  private final ImportedDays days;

  /// @param days decides which entries can be imported; others have no effect
  HabitDefinition(Archive archive, Archive.Habit source, ImportedDays days) {
    this.archive = archive;
    this.source = source;
    this.days = days;
  }

  /// The first day of a new habit.
  LocalDate start() {
    return first().orElseGet(days::today);
  }

  /// The last day of a new habit; null for an open one.
  LocalDate end() {
    return source.end() == null ? null : later(source.end());
  }

  /// Extends a habit of an earlier import to include the days of this source.
  ///
  /// @param firstRecorded its first day with a check-in, before this import
  Habit widened(Habit habit, Optional<LocalDate> firstRecorded) {
    boolean untouched = habit.revision() == 1;
    boolean startMayMove = untouched || firstRecorded.filter(habit.start()::equals).isPresent();
    LocalDate start =
        first().filter(day -> startMayMove && day.isBefore(habit.start())).orElse(habit.start());
    LocalDate end = habit.end();
    if (untouched && end != null) {
      end = openInSource() ? null : later(later(source.end(), end));
    }
    return with(habit, start, end, habit.target());
  }

  /// Lowers the target to that of this source where both are only inferred from the amounts.
  /// Otherwise returns the habit unchanged.
  Habit retargeted(Habit habit) {
    boolean inferred =
        Objects.equals(habit.unit(), ImportedText.word(source.unit()).text())
            && habit.revision() == 1
            && habit.target() <= MAX_INFERRED_TARGET;
    return inferred && !source.targetStated() && source.target() < habit.target()
        ? with(habit, habit.start(), habit.end(), source.target())
        : habit;
  }

  private boolean openInSource() {
    return archive.source() == Archive.Source.UPCOACH && source.end() == null;
  }

  private Optional<LocalDate> first() {
    Optional<LocalDate> importable =
        source.entries().stream()
            .filter(entry -> days.problemOf(entry).isEmpty())
            .map(Archive.Entry::day)
            .findFirst();
    // Another tracker's file has no first day: the day of its first entry is used.
    if (archive.source() != Archive.Source.UPCOACH || source.start() == null) {
      return importable;
    }
    return Optional.of(importable.filter(source.start()::isAfter).orElse(source.start()));
  }

  private LocalDate later(LocalDate end) {
    LocalDate last =
        source.entries().stream()
            .filter(entry -> days.problemOf(entry).isEmpty())
            .map(Archive.Entry::day)
            .reduce((_, later) -> later)
            .orElse(end);
    return later(last, end);
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private static Habit with(Habit habit, LocalDate start, LocalDate end, double target) {
    return new Habit(
        habit.id(),
        habit.title(),
        habit.note(),
        habit.kind(),
        habit.unit(),
        target,
        habit.unlogged(),
        habit.color(),
        habit.icon(),
        start,
        end,
        habit.archived(),
        habit.schedule(),
        habit.revision(),
        habit.createdAt());
  }
}
