package com.upcoach.habit;

import com.upcoach.book.Habit;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Streaks;
import com.upcoach.streak.Summary;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;

/// A habit with all that its streaks come from.
///
/// @param summary as it was kept with the latest change
/// @param pauses those that cover the habit
public record HabitWithStreaks(Habit habit, Summary summary, Ledger ledger, Pauses pauses) {

  /// The streaks as of a day on the wall of whose it is. The kept summary says how things stood
  /// on the day it was written; on a later day a streak may have ended, or grown, without
  /// anything being written.
  ///
  /// @param firstWeekday the day that begins the member's week
  /// @param zone the member's present time zone
  public Summary on(LocalDate today, DayOfWeek firstWeekday, ZoneId zone) {
    return summary.asOf().equals(today)
        ? summary
        : Streaks.summarise(habit.rules(firstWeekday, zone), ledger, pauses, today);
  }
}
