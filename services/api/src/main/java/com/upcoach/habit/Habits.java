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
  public static final int MOST_HABITS = 200;

  /// Maximum number of pauses per member.
  public static final int MOST_PAUSES = 500;

  /// Default order of a list of habits.
  static final SortOrder<HabitSort> USUAL = SortOrder.of(HabitSort.ID);

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Books books;
  private final HabitStore store;

  public Habits(Books books, HabitStore store) {
    this.books = books;
    this.store = store;
  }

  public Uni<Outcome<Habit>> find(UUID memberId, UUID habitId) {
    return store
        .find(memberId, habitId)
        .map(
            found ->
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new HabitRefusal.UnknownHabit(habitId))));
  }

  /// Reads a page of the member's habits.
  ///
  /// In the default order only the page is read. In any other order all habits are read and sorted
  /// here: the database would have to read all of them too, and there are at most [#MAX_HABITS].
  Uni<Page<Habit>> list(
      UUID memberId, HabitStore.Which which, SortOrder<HabitSort> order, PageRequest listing) {
    if (order.equals(USUAL)) {
      UUID after = listing.after().map(Cursor::id).orElse(BEFORE_ALL);
      return store
          .page(memberId, which, after, listing.most())
          .map(rows -> listing.page(rows, order.by()::place));
    }
    return store
        .all(memberId, which)
        .map(all -> listing.cut(all, order.descending(), order.by()::place));
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
          Optional<Habit> there = edit.habit(id);
          LocalDate start = there.map(Habit::start).orElseGet(edit::today);
          Habit habit = draft.appliedTo(blank(id, start, edit));
          if (there.isPresent()) {
            return sameDefinition(there.get(), habit)
                ? Outcome.done(there.get())
                : Outcome.refused(new HabitRefusal.IdTaken(id));
          }
          if (edit.habitCount() >= MOST_HABITS) {
            return Outcome.refused(new HabitRefusal.TooManyHabits(MOST_HABITS));
          }
          Optional<Refusal> wrong = wrongIn(habit, Ledger.EMPTY);
          if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
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

  private static boolean sameDefinition(Habit there, Habit sent) {
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
            there.revision(),
            there.createdAt())
        .equals(there);
  }

  /// Changes a habit and recomputes its streaks and points from everything recorded.
  ///
  /// @param seen tells whether the current habit is the version that the caller read. It is checked
  ///     under the write lock of the book.
  public Uni<Outcome<Habit>> change(
      UUID memberId, UUID habitId, HabitChange change, Predicate<Habit> seen) {
    return books.changeReading(
        memberId,
        edit -> {
          Optional<Habit> there = edit.habit(habitId);
          if (there.isEmpty()) {
            return refused(new HabitRefusal.UnknownHabit(habitId));
          }
          if (!seen.test(there.get())) {
            return refused(new HabitRefusal.Changed());
          }
          Habit changed = change.appliedTo(there.get());
          Ledger ledger = edit.book().page(habitId).orElseThrow().ledger();
          Optional<Refusal> wrong = wrongIn(changed, ledger);
          if (wrong.isPresent()) {
            return refused(wrong.get());
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

  private static Optional<Refusal> wrongIn(Habit habit, Ledger ledger) {
    if (habit.kind() == Kind.DO && habit.target() <= 0) {
      return Optional.of(new HabitRefusal.NoTarget());
    }
    if (habit.end() != null && habit.end().isBefore(habit.start())) {
      return Optional.of(new HabitRefusal.EndBeforeStart(habit.start(), habit.end()));
    }
    boolean before = ledger.first().filter(day -> day.isBefore(habit.start())).isPresent();
    boolean after =
        habit.end() != null && ledger.last().filter(day -> day.isAfter(habit.end())).isPresent();
    return before || after
        ? Optional.of(
            new HabitRefusal.CheckInsOutside(
                ledger.first().orElseThrow(), ledger.last().orElseThrow()))
        : Optional.empty();
  }

  /// Removes a habit with everything recorded for it. Archiving keeps the record.
  ///
  /// @param seen as in [#change]
  public Uni<Outcome<UUID>> remove(UUID memberId, UUID habitId, Predicate<Habit> seen) {
    return books.change(
        memberId,
        edit -> {
          Optional<Habit> there = edit.habit(habitId);
          if (there.isEmpty()) {
            return Outcome.refused(new HabitRefusal.UnknownHabit(habitId));
          }
          if (!seen.test(there.get())) {
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
          Optional<Pause> there =
              edit.pauses().stream().filter(one -> one.id().equals(id)).findFirst();
          if (there.isPresent()) {
            return there.get().equals(pause)
                ? Outcome.done(pause)
                : Outcome.refused(new HabitRefusal.IdTaken(id));
          }
          if (edit.pauses().size() >= MOST_PAUSES) {
            return Outcome.refused(new HabitRefusal.TooManyPauses(MOST_PAUSES));
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
