package com.upcoach.streak;

import java.util.Arrays;

/// The days held by [Schedule.TimesInDays], as Loop Habit Tracker counts them
/// (github.com/iSoron/uhabits): wherever `n` days with the target met lie within `days` days, the
/// `days` days from the first of them on are an interval.
///
/// Intervals are worked from the newest back. One that overlaps the next newer one slides towards
/// the past until the two just touch, at most until its own `n`-th day is its last.
final class Intervals {

    private Intervals() {}

    /// For each day whether an interval covers it.
    static boolean[] covering(HabitDays habitDays, Schedule.TimesInDays schedule) {
        boolean[] covered = new boolean[habitDays.codes.length];
        int[] met = metDaysNewestFirst(habitDays);
        // Intervals are equally long, and each one ends before the next newer one ends. So what an
        // interval adds lies below the newer one's first day, and each day is written once.
        int newerBegin = Integer.MAX_VALUE;
        for (int i = schedule.n() - 1; i < met.length; i++) {
            int begin = met[i];
            int nth = met[i - schedule.n() + 1];
            if (nth - begin >= schedule.days()) {
                continue;
            }
            int end = begin + schedule.days() - 1;
            if (end >= newerBegin) {
                end = Math.max(nth, newerBegin - 1);
                begin = end - schedule.days() + 1;
            }
            int last = Math.min(Math.min(end, newerBegin - 1), covered.length - 1);
            if (last >= 0) {
                Arrays.fill(covered, Math.max(0, begin), last + 1, true);
            }
            newerBegin = begin;
        }
        return covered;
    }

    private static int[] metDaysNewestFirst(HabitDays habitDays) {
        int[] met = new int[habitDays.codes.length];
        int count = 0;
        for (int i = met.length - 1; i >= 0; i--) {
            if (habitDays.met(i)) {
                met[count++] = i;
            }
        }
        return Arrays.copyOf(met, count);
    }
}
