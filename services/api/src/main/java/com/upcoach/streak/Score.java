package com.upcoach.streak;

/// The score of a habit, 0 to 1: how steadily it is held, by daily exponential smoothing as in Loop
/// Habit Tracker.
///
/// `s = m·s + (1−m)·v` with `m = 0.5^(√f / 13)`, where f is the schedule's frequency in times per
/// day and v is the held share of the schedule's period, at most 1. The period is a rolling window
/// over the last days that were neither skipped nor paused. The score ignores such days, so a pause
/// never lowers it.
final class Score {

  private static final double HALVING = 13;

  private final HabitDays days;
  private final boolean[] scheduled;
  private final int windowDays;

  /// The required times in a window of a flexible schedule; 0 for schedules of fixed days.
  private final int times;

  private final double memory;

  private Score(Rules rules, HabitDays days) {
    Schedule schedule = rules.schedule();
    this.days = days;
    this.scheduled = days.scheduled(schedule);
    this.windowDays = windowDays(schedule);
    this.times = times(schedule);
    this.memory = Math.pow(0.5, Math.sqrt(timesADay(schedule)) / HALVING);
  }

  /// The score after today, or after the habit's last day.
  static double of(Rules rules, HabitDays days) {
    return new Score(rules, days).smooth();
  }

  /// The last day that counts. A day that is still open must not lower the score: today counts once
  /// its target is met.
  private int lastIndex() {
    int last = Math.min(days.codes.length - 1, days.today);
    return last == days.today && last >= 0 && !days.met(last) ? last - 1 : last;
  }

  private double smooth() {
    double score = 0;
    int shares = 0;
    int scheduledTimes = 0;
    int inWindow = 0;
    int oldest = 0;
    int last = lastIndex();
    for (int i = 0; i <= last; i++) {
      if (days.neutral(i)) {
        continue;
      }
      shares += share(i);
      scheduledTimes += scheduled[i] ? 1 : 0;
      if (++inWindow > windowDays) {
        while (days.neutral(oldest)) {
          oldest++;
        }
        shares -= share(oldest);
        scheduledTimes -= scheduled[oldest] ? 1 : 0;
        oldest++;
        inWindow--;
      }
      int required = times > 0 ? times : scheduledTimes;
      if (required > 0) {
        double held = Math.min(1, shares / (double) (Mark.FULL * required));
        score = memory * score + (1 - memory) * held;
      }
    }
    return score;
  }

  /// The share of a day in half percents. An unlogged day counts only if it is scheduled: otherwise
  /// resting days would compensate for days over the limit.
  private int share(int index) {
    int code = days.code(index);
    if (code == HabitDays.UNLOGGED_HELD) {
      return scheduled[index] ? Mark.FULL : 0;
    }
    return Math.max(0, code - 1);
  }

  private static int windowDays(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Daily _ -> 1;
      case Schedule.Weekdays _, Schedule.TimesPerWeek _ -> 7;
      case Schedule.EveryNDays(int n) -> n;
      case Schedule.TimesInDays(int _, int days) -> days;
    };
  }

  private static int times(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Daily _, Schedule.Weekdays _, Schedule.EveryNDays _ -> 0;
      case Schedule.TimesPerWeek(int n) -> n;
      case Schedule.TimesInDays(int n, int _) -> n;
    };
  }

  private static double timesADay(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Daily _ -> 1;
      case Schedule.Weekdays(var weekdays) -> weekdays.size() / 7.0;
      case Schedule.EveryNDays(int n) -> 1.0 / n;
      case Schedule.TimesPerWeek(int n) -> n / 7.0;
      case Schedule.TimesInDays(int n, int days) -> (double) n / days;
    };
  }
}
