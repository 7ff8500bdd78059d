package com.upcoach.streak;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/// The properties of a habit and its member that decide the states of its days.
///
/// @param kind at least the target, or at most
/// @param target the amount asked of a day, in the habit's unit; above 0 for [Kind#DO], 0 or more
///     for [Kind#LIMIT]
/// @param unlogged the state of a finished day without a check-in; used for [Kind#LIMIT] only
/// @param schedule on which days, or how often
/// @param start the habit's first day, inclusive
/// @param end the habit's last day, inclusive; null for an open end
/// @param firstWeekday the day on which the member's calendar week begins
/// @param zone the member's current time zone: its missing dates do not count as days
public record Rules(
    Kind kind,
    double target,
    Unlogged unlogged,
    Schedule schedule,
    LocalDate start,
    LocalDate end,
    DayOfWeek firstWeekday,
    ZoneId zone) {

  /// Rules for a time zone without missing dates.
  public Rules(
      Kind kind,
      double target,
      Unlogged unlogged,
      Schedule schedule,
      LocalDate start,
      LocalDate end,
      DayOfWeek firstWeekday) {
    this(kind, target, unlogged, schedule, start, end, firstWeekday, ZoneOffset.UTC);
  }

  /// @throws IllegalArgumentException if the target is out of range, `end` lies before `start`,
  ///     or a day does not lie between 1900-01-01 and 2199-12-31
  public Rules {
    Objects.requireNonNull(unlogged, "unlogged");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(firstWeekday, "firstWeekday");
    Objects.requireNonNull(zone, "zone");
    Mark.requireTarget(kind, target);
    if (EpochDays.ofEnd(end) < EpochDays.of(start)) {
      throw new IllegalArgumentException("end: " + end + " lies before the start " + start);
    }
  }

  /// Whether a finished day without a check-in is held.
  boolean holdsUnlogged() {
    return kind == Kind.LIMIT && unlogged == Unlogged.HELD;
  }
}
