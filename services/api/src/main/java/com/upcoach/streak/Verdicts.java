package com.upcoach.streak;

import java.util.Arrays;

/// Gives each day of a habit's life the [DayRule] that decides it.
final class Verdicts {

    private Verdicts() {}

    /// One verdict for each of `days`.
    static DayRule[] of(Rules rules, HabitDays days) {
        DayRule[] verdicts = byAmount(rules.kind(), days);
        switch (rules.schedule()) {
            case Schedule.Daily _ -> {}
            case Schedule.Weekdays _, Schedule.EveryNDays _ ->
                    restUnasked(verdicts, days, days.asked(rules.schedule()));
            case Schedule.TimesPerWeek(int n) ->
                    judgeWeeks(verdicts, days, new Weeks(rules, n, days));
            case Schedule.TimesInDays inDays ->
                    judgeIntervals(verdicts, days, Intervals.covering(days, inDays));
        }
        return verdicts;
    }

    /// The verdicts of days that are all asked for, each judged by itself.
    private static DayRule[] byAmount(Kind kind, HabitDays days) {
        DayRule met = kind == Kind.DO ? DayRule.TARGET_MET : DayRule.WITHIN_LIMIT;
        DayRule unmet = kind == Kind.DO ? DayRule.BELOW_TARGET : DayRule.OVER_LIMIT;
        DayRule[] ofCode = new DayRule[256];
        Arrays.fill(ofCode, unmet);
        ofCode[Mark.NONE_CODE] = DayRule.UNLOGGED;
        ofCode[Mark.MET_CODE] = met;
        ofCode[HabitDays.UNLOGGED_HELD] = DayRule.UNLOGGED_LIMIT_HELD;
        ofCode[HabitDays.PAUSED] = DayRule.PAUSED;
        ofCode[Mark.SKIPPED_CODE] = DayRule.SKIPPED_BY_MEMBER;

        DayRule[] verdicts = new DayRule[days.codes.length];
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = ofCode[days.code(i)];
        }
        leaveTodayOpen(verdicts, days.today);
        return verdicts;
    }

    /// Today can still be held, unless it is over a limit: a larger amount never mends that.
    private static void leaveTodayOpen(DayRule[] verdicts, int today) {
        if (today < 0 || today >= verdicts.length) {
            return;
        }
        DayRule rule = verdicts[today];
        if (rule == DayRule.UNLOGGED || rule == DayRule.BELOW_TARGET) {
            verdicts[today] = DayRule.DAY_STILL_OPEN;
        }
    }

    private static void restUnasked(DayRule[] verdicts, HabitDays days, boolean[] asked) {
        for (int i = 0; i < verdicts.length; i++) {
            if (!asked[i] && !days.neutral(i)) {
                int code = days.code(i);
                boolean recorded = code != Mark.NONE_CODE && code != HabitDays.UNLOGGED_HELD;
                verdicts[i] = recorded ? DayRule.EXTRA_ON_RESTING_DAY : DayRule.NOT_SCHEDULED;
            }
        }
    }

    private static void judgeWeeks(DayRule[] verdicts, HabitDays days, Weeks weeks) {
        for (int week = 0; week < weeks.count(); week++) {
            DayRule unmet =
                    switch (weeks.state(week)) {
                        case HELD -> DayRule.WEEK_HELD_WITHOUT_THIS_DAY;
                        case MISSED -> DayRule.WEEK_MISSED;
                        case PENDING, SKIPPED, PAUSED, RESTING -> DayRule.WEEK_STILL_OPEN;
                    };
            for (int i = weeks.from(week); i < weeks.until(week); i++) {
                if (!days.met(i) && !days.neutral(i)) {
                    verdicts[i] = unmet;
                }
            }
        }
    }

    private static void judgeIntervals(DayRule[] verdicts, HabitDays days, boolean[] covered) {
        for (int i = 0; i < verdicts.length; i++) {
            if (!days.met(i) && !days.neutral(i)) {
                DayRule uncovered =
                        i == days.today ? DayRule.DAY_STILL_OPEN : DayRule.OUTSIDE_INTERVALS;
                verdicts[i] = covered[i] ? DayRule.WITHIN_INTERVAL : uncovered;
            }
        }
    }
}
