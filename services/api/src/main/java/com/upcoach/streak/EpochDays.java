package com.upcoach.streak;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// Calendar dates as days since 1970-01-01, the form that this package computes with.
final class EpochDays {

  /// The first and last day that this package accepts. They bound the size of ledgers and of loops
  /// over days, and leave more room than a lifetime needs.
  static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  private static final int FIRST = (int) EARLIEST.toEpochDay();
  private static final int LAST = (int) LATEST.toEpochDay();

  private EpochDays() {}

  /// @throws IllegalArgumentException outside [#EARLIEST]..[#LATEST]
  static int of(LocalDate day) {
    long epochDay = day.toEpochDay();
    if (!valid(epochDay)) {
      throw new IllegalArgumentException(
          "day: " + day + " is not between " + EARLIEST + " and " + LATEST);
    }
    return (int) epochDay;
  }

  /// The end of a range as an epoch day; an open end is [#LATEST].
  static int ofEnd(LocalDate endOrNull) {
    return endOrNull == null ? LAST : of(endOrNull);
  }

  static LocalDate date(int epochDay) {
    return LocalDate.ofEpochDay(epochDay);
  }

  static boolean valid(long epochDay) {
    return epochDay >= FIRST && epochDay <= LAST;
  }

  /// The first day of the week that `epochDay` lies in.
  static int weekStart(int epochDay, DayOfWeek firstWeekday) {
    return epochDay - Math.floorMod(weekday(epochDay) - firstWeekday.getValue(), 7);
  }

  /// 1 for Monday to 7 for Sunday.
  static int weekday(int epochDay) {
    // 1970-01-01 was a Thursday, three days after a Monday.
    return 1 + Math.floorMod(epochDay + 3, 7);
  }
}
