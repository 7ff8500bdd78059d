package com.upcoach.checkin;

import com.upcoach.book.BookEdit;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.streak.Kind;
import com.upcoach.streak.MemberClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/// Effect of one operation on a day.
///
/// @param before what the day held
/// @param after what it holds now
/// @param superseded whether a newer or equally new value stays in place of the one sent
record DayChange(Operation operation, DayContent before, DayContent after, boolean superseded) {

  /// Computes the effect of the operation on a day that holds `before`, or the reason why it is
  /// refused.
  ///
  /// An operation dated in the future, because the clock of its device is ahead, is treated as done
  /// now.
  static Outcome<DayChange> of(BookEdit edit, Operation operation, DayContent before) {
    Optional<Habit> found = edit.habit(operation.habitId());
    if (found.isEmpty()) {
      return Outcome.refused(new CheckInRefusal.UnknownHabit(operation.habitId()));
    }
    Habit habit = found.get();
    Optional<Refusal> refusal = dayRefusal(edit, habit, operation.day());
    Instant now = edit.now().truncatedTo(ChronoUnit.MILLIS);
    Instant at =
        operation
            .at()
            .filter(sent -> !sent.isAfter(now))
            .orElseGet(() -> before.laterThanContent(now));
    return switch (operation) {
      case Operation.Delete delete ->
          Outcome.done(
              refusal.isPresent() && before.recorded().isEmpty()
                  ? new DayChange(delete, before, before, false)
                  : deleted(delete, before, before.without(at)));
      case Operation.Recording recording ->
          refusal
              .<Outcome<DayChange>>map(Outcome::refused)
              .orElseGet(() -> Outcome.done(recorded(edit, habit, recording, before, at)));
    };
  }

  private static DayChange deleted(Operation.Delete delete, DayContent before, DayContent after) {
    return new DayChange(delete, before, after, after.recorded().isPresent());
  }

  private static DayChange recorded(
      BookEdit edit, Habit habit, Operation.Recording recording, DayContent before, Instant at) {
    return switch (recording) {
      case Operation.Put put -> {
        CheckIn sent = checkIn(edit, put, amount(habit, put), put.note(), at);
        DayContent after = before.with(sent);
        yield new DayChange(put, before, after, !after.recorded().equals(Optional.of(sent)));
      }
      case Operation.Note note -> {
        CheckIn sent = checkIn(edit, note, 0, note.note(), at).onlyNote();
        DayContent after = before.withNote(sent);
        yield new DayChange(
            note,
            before,
            after,
            after.recorded().filter(existing -> hasNote(existing, sent)).isEmpty());
      }
    };
  }

  private static boolean hasNote(CheckIn existing, CheckIn sent) {
    return existing.at().equals(sent.at()) && Objects.equals(existing.note(), sent.note());
  }

  private static CheckIn checkIn(
      BookEdit edit, Operation operation, double amount, String note, Instant at) {
    MemberClock memberClock = edit.memberClock();
    return new CheckIn(
        operation.habitId(),
        operation.day(),
        amount,
        note,
        operation instanceof Operation.Put put && put.skipped(),
        at,
        memberClock.zone().getId(),
        memberClock.dayStart());
  }

  private static double amount(Habit habit, Operation.Put put) {
    boolean none = put.skipped() || habit.kind() == Kind.LIMIT;
    return put.amount().orElse(none ? 0.0 : habit.target());
  }

  private static Optional<Refusal> dayRefusal(BookEdit edit, Habit habit, LocalDate day) {
    return habit
        .refusalOf(day, edit.today(), edit.memberClock())
        .map(
            rule ->
                switch (rule) {
                  case NOT_IN_ZONE ->
                      new CheckInRefusal.DayNotInZone(day, edit.memberClock().zone().getId());
                  case IN_FUTURE -> new CheckInRefusal.DayInFuture(day, edit.today());
                  case BEFORE_START -> new CheckInRefusal.DayBeforeStart(day, habit.start());
                  case AFTER_END -> new CheckInRefusal.DayAfterEnd(day, habit.end());
                });
  }

  /// Applies the change to the book.
  void apply(BookEdit edit) {
    if (!after.recorded().equals(before.recorded())) {
      after
          .recorded()
          .ifPresentOrElse(edit::record, () -> edit.undo(operation.habitId(), operation.day()));
    }
    after
        .deletedAt()
        .filter(at -> !before.deletedAt().equals(Optional.of(at)))
        .ifPresent(at -> edit.recordDeletion(operation.habitId(), operation.day(), at));
  }
}
