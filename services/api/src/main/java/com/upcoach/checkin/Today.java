package com.upcoach.checkin;

import com.upcoach.book.Book;
import com.upcoach.book.Habit;
import com.upcoach.edge.Caller;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Rules;
import com.upcoach.streak.Streaks;
import com.upcoach.streak.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/// The member's day: its habits, their states and their streaks.
@ApplicationScoped
public class Today {

    private final TodayStore store;
    private final Clock clock;

    public Today(TodayStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// One habit on the day.
    ///
    /// @param amount recorded that day; null where nothing is
    /// @param note of that day; null where there is none
    public record Entry(
            Habit habit, DayExplained state, Double amount, String note, Summary summary) {}

    /// The day and its habits, the oldest habit first.
    public record View(LocalDate day, String zone, List<Entry> entries) {}

    /// The day that it is on the caller's wall.
    public Uni<View> of(Caller caller) {
        LocalDate today = caller.dayAt(clock.instant());
        return store.read(caller.memberId(), today)
                .map(
                        day ->
                                new View(
                                        today,
                                        caller.wall().zone().getId(),
                                        day.lines().stream()
                                                .map(line -> entry(caller, today, day, line))
                                                .toList()));
    }

    private static Entry entry(
            Caller caller, LocalDate today, TodayStore.Day day, TodayStore.Line line) {
        Rules rules = line.habit().rules(caller.firstWeekday());
        Pauses pauses = Book.pausesOf(day.pauses(), line.habit().id());
        DayExplained state =
                Streaks.explain(rules, line.ledger(), pauses, today, today, today).getFirst();
        return new Entry(
                line.habit(),
                state,
                line.amount(),
                line.note(),
                summary(today, line, rules, pauses));
    }

    /// The stored summary says how things stood on the day it was written. On a later day a streak
    /// may have ended, or grown, without anything being written; the ledger tells.
    private static Summary summary(
            LocalDate today, TodayStore.Line line, Rules rules, Pauses pauses) {
        return line.summary().asOf().equals(today)
                ? line.summary()
                : Streaks.summarise(rules, line.ledger(), pauses, today);
    }
}
