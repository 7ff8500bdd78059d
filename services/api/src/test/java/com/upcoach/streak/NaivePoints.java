package com.upcoach.streak;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A test oracle for points: a second, naive implementation of the rules.
final class NaivePoints {

  private NaivePoints() {}

  static SortedMap<LocalDate, Integer> allWeeks(NaiveHabit asOfToday) {
    NaiveHabit habit = regardlessOfToday(asOfToday);
    Set<LocalDate> inIntervals = NaiveStreaks.daysInIntervals(habit);
    Set<LocalDate> mondays = new HashSet<>();
    for (LocalDate day : habit.amounts().keySet()) {
      mondays.add(NaiveHabit.weekStart(day, DayOfWeek.MONDAY));
      if (habit.rules().schedule() instanceof Schedule.EveryNDays(int n)) {
        day.datesUntil(day.plusDays(n))
            .forEach(d -> mondays.add(NaiveHabit.weekStart(d, DayOfWeek.MONDAY)));
      }
    }
    inIntervals.forEach(d -> mondays.add(NaiveHabit.weekStart(d, DayOfWeek.MONDAY)));
    SortedMap<LocalDate, Integer> points = new TreeMap<>();
    for (LocalDate monday : mondays) {
      int earned = ofWeek(habit, inIntervals, monday);
      if (earned > 0) {
        points.put(monday, earned);
      }
    }
    return points;
  }

  static int ofWeek(NaiveHabit asOfToday, LocalDate monday) {
    NaiveHabit habit = regardlessOfToday(asOfToday);
    return ofWeek(habit, NaiveStreaks.daysInIntervals(habit), monday);
  }

  private static NaiveHabit regardlessOfToday(NaiveHabit habit) {
    return new NaiveHabit(habit.rules(), habit.amounts(), habit.skips(), habit.pausedDays(), null);
  }

  private static int ofWeek(NaiveHabit habit, Set<LocalDate> inIntervals, LocalDate monday) {
    List<LocalDate> week = monday.datesUntil(monday.plusDays(7)).toList();
    double counted = week.stream().filter(d -> counts(habit, d)).count();
    double earned =
        week.stream().filter(d -> counts(habit, d) && earns(habit, inIntervals, d)).count();
    if (counted == 0) {
      return 0;
    }
    double required =
        switch (habit.rules().schedule()) {
          case Schedule.TimesPerWeek(int n) ->
              Math.max(Math.ceil(n * counted / 7), Math.ceil(n / 2.0));
          case Schedule.Weekdays(var days) -> Math.max(counted, Math.ceil(days.size() / 2.0));
          case Schedule.Daily _, Schedule.EveryNDays _, Schedule.TimesInDays _ ->
              Math.max(counted, 4);
        };
    return (int) Math.floor(100 * Math.min(1, earned / required) + 0.5);
  }

  private static boolean counts(NaiveHabit habit, LocalDate day) {
    if (!habit.alive(day)) {
      return !(habit.rules().schedule() instanceof Schedule.Weekdays) || habit.asked(day);
    }
    if (habit.neutral(day)) {
      return false;
    }
    return switch (habit.rules().schedule()) {
      case Schedule.Weekdays _ -> habit.asked(day);
      case Schedule.EveryNDays _ -> !habit.neutral(scheduledDay(habit, day));
      case Schedule.Daily _, Schedule.TimesPerWeek _, Schedule.TimesInDays _ -> true;
    };
  }

  private static boolean earns(NaiveHabit habit, Set<LocalDate> inIntervals, LocalDate day) {
    if (!habit.alive(day)) {
      return false;
    }
    return switch (habit.rules().schedule()) {
      case Schedule.EveryNDays _ -> habit.met(scheduledDay(habit, day));
      case Schedule.TimesInDays _ -> habit.met(day) || inIntervals.contains(day);
      case Schedule.Daily _, Schedule.Weekdays _, Schedule.TimesPerWeek _ -> habit.met(day);
    };
  }

  /// The latest scheduled day that is not after `day`.
  private static LocalDate scheduledDay(NaiveHabit habit, LocalDate day) {
    LocalDate scheduled = day;
    while (!habit.asked(scheduled)) {
      scheduled = scheduled.minusDays(1);
    }
    return scheduled;
  }
}
