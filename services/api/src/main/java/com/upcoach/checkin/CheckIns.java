package com.upcoach.checkin;

import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.edge.Cursor;
import com.upcoach.edge.Listing;
import com.upcoach.edge.Page;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.streak.Kind;
import com.upcoach.streak.WallClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The door to check-ins.
@ApplicationScoped
public class CheckIns {

    private final Books books;
    private final CheckInStore store;

    public CheckIns(Books books, CheckInStore store) {
        this.books = books;
        this.store = store;
    }

    /// Records a day. Answered once it is durable, with streak and points already counted.
    public Uni<Outcome<CheckIn>> put(UUID memberId, Operation.Put operation) {
        return books.change(memberId, edit -> applied(edit, operation));
    }

    /// Takes back what a day holds.
    public Uni<Outcome<LocalDate>> delete(UUID memberId, Operation.Delete operation) {
        return books.change(
                memberId,
                edit -> {
                    if (edit.habit(operation.habitId()).isEmpty()) {
                        return Outcome.refused(
                                new CheckInRefusal.UnknownHabit(operation.habitId()));
                    }
                    return edit.undo(operation.habitId(), operation.day())
                            ? Outcome.done(operation.day())
                            : Outcome.refused(new CheckInRefusal.NothingRecorded(operation.day()));
                });
    }

    public Uni<Outcome<CheckIn>> find(UUID memberId, UUID habitId, LocalDate day) {
        return store.find(List.of(new CheckInStore.Key(memberId, habitId, day)))
                .map(
                        found ->
                                found.getFirst()
                                        .map(Outcome::done)
                                        .orElseGet(
                                                () ->
                                                        Outcome.refused(
                                                                new CheckInRefusal.NothingRecorded(
                                                                        day))));
    }

    /// A page of the check-ins of a habit.
    ///
    /// @param wanted of all its pages, and one more than the page holds
    Uni<Outcome<Page<CheckIn>>> list(
            CheckInStore.PageKey wanted, boolean newestFirst, Listing listing) {
        CheckInStore.PageKey rest =
                listing.after().map(last -> wanted.behind(last.day(), newestFirst)).orElse(wanted);
        return store.pages(List.of(rest), newestFirst)
                .map(
                        found ->
                                found.getFirst()
                                        .map(
                                                rows ->
                                                        Outcome.done(
                                                                listing.page(
                                                                        rows, CheckIns::place)))
                                        .orElseGet(
                                                () ->
                                                        Outcome.refused(
                                                                new CheckInRefusal.UnknownHabit(
                                                                        wanted.habitId()))));
    }

    static Cursor place(CheckIn checkIn) {
        return Cursor.at(checkIn.day(), checkIn.habitId());
    }

    /// Applies one operation to a book on its way.
    static Outcome<CheckIn> applied(BookEdit edit, Operation.Put put) {
        Optional<Habit> found = edit.habit(put.habitId());
        if (found.isEmpty()) {
            return Outcome.refused(new CheckInRefusal.UnknownHabit(put.habitId()));
        }
        Habit habit = found.get();
        Optional<Refusal> refusal = dayOutside(habit, put.day(), edit.today());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        WallClock wall = edit.book().wall();
        CheckIn checkIn =
                new CheckIn(
                        habit.id(),
                        put.day(),
                        put.amount().orElseGet(() -> usualAmount(habit, put.skipped())),
                        put.note(),
                        put.skipped(),
                        edit.now().truncatedTo(ChronoUnit.MILLIS),
                        wall.zone().getId(),
                        wall.dayStart());
        edit.record(checkIn);
        return Outcome.done(checkIn);
    }

    private static double usualAmount(Habit habit, boolean skipped) {
        return skipped || habit.kind() == Kind.LIMIT ? 0 : habit.target();
    }

    private static Optional<Refusal> dayOutside(Habit habit, LocalDate day, LocalDate today) {
        if (day.isAfter(today)) {
            return Optional.of(new CheckInRefusal.DayInFuture(day, today));
        }
        if (day.isBefore(habit.start())) {
            return Optional.of(new CheckInRefusal.DayBeforeStart(day, habit.start()));
        }
        if (habit.end() != null && day.isAfter(habit.end())) {
            return Optional.of(new CheckInRefusal.DayAfterEnd(day, habit.end()));
        }
        return Optional.empty();
    }
}
