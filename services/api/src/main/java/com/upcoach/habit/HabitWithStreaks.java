package com.upcoach.habit;

import com.upcoach.book.Habit;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Streaks;
import com.upcoach.streak.Summary;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;

/// A habit with everything that its streaks are computed from.
///
/// @param summary as stored with the latest change
/// @param pauses the pauses that cover the habit
public record HabitWithStreaks(Habit habit, Summary summary, Ledger ledger, Pauses pauses) {

  /// Computes the streaks as of a day in the owner's time zone. The stored summary is as of the day
  /// it was written. On a later day a streak may have ended or grown although nothing was written.
  ///
  /// @param firstWeekday the first day of the member's week
  /// @param zone the member's current time zone
  public Summary on(LocalDate today, DayOfWeek firstWeekday, ZoneId zone) {
    return summary.asOf().equals(today)
        ? summary
        : Streaks.summarise(habit.rules(firstWeekday, zone), ledger, pauses, today);
  }
}
