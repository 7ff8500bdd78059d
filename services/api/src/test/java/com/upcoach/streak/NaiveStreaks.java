package com.upcoach.streak;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A test oracle for states, runs and score: a second, naive implementation of the rules.
final class NaiveStreaks {

  /// An interval, by places among the days that count.
  private record Interval(int begin, int center, int end) {}

  private record Period(LocalDate from, LocalDate to, DayState state) {}

  private NaiveStreaks() {}

  static List<DayExplained> explain(NaiveHabit habit, LocalDate from, LocalDate to) {
    Set<LocalDate> inIntervals = daysInIntervals(habit);
    List<DayExplained> explained = new ArrayList<>();
    for (LocalDate day = from;
        !day.isAfter(to) && !day.isAfter(habit.today());
        day = day.plusDays(1)) {
      explained.add(new DayExplained(day, rule(habit, day, inIntervals)));
    }
    return explained;
  }

  private static DayRule rule(NaiveHabit habit, LocalDate day, Set<LocalDate> inIntervals) {
    if (habit.beforeStart(day)) {
      return DayRule.BEFORE_START;
    }
    if (habit.afterEnd(day)) {
      return DayRule.AFTER_END;
    }
    if (habit.paused(day)) {
      return DayRule.PAUSED;
    }
    if (habit.skipped(day)) {
      return DayRule.SKIPPED_BY_MEMBER;
    }
    if (habit.notInZone(day)) {
      return DayRule.NOT_IN_ZONE;
    }
    if (!habit.asked(day)) {
      return habit.recorded(day) ? DayRule.EXTRA_ON_RESTING_DAY : DayRule.NOT_SCHEDULED;
    }
    if (habit.metUnlogged(day)) {
      return DayRule.UNLOGGED_LIMIT_HELD;
    }
    boolean limit = habit.rules().kind() == Kind.LIMIT;
    if (habit.met(day)) {
      return limit ? DayRule.WITHIN_LIMIT : DayRule.TARGET_MET;
    }
    boolean open = day.equals(habit.today());
    return switch (habit.rules().schedule()) {
      case Schedule.Daily _, Schedule.Weekdays _, Schedule.EveryNDays _ -> {
        if (open && !(limit && habit.recorded(day))) {
          yield DayRule.DAY_STILL_OPEN;
        }
        if (!habit.recorded(day)) {
          yield DayRule.UNLOGGED;
        }
        yield limit ? DayRule.OVER_LIMIT : DayRule.BELOW_TARGET;
      }
      case Schedule.TimesPerWeek(int n) -> {
        DayState week = week(habit, day, n).state();
        yield week == DayState.HELD
            ? DayRule.WEEK_HELD_WITHOUT_THIS_DAY
            : week == DayState.MISSED ? DayRule.WEEK_MISSED : DayRule.WEEK_STILL_OPEN;
      }
      case Schedule.TimesInDays _ -> {
        if (inIntervals.contains(day)) {
          yield DayRule.WITHIN_INTERVAL;
        }
        yield open ? DayRule.DAY_STILL_OPEN : DayRule.OUTSIDE_INTERVALS;
      }
    };
  }

  private static Period week(NaiveHabit habit, LocalDate day, int n) {
    LocalDate first = NaiveHabit.weekStart(day, habit.rules().firstWeekday());
    List<LocalDate> life = new ArrayList<>();
    int free = 0;
    int met = 0;
    for (LocalDate d = first; d.isBefore(first.plusDays(7)); d = d.plusDays(1)) {
      if (habit.alive(d)) {
        life.add(d);
      }
      if (!habit.alive(d) || habit.neutral(d)) {
        free++;
      } else if (habit.met(d)) {
        met++;
      }
    }
    int required = (int) Math.ceil(n * (7 - free) / 7.0);
    LocalDate to = life.getLast();
    DayState state =
        required == 0
            ? DayState.SKIPPED
            : met >= required
                ? DayState.HELD
                : habit.finished(to) ? DayState.MISSED : DayState.PENDING;
    return new Period(life.getFirst(), to, state);
  }

  static Set<LocalDate> daysInIntervals(NaiveHabit habit) {
    Set<LocalDate> days = new HashSet<>();
    if (habit.rules().schedule() instanceof Schedule.TimesInDays(int n, int window)) {
      List<LocalDate> counted = countedDays(habit);
      for (Interval interval : intervals(habit, counted, n, window)) {
        for (int place = interval.begin(); place <= interval.end(); place++) {
          if (place >= 0 && place < counted.size()) {
            days.add(counted.get(place));
          }
        }
      }
    }
    return days;
  }

  /// The days that are neither skipped, paused nor missing in the time zone. The range suffices for
  /// every history, and ends within each open-ended pause.
  private static List<LocalDate> countedDays(NaiveHabit habit) {
    LocalDate start = habit.rules().start();
    return start.datesUntil(start.plusDays(500)).filter(day -> !habit.neutral(day)).toList();
  }

