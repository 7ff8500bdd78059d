package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Rules;
import com.upcoach.streak.WallClock;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// All that decides a member's streaks and points, as it stood at one revision.
///
/// @param revision of the latest change that this book includes
/// @param pages by habit id, oldest habit first
public record Book(
        UUID memberId,
        long revision,
        WallClock wall,
        DayOfWeek firstWeekday,
        Map<UUID, Page> pages,
        List<Pause> pauses) {

    /// One habit and what was recorded for it.
    public record Page(Habit habit, Ledger ledger) {}

    public Optional<Page> page(UUID habitId) {
        return Optional.ofNullable(pages.get(habitId));
    }

    /// The pauses that cover a habit.
    public Pauses pausesOf(UUID habitId) {
        return pausesOf(pauses, habitId);
    }

    /// What decides the states of a habit's days.
    public Rules rulesOf(Habit habit) {
        return habit.rules(firstWeekday);
    }

    /// Those of the pauses that cover a habit.
    public static Pauses pausesOf(List<Pause> pauses, UUID habitId) {
        return Pauses.of(
                pauses.stream().filter(pause -> pause.covers(habitId)).map(Pause::range).toList());
    }
}
