package com.upcoach.statistics;

import com.upcoach.streak.DayState;
import com.upcoach.streak.Summary;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Statistics of a habit as of one day.
///
/// @param asOf the member's day
/// @param rates by length in days of the period that ends on `asOf`: 7, 30, 90 and 365
/// @param weekdays Monday to Sunday, over the last 365 days
/// @param calendar the last 365 days, oldest first, starting no earlier than the habit's first day
public record Statistics(
    LocalDate asOf,
    Map<Integer, Rate> rates,
    Map<DayOfWeek, Rate> weekdays,
    List<Cell> calendar,
    Totals totals,
    Summary summary) {

  /// Number of due days that were held or missed. Skipped, paused, resting and open days are not
  /// counted.
  public record Rate(int held, int missed) {

    /// Share of days held, 0 to 1; 0 before the first due day.
    public double share() {
      return held + missed == 0 ? 0 : (double) held / (held + missed);
    }

    Rate plus(DayState state) {
      return switch (state) {
        case HELD -> new Rate(held + 1, missed);
        case MISSED -> new Rate(held, missed + 1);
        case SKIPPED, PAUSED, RESTING, PENDING -> this;
      };
    }
  }

  /// One day of the calendar.
  ///
  /// @param amount recorded that day; 0 where nothing is
  public record Cell(LocalDate day, DayState state, double amount) {}

  /// Totals since the habit's first day.
  ///
  /// @param checkIns days with something recorded, including skipped ones
  /// @param amount the sum of all amounts, in the habit's unit
  public record Totals(int checkIns, int held, int missed, int skipped, double amount) {}
}
