package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.streak.Run;
import com.upcoach.streak.Schedule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Compares the streaks stored in a source with ours, and explains the differences.
final class StreakDifferences {

  private StreakDifferences() {}

  /// @param met days on which the target was met in the source
  /// @param ours all our runs of the habit
  static ImportReport.StreakComparison compare(
      Schedule schedule, Set<LocalDate> met, List<Archive.Streak> theirs, List<Run> ours) {
    Set<Archive.Streak> own = new HashSet<>();
    ours.forEach(run -> own.add(new Archive.Streak(run.from(), run.to(), run.length())));
    Set<Archive.Streak> foreign = Set.copyOf(theirs);
    String why = why(schedule, met, foreign);
    List<ImportReport.Difference> differences = new ArrayList<>();
    foreign.stream()
        .filter(streak -> !own.contains(streak))
        .forEach(streak -> differences.add(difference("source", streak, why)));
    own.stream()
        .filter(streak -> !foreign.contains(streak))
        .forEach(streak -> differences.add(difference("upcoach", streak, why)));
    differences.sort(
        Comparator.comparing(ImportReport.Difference::from)
            .thenComparing(ImportReport.Difference::by));
    int same = (int) foreign.stream().filter(own::contains).count();
    return new ImportReport.StreakComparison(foreign.size(), same, differences);
  }

  private static ImportReport.Difference difference(String by, Archive.Streak streak, String why) {
    return new ImportReport.Difference(by, streak.from(), streak.to(), streak.length(), why);
  }

  private static String why(Schedule schedule, Set<LocalDate> met, Set<Archive.Streak> theirs) {
    if (schedule instanceof Schedule.TimesInDays(int n, int days)) {
      return theirs.equals(streaksLookingBack(n, days, met))
          ? ("The file was written by a Loop that held a day when the %d days up to it had"
                  + " %d check-ins. UpCoach, as Loop does since, holds the %d days"
                  + " from the first of %d check-ins that lie so close.")
              .formatted(days, n, days, n)
          : ("The source counts %d times in %d days by a rule of its own; UpCoach holds the"
                  + " %d days from the first of %d check-ins that lie so close.")
              .formatted(n, days, days, n);
    }
    return "The source had stored its streaks before its last check-ins, or counts other days.";
  }

  /// Streaks as Loop computed them up to version 1: a day holds when it has a check-in, or when `n`
  /// check-ins are within the `days` days that end with it.
  static Set<Archive.Streak> streaksLookingBack(int n, int days, Set<LocalDate> met) {
    TreeSet<LocalDate> held = new TreeSet<>(met);
    List<LocalDate> inOrder = List.copyOf(held);
    for (int last = n - 1; last < inOrder.size(); last++) {
      LocalDate nth = inOrder.get(last);
      LocalDate untilFirstIsTooOld = inOrder.get(last - n + 1).plusDays(days);
      nth.datesUntil(nth.isBefore(untilFirstIsTooOld) ? untilFirstIsTooOld : nth)
          .forEach(held::add);
    }
    return runs(held);
  }

  private static Set<Archive.Streak> runs(SortedSet<LocalDate> held) {
    Set<Archive.Streak> runs = new HashSet<>();
    LocalDate from = null;
    LocalDate to = null;
    for (LocalDate day : held) {
      if (to != null && !day.equals(to.plusDays(1))) {
        runs.add(streak(from, to));
        from = null;
      }
      from = from == null ? day : from;
      to = day;
    }
    if (to != null) {
      runs.add(streak(from, to));
    }
    return runs;
  }

  private static Archive.Streak streak(LocalDate from, LocalDate to) {
    return new Archive.Streak(from, to, (int) (to.toEpochDay() - from.toEpochDay()) + 1);
  }
}
