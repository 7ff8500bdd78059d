package com.upcoach.streak;

import java.util.Arrays;

/// The days held by [Schedule.TimesInDays], as Loop Habit Tracker counts them
/// (github.com/iSoron/uhabits): wherever `n` days with the target met lie within `days` days, the
/// `days` days from the first of them on are an interval.
///
/// Skipped and paused days, and dates missing in the time zone, are treated as absent. An interval
/// reaches across such days and is longer on the calendar.
///
/// Intervals are computed from the newest back. An interval that overlaps the next newer one slides
/// towards the past until the two just touch, at most until its own `n`-th day is its last.
final class Intervals {

  private Intervals() {}

  /// For each day whether an interval covers it; never for a day that does not count.
  static boolean[] covering(HabitDays habitDays, Schedule.TimesInDays schedule) {
    int[] counted = habitDays.counted();
    boolean[] coveredCounted = covering(habitDays, counted, schedule);
    if (counted.length == habitDays.codes.length) {
      return coveredCounted;
    }
    boolean[] covered = new boolean[habitDays.codes.length];
    for (int place = 0; place < counted.length; place++) {
      covered[counted[place]] = coveredCounted[place];
    }
    return covered;
  }

  /// The same, indexed by place among the days that count.
  ///
  /// @param counted the indexes of those days, in order
  private static boolean[] covering(
      HabitDays habitDays, int[] counted, Schedule.TimesInDays schedule) {
    boolean[] covered = new boolean[counted.length];
    int[] newestFirst = new int[covered.length];
    int met = 0;
    // Intervals are equally long, and each ends before the next newer one ends. So an interval only
    // adds days before the newer one's first day, and each day is written once.
    int newerBegin = Integer.MAX_VALUE;
    for (int day = covered.length - 1; day >= 0; day--) {
      if (!habitDays.met(counted[day])) {
        continue;
      }
      newestFirst[met++] = day;
      if (met < schedule.n()) {
        continue;
      }
      int nth = newestFirst[met - schedule.n()];
      if (nth - day >= schedule.days()) {
        continue;
      }
      int begin = shiftedBegin(day, nth, schedule.days(), newerBegin);
      int until = Math.min(Math.min(begin + schedule.days(), newerBegin), covered.length);
      if (until > 0) {
        Arrays.fill(covered, Math.max(0, begin), until, true);
      }
      newerBegin = begin;
    }
    return covered;
  }

  /// The first day of the interval over `begin`..`nth` after it has slid off the next newer one.
  private static int shiftedBegin(int begin, int nth, int length, int newerBegin) {
    int end = begin + length - 1;
    return end < newerBegin ? begin : Math.max(nth, newerBegin - 1) - length + 1;
  }
}
