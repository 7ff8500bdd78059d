package com.upcoach.habit;

import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.Habit;
import com.upcoach.book.MemberGoneException;
import com.upcoach.book.Pause;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import com.upcoach.streak.DateRange;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Use cases of habits and pauses.
@ApplicationScoped
public class Habits {

  /// Maximum number of habits per member. It also bounds the size of a response and of a book.
  public static final int MAX_HABITS = 200;

  /// Maximum number of pauses per member.
  public static final int MAX_PAUSES = 500;

  /// Default order of a list of habits.
  static final SortOrder<HabitSort> DEFAULT_ORDER = SortOrder.of(HabitSort.ID);

  private static final UUID LOWEST_ID = new UUID(0, 0);

  private final Books books;
  private final HabitStore store;

  public Habits(Books books, HabitStore store) {
    this.books = books;
    this.store = store;
  }

  public Uni<Outcome<Habit>> find(UUID memberId, UUID habitId) {
    return store
        .find(memberId, habitId)
        .map(found -> Outcome.of(found, new HabitRefusal.UnknownHabit(habitId)));
  }

  /// Reads a page of the member's habits.
  ///
  /// In the default order only the page is read. In any other order all habits are read and sorted
  /// here: the database would have to read all of them too, and there are at most [#MAX_HABITS].
  Uni<Page<Habit>> list(
      UUID memberId,
      HabitStore.HabitFilter filter,
      SortOrder<HabitSort> order,
      PageRequest pageRequest) {
    if (order.equals(DEFAULT_ORDER)) {
      UUID after = pageRequest.after().map(Cursor::id).orElse(LOWEST_ID);
      return store
          .page(memberId, filter, after, pageRequest.queryLimit())
          .map(rows -> pageRequest.page(rows, order.by()::place));
    }
    return store
        .all(memberId, filter)
        .map(all -> pageRequest.cut(all, order.descending(), order.by()::place));
  }

  /// Defines a habit.
  ///
  /// The request is idempotent: with the same id and content, also on a later day, it changes
  /// nothing and returns the existing habit.
  ///
  /// @param draft the fields sent: at least a title. Defaults: kind do, target 1, daily, from today
  ///     on
  public Uni<Outcome<Habit>> define(UUID memberId, UUID id, HabitChange draft) {
    return books.change(
        memberId,
        edit -> {
          Optional<Habit> existing = edit.habit(id);
          LocalDate start = existing.map(Habit::start).orElseGet(edit::today);
          Habit habit = draft.appliedTo(blank(id, start, edit));
          if (existing.isPresent()) {
            return sameDefinition(existing.get(), habit)
                ? Outcome.done(existing.get())
                : Outcome.refused(new HabitRefusal.IdTaken(id));
          }
          if (edit.habitCount() >= MAX_HABITS) {
            return Outcome.refused(new HabitRefusal.TooManyHabits(MAX_HABITS));
          }
          Optional<Refusal> problem = problemOf(habit, Ledger.EMPTY);
          if (problem.isPresent()) {
            return Outcome.refused(problem.get());
          }
          edit.add(habit);
          return Outcome.done(habit);
        });
  }

