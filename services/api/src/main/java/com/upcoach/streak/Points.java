package com.upcoach.streak;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// The points that a habit earns in one ISO calendar week, Monday to Sunday: 0 to 100 for every
/// schedule, so that leaderboards compare members fairly.
///
/// Points never depend on today: stored points stay exact until the next write. So only recorded
/// days earn points. An unlogged day of a limit habit earns none, and no member earns points by not
/// opening the app.
///
/// A week earns the share of its countable days that are held. Skipped and paused days, and dates
/// missing in the time zone, do not count, but they lower the required days by at most half.
/// Otherwise one good day and six skipped ones would be worth as much as seven good days, and a
/// whole week of rest (0) would be worse than six days of it (100). Days before the habit's start
/// and after its end count as not held.
public final class Points {

  /// The most that a habit earns in a week.
  public static final int FULL_WEEK = 100;

  /// The number of a member's best habits that count.
  public static final int BEST_HABITS = 5;

  private final Rules rules;

  /// For each day whether it earns points: met, neutral, or neither.
  private final HabitDays days;

  private Points(Rules rules, Ledger ledger, Pauses pauses) {
    int last = lastReached(rules, ledger, pauses);
    this.rules = rules;
    this.days = HabitDays.recorded(rules, ledger, pauses, monday(last) + 6);
    switch (rules.schedule()) {
      case Schedule.Daily _, Schedule.Weekdays _, Schedule.TimesPerWeek _ -> {}
      case Schedule.EveryNDays(int n) -> spreadScheduledDays(days, n);
      case Schedule.TimesInDays inDays -> spreadIntervals(days, inDays);
    }
  }

  /// The points of the week that starts on `monday`, 0 to [#FULL_WEEK].
  ///
  /// @throws IllegalArgumentException if `monday` is another weekday, or out of range
  public static int ofWeek(Rules rules, Ledger ledger, Pauses pauses, LocalDate monday) {
    if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw new IllegalArgumentException("monday: " + monday + " is none");
    }
    return new Points(rules, ledger, pauses).ofWeek(EpochDays.of(monday));
  }

  /// The points of every week that earns any, by its Monday; absent weeks earn 0.
  ///
  /// Weeks after today are included where a check-in holds future days.
  public static SortedMap<LocalDate, Integer> allWeeks(Rules rules, Ledger ledger, Pauses pauses) {
    Points points = new Points(rules, ledger, pauses);
    SortedMap<LocalDate, Integer> weeks = new TreeMap<>();
    for (int monday = monday(points.days.first); monday <= points.lastDay(); monday += 7) {
      int earned = points.ofWeek(monday);
      if (earned > 0) {
        weeks.put(EpochDays.date(monday), earned);
      }
    }
    return Collections.unmodifiableSortedMap(weeks);
  }

  /// The weeks whose points differ between two ledgers of a habit, by their Monday, with their
  /// points after the change; 0 where a week no longer earns any.
  ///
  /// It runs on every check-in, so it compares only the weeks that the edit can affect; for
  /// [Schedule.TimesInDays] these include all earlier weeks. After a change of rules or pauses
  /// compare [#allWeeks] before and after instead.
  public static SortedMap<LocalDate, Integer> changes(
      Rules rules, Pauses pauses, Ledger before, Ledger after) {
    SortedMap<LocalDate, Integer> changed = new TreeMap<>();
    DateRange days = before.differenceTo(after).orElse(null);
    if (days == null) {
      return changed;
    }
    int from = Math.max(EpochDays.of(days.from()), EpochDays.of(rules.start()));
    // Intervals slide: an edit can move all earlier intervals.
    boolean reachesBack = rules.schedule() instanceof Schedule.TimesInDays;
    int first = monday(reachesBack ? EpochDays.of(rules.start()) : from);
    Points old = new Points(rules, before, pauses);
    Points renewed = new Points(rules, after, pauses);
    // A skip can push the end of an interval over later skips and pauses.
    int last =
        reachesBack
            ? Math.max(old.lastDay(), renewed.lastDay())
            : EpochDays.of(days.to()) + reach(rules.schedule());
    for (int monday = first; monday <= last; monday += 7) {
      int earned = renewed.ofWeek(monday);
      if (earned != old.ofWeek(monday)) {
        changed.put(EpochDays.date(monday), earned);
      }
    }
    return Collections.unmodifiableSortedMap(changed);
  }

  /// A member's points in a week: the sum of the five best habits, 0 to 500.
  ///
  /// @param habits the points of each of the member's habits in that week, in any order
  public static int ofMember(Collection<Integer> habits) {
    return habits.stream()
        .sorted(Comparator.reverseOrder())
        .limit(BEST_HABITS)
        .mapToInt(Integer::intValue)
        .sum();
  }

  /// The last day that the newest check-in may hold. Paused days make an interval longer on the
  /// calendar.
  private static int lastReached(Rules rules, Ledger ledger, Pauses pauses) {
    int reach = reach(rules.schedule());
    return rules.schedule() instanceof Schedule.TimesInDays
        ? pauses.unpausedAfter(ledger.lastDay(), reach + MissingDates.of(rules.zone()).length)
        : ledger.lastDay() + reach;
  }

  private int lastDay() {
    return days.first + days.codes.length - 1;
  }

  /// The number of counting days after a check-in that it may hold, besides its own.
  private static int reach(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Daily _, Schedule.Weekdays _, Schedule.TimesPerWeek _ -> 0;
      case Schedule.EveryNDays(int n) -> n - 1;
      case Schedule.TimesInDays(int _, int inDays) -> inDays - 1;
    };
  }

  /// Each day up to the next scheduled one earns what its scheduled day earns.
  private static void spreadScheduledDays(HabitDays days, int n) {
    for (int i = 0; i < days.codes.length; i++) {
      if (!days.neutral(i)) {
        days.codes[i] = days.codes[i - i % n];
      }
    }
  }

  private static void spreadIntervals(HabitDays days, Schedule.TimesInDays schedule) {
    boolean[] covered = Intervals.covering(days, schedule);
    for (int i = 0; i < covered.length; i++) {
      if (covered[i] && !days.neutral(i)) {
        days.codes[i] = (byte) Mark.MET_CODE;
      }
    }
  }

  private int ofWeek(int monday) {
    int countable = 0;
    int held = 0;
    for (int weekday = 1; weekday <= 7; weekday++) {
      int index = monday + weekday - 1 - days.first;
      if (!counts(weekday)) {
        continue;
      }
      boolean alive = index >= 0 && index < days.codes.length;
      countable += alive && days.neutral(index) ? 0 : 1;
      held += alive && days.met(index) ? 1 : 0;
    }
    int required = Math.max(requiredDays(countable), Math.ceilDiv(requiredDays(7), 2));
    return Math.toIntExact(Math.round(FULL_WEEK * Math.min(1.0, (double) held / required)));
  }

  private boolean counts(int weekday) {
    return !(rules.schedule() instanceof Schedule.Weekdays(var weekdays))
        || weekdays.contains(DayOfWeek.of(weekday));
  }

  /// The held days that make a full week, given its number of countable days.
  private int requiredDays(int countable) {
    return switch (rules.schedule()) {
      case Schedule.Daily _, Schedule.EveryNDays _, Schedule.TimesInDays _ -> countable;
      case Schedule.Weekdays(var weekdays) -> Math.min(countable, weekdays.size());
      case Schedule.TimesPerWeek(int n) -> Weeks.required(n, countable);
    };
  }

  private static int monday(int epochDay) {
    return EpochDays.weekStart(epochDay, DayOfWeek.MONDAY);
  }
}