  private static List<Interval> intervals(
      NaiveHabit habit, List<LocalDate> counted, int n, int window) {
    List<Integer> newestFirst = metDays(habit).reversed().stream().map(counted::indexOf).toList();
    List<Interval> intervals = new ArrayList<>();
    for (int i = n - 1; i < newestFirst.size(); i++) {
      int begin = newestFirst.get(i);
      int center = newestFirst.get(i - n + 1);
      if (center - begin < window) {
        intervals.add(new Interval(begin, center, begin + window - 1));
      }
    }
    for (int i = 1; i < intervals.size(); i++) {
      Interval next = intervals.get(i - 1);
      Interval curr = intervals.get(i);
      int gapNextToCurrent = curr.end() - next.begin();
      int gapCenterToEnd = curr.end() - curr.center();
      if (gapNextToCurrent >= 0) {
        int shift = Math.min(gapCenterToEnd, gapNextToCurrent + 1);
        intervals.set(i, new Interval(curr.begin() - shift, curr.center(), curr.end() - shift));
      }
    }
    return intervals;
  }

  private static List<LocalDate> metDays(NaiveHabit habit) {
    Set<LocalDate> candidates = new HashSet<>(habit.amounts().keySet());
    if (habit.today() != null) {
      habit
          .rules()
          .start()
          .datesUntil(max(habit.rules().start(), habit.today()))
          .forEach(candidates::add);
    }
    return candidates.stream().filter(habit::met).sorted().toList();
  }

  static List<Run> runs(NaiveHabit habit) {
    List<Run> runs = new ArrayList<>();
    List<Period> held = new ArrayList<>();
    for (Period period : periods(habit)) {
      if (period.state() == DayState.HELD) {
        held.add(period);
      }
      if (period.state() == DayState.MISSED) {
        addRun(habit, held, runs);
      }
    }
    addRun(habit, held, runs);
    return runs;
  }

  static Run current(NaiveHabit habit) {
    List<Period> backwards = periods(habit).reversed();
    int missed = backwards.stream().map(Period::state).toList().indexOf(DayState.MISSED);
    List<Period> since = missed < 0 ? backwards : backwards.subList(0, missed);
    List<Run> runs = new ArrayList<>();
    addRun(
        habit,
        new ArrayList<>(since.reversed().stream().filter(p -> p.state() == DayState.HELD).toList()),
        runs);
    return runs.isEmpty() ? null : runs.getFirst();
  }

  static Run longest(NaiveHabit habit) {
    Run longest = null;
    for (Run run : runs(habit).reversed()) {
      if (longest == null || run.length() > longest.length()) {
        longest = run;
      }
    }
    return longest;
  }

  private static void addRun(NaiveHabit habit, List<Period> held, List<Run> runs) {
    if (!held.isEmpty()) {
      boolean weekly = habit.rules().schedule() instanceof Schedule.TimesPerWeek;
      runs.add(
          new Run(
              held.size(),
              weekly ? StreakUnit.WEEK : StreakUnit.DAY,
              held.getFirst().from(),
              held.getLast().to()));
      held.clear();
    }
  }

  private static List<Period> periods(NaiveHabit habit) {
    List<Period> periods = new ArrayList<>();
    LocalDate start = habit.rules().start();
    if (habit.rules().schedule() instanceof Schedule.TimesPerWeek(int n)) {
      LocalDate day = start;
      while (!day.isAfter(habit.today()) && habit.alive(day)) {
        periods.add(week(habit, day, n));
        day = NaiveHabit.weekStart(day, habit.rules().firstWeekday()).plusDays(7);
      }
      return periods;
    }
    for (DayExplained day : explain(habit, start, habit.today())) {
      periods.add(new Period(day.day(), day.day(), day.state()));
    }
    return periods;
  }

  static double score(NaiveHabit habit) {
    Schedule schedule = habit.rules().schedule();
    double timesADay =
        switch (schedule) {
          case Schedule.Daily _ -> 1;
          case Schedule.Weekdays(var days) -> days.size() / 7.0;
          case Schedule.EveryNDays(int n) -> 1.0 / n;
          case Schedule.TimesPerWeek(int n) -> n / 7.0;
          case Schedule.TimesInDays(int n, int days) -> n / (double) days;
        };
    int window =
        switch (schedule) {
          case Schedule.Daily _ -> 1;
          case Schedule.Weekdays _, Schedule.TimesPerWeek _ -> 7;
          case Schedule.EveryNDays(int n) -> n;
          case Schedule.TimesInDays(int _, int days) -> days;
        };
    double m = Math.exp(-Math.log(2) * Math.sqrt(timesADay) / 13);
    double score = 0;
    List<LocalDate> active = new ArrayList<>();
    LocalDate day = habit.rules().start();
    while (!day.isAfter(habit.today()) && habit.alive(day)) {
      boolean counts = !day.equals(habit.today()) || habit.met(day);
      if (counts && !habit.neutral(day)) {
        active.add(day);
        Double v = heldShare(habit, active.reversed().stream().limit(window).toList());
        score = v == null ? score : m * score + (1 - m) * v;
      }
      day = day.plusDays(1);
    }
    return score;
  }

  /// The held share of the window's scheduled days; null without scheduled days.
  private static Double heldShare(NaiveHabit habit, List<LocalDate> window) {
    long required =
        switch (habit.rules().schedule()) {
          case Schedule.TimesPerWeek(int n) -> n;
          case Schedule.TimesInDays(int n, int _) -> n;
          case Schedule.Daily _, Schedule.Weekdays _, Schedule.EveryNDays _ ->
              window.stream().filter(habit::asked).count();
        };
    double done = 0;
    for (LocalDate day : window) {
      boolean heldUnlogged = habit.metUnlogged(day) && habit.asked(day);
      done += heldUnlogged ? 1 : habit.share(day) / 200.0;
    }
    return required == 0 ? null : Math.min(1, done / required);
  }

  private static LocalDate max(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
