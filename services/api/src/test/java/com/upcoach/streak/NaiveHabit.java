package com.upcoach.streak;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Set;

/// A habit with its history in the plainest form there is: what the oracles compute from.
///
/// Shares only the records and enums of the rules with the code under test.
///
/// @param today the day as of which it is seen; null where all that is recorded counts
record NaiveHabit(
        Rules rules,
        Map<LocalDate, Double> amounts,
        Set<LocalDate> skips,
        Set<LocalDate> pausedDays,
        LocalDate today) {

    boolean beforeStart(LocalDate day) {
        return day.isBefore(rules.start());
    }

    boolean afterEnd(LocalDate day) {
        return rules.end() != null && day.isAfter(rules.end());
    }

    boolean alive(LocalDate day) {
        return !beforeStart(day) && !afterEnd(day);
    }

    boolean paused(LocalDate day) {
        return alive(day) && pausedDays.contains(day);
    }

    boolean skipped(LocalDate day) {
        return alive(day) && !paused(day) && seen(day) && skips.contains(day);
    }

    boolean neutral(LocalDate day) {
        return paused(day) || skipped(day);
    }

    boolean finished(LocalDate day) {
        return today != null && day.isBefore(today);
    }

    boolean recorded(LocalDate day) {
        return alive(day) && !neutral(day) && seen(day) && amounts.containsKey(day);
    }

    boolean metByCheckIn(LocalDate day) {
        if (!recorded(day)) {
            return false;
        }
        return rules.kind() == Kind.DO
                ? amounts.get(day) >= rules.target()
                : amounts.get(day) <= rules.target();
    }

    boolean metUnlogged(LocalDate day) {
        return rules.kind() == Kind.LIMIT
                && rules.unlogged() == Unlogged.HELD
                && alive(day)
                && !neutral(day)
                && finished(day)
                && !recorded(day);
    }

    boolean met(LocalDate day) {
        return metByCheckIn(day) || metUnlogged(day);
    }

    /// The share of the target recorded on the day, in half percents.
    int share(LocalDate day) {
        if (!recorded(day)) {
            return 0;
        }
        if (metByCheckIn(day)) {
            return 200;
        }
        double amount = amounts.get(day);
        double target = rules.target();
        if (rules.kind() == Kind.DO) {
            return (int) Math.min(199, Math.floor(200 * amount / target));
        }
        if (target == 0 || amount >= 2 * target) {
            return 0;
        }
        return (int) Math.min(199, Math.floor(200 * (2 - amount / target)));
    }

    boolean asked(LocalDate day) {
        return switch (rules.schedule()) {
            case Schedule.Weekdays(var days) -> days.contains(day.getDayOfWeek());
            case Schedule.EveryNDays(int n) -> ChronoUnit.DAYS.between(rules.start(), day) % n == 0;
            case Schedule.Daily _, Schedule.TimesPerWeek _, Schedule.TimesInDays _ -> true;
        };
    }

    static LocalDate weekStart(LocalDate day, DayOfWeek first) {
        return day.with(TemporalAdjusters.previousOrSame(first));
    }

    private boolean seen(LocalDate day) {
        return today == null || !day.isAfter(today);
    }
}