  private static Habit blank(UUID id, LocalDate start, BookEdit edit) {
    return new Habit(
        id,
        "",
        null,
        Kind.DO,
        null,
        1,
        Unlogged.HELD,
        null,
        null,
        start,
        null,
        false,
        new Schedule.Daily(),
        0,
        edit.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private static boolean sameDefinition(Habit existing, Habit sent) {
    return new Habit(
            sent.id(),
            sent.title(),
            sent.note(),
            sent.kind(),
            sent.unit(),
            sent.target(),
            sent.unlogged(),
            sent.color(),
            sent.icon(),
            sent.start(),
            sent.end(),
            sent.archived(),
            sent.schedule(),
            existing.revision(),
            existing.createdAt())
        .equals(existing);
  }

  /// Changes a habit and recomputes its streaks and points from everything recorded.
  ///
  /// @param precondition tells whether the current habit is the version that the caller read. It
  ///     is checked under the write lock of the book.
  public Uni<Outcome<Habit>> change(
      UUID memberId, UUID habitId, HabitChange change, Predicate<Habit> precondition) {
    return books.changeReading(
        memberId,
        edit -> {
          Optional<Habit> existing = edit.habit(habitId);
          if (existing.isEmpty()) {
            return refused(new HabitRefusal.UnknownHabit(habitId));
          }
          if (!precondition.test(existing.get())) {
            return refused(new HabitRefusal.Changed());
          }
          Habit changed = change.appliedTo(existing.get());
          Ledger ledger = edit.book().page(habitId).orElseThrow().ledger();
          Optional<Refusal> problem = problemOf(changed, ledger);
          if (problem.isPresent()) {
            return refused(problem.get());
          }
          return books
              .history(memberId, habitId)
              .map(
                  history -> {
                    edit.redefine(changed, history);
                    return Outcome.done(changed);
                  });
        });
  }

  private static Optional<Refusal> problemOf(Habit habit, Ledger ledger) {
    if (habit.kind() == Kind.DO && habit.target() <= 0) {
      return Optional.of(new HabitRefusal.NoTarget());
    }
    if (habit.end() != null && habit.end().isBefore(habit.start())) {
      return Optional.of(new HabitRefusal.EndBeforeStart(habit.start(), habit.end()));
    }
    boolean recordedBefore = ledger.first().filter(day -> day.isBefore(habit.start())).isPresent();
    boolean recordedAfter =
        habit.end() != null && ledger.last().filter(day -> day.isAfter(habit.end())).isPresent();
    return recordedBefore || recordedAfter
        ? Optional.of(
            new HabitRefusal.CheckInsOutside(
                ledger.first().orElseThrow(), ledger.last().orElseThrow()))
        : Optional.empty();
  }

  /// Removes a habit with everything recorded for it. Archiving keeps the record.
  ///
  /// @param precondition as in [#change]
  public Uni<Outcome<UUID>> remove(UUID memberId, UUID habitId, Predicate<Habit> precondition) {
    return books.change(
        memberId,
        edit -> {
          Optional<Habit> existing = edit.habit(habitId);
          if (existing.isEmpty()) {
            return Outcome.refused(new HabitRefusal.UnknownHabit(habitId));
          }
          if (!precondition.test(existing.get())) {
            return Outcome.refused(new HabitRefusal.Changed());
          }
          edit.remove(habitId);
          return Outcome.done(habitId);
        });
  }

  /// Reads the member's pauses, earliest first.
  public Uni<List<Pause>> pauses(UUID memberId) {
    return books.read(memberId).map(book -> book.orElseThrow(MemberGoneException::new).pauses());
  }

  /// Pauses one habit or all of them. Days already recorded in the range no longer count as held or
  /// missed.
  ///
  /// @param habitId null for every habit
  /// @param to inclusive; null for an open end
  public Uni<Outcome<Pause>> pause(
      UUID memberId, UUID id, UUID habitId, LocalDate from, LocalDate to) {
    return books.change(
        memberId,
        edit -> {
          if (habitId != null && edit.habit(habitId).isEmpty()) {
            return Outcome.refused(new HabitRefusal.UnknownHabit(habitId));
          }
          if (to != null && to.isBefore(from)) {
            return Outcome.refused(new HabitRefusal.EndBeforeStart(from, to));
          }
          Pause pause = new Pause(id, habitId, new DateRange(from, to));
          Optional<Pause> existing =
              edit.pauses().stream().filter(other -> other.id().equals(id)).findFirst();
          if (existing.isPresent()) {
            return existing.get().equals(pause)
                ? Outcome.done(pause)
                : Outcome.refused(new HabitRefusal.IdTaken(id));
          }
          if (edit.pauses().size() >= MAX_PAUSES) {
            return Outcome.refused(new HabitRefusal.TooManyPauses(MAX_PAUSES));
          }
          edit.pause(pause);
          return Outcome.done(pause);
        });
  }

  /// Removes a pause. Streaks are recomputed as if it had never existed.
  public Uni<Outcome<UUID>> resume(UUID memberId, UUID pauseId) {
    return books.change(
        memberId,
        edit ->
            edit.resume(pauseId)
                ? Outcome.done(pauseId)
                : Outcome.refused(new HabitRefusal.UnknownPause(pauseId)));
  }

  private static Uni<Outcome<Habit>> refused(Refusal refusal) {
    return Uni.createFrom().item(Outcome.refused(refusal));
  }
}
