package com.upcoach.streak;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Explains a habit's days and counts its streaks, from its rules, its marks and its pauses.
///
/// Every result is as of `today` in the member's time zone: check-ins of later days are ignored.
/// Days lie between 1900-01-01 and 2199-12-31; others cause an [IllegalArgumentException].
public final class Streaks {

  private Streaks() {}

  /// The state of each day from `from` to `to` or `today`, whichever is earlier, oldest first.
  ///
  /// @param from the first day, inclusive; days before the habit's start are resting
  /// @param to the last day, inclusive
  /// @return empty if `from` lies after `to` or `today`
  public static List<DayExplained> explain(
      Rules rules, Ledger ledger, Pauses pauses, LocalDate today, LocalDate from, LocalDate to) {
    HabitDays days = HabitDays.asOf(rules, ledger, pauses, today);
    DayRules dayRules = DayRules.of(rules, days);
    int last = Math.min(EpochDays.of(to), EpochDays.of(today));
    List<DayExplained> explained = new ArrayList<>();
    for (int day = EpochDays.of(from); day <= last; day++) {
      explained.add(new DayExplained(EpochDays.date(day), rule(dayRules, day - days.first)));
    }
    return List.copyOf(explained);
  }

  /// All runs of held periods up to `today`, oldest first.
  public static List<Run> runs(Rules rules, Ledger ledger, Pauses pauses, LocalDate today) {
    Periods periods = Periods.of(rules, HabitDays.asOf(rules, ledger, pauses, today));
    List<Run> runs = new ArrayList<>();
    while (periods.next()) {
      runs.add(periods.run());
    }
    return List.copyOf(runs);
  }

  /// The current and the longest run, and the score, as of `today`.
  ///
  /// Fast enough for every check-in and every read: ten years of days take some tens of
  /// microseconds.
  public static Summary summarise(Rules rules, Ledger ledger, Pauses pauses, LocalDate today) {
    HabitDays days = HabitDays.asOf(rules, ledger, pauses, today);
    Periods periods = Periods.of(rules, days);
    Run current = null;
    Run longest = null;
    while (periods.next()) {
      if (longest == null || periods.length() >= longest.length()) {
        longest = periods.run();
      }
      if (periods.unbroken()) {
        current = periods.run();
      }
    }
    return new Summary(current, longest, Score.of(rules, days), today);
  }

  private static DayRule rule(DayRules dayRules, int index) {
    if (index < 0) {
      return DayRule.BEFORE_START;
    }
    return index < dayRules.count() ? dayRules.rule(index) : DayRule.AFTER_END;
  }
}
