package com.upcoach.book;

import com.upcoach.streak.Amounts;
import com.upcoach.streak.Kind;
import com.upcoach.streak.MemberClock;
import com.upcoach.streak.Rules;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/// The definition of a habit.
///
/// @param note null for none; likewise unit, color, icon and end
/// @param target the amount asked of a day (at least, or at most for a limit), at the precision of
///     [Amounts]
/// @param start the first day, in the member's time zone
/// @param end the last day, inclusive
/// @param revision counts the changes to this definition, from 1
public record Habit(
    UUID id,
    String title,
    String note,
    Kind kind,
    String unit,
    double target,
    Unlogged unlogged,
    String color,
    String icon,
    LocalDate start,
    LocalDate end,
    boolean archived,
    Schedule schedule,
    int revision,
    Instant createdAt) {

  /// @throws IllegalArgumentException if the target is out of range
  public Habit {
    target = Amounts.roundedTarget(kind, target);
  }

  /// The rules that decide the states of its days.
  ///
  /// @param firstWeekday the first day of the member's week
  /// @param zone the member's present time zone
  public Rules rules(DayOfWeek firstWeekday, ZoneId zone) {
    return new Rules(kind, target, unlogged, schedule, start, end, firstWeekday, zone);
  }

  /// Whether recorded days may have other marks under the other definition.
  boolean marksDifferFrom(Habit other) {
    return kind != other.kind || Double.compare(target, other.target) != 0;
  }

  /// Rules that decide on which days a check-in can be recorded.
  public enum DayRefusal {
    /// The date does not exist in the time zone.
    NOT_IN_ZONE,
    /// The day has not begun.
    IN_FUTURE,
    BEFORE_START,
    AFTER_END
  }

  /// The rule by which no check-in of any habit can be recorded on a day; empty if it can.
  ///
  /// @param today the member's current day
  /// @param clock time zone and day start that decide the day
  public static Optional<DayRefusal> refusalOfDate(
      LocalDate day, LocalDate today, MemberClock clock) {
    if (!clock.hasDay(day)) {
      return Optional.of(DayRefusal.NOT_IN_ZONE);
    }
    return day.isAfter(today) ? Optional.of(DayRefusal.IN_FUTURE) : Optional.empty();
  }

  /// The rule by which no check-in of this habit can be recorded on a day; empty if it can.
  ///
  /// @param today the member's current day
  /// @param clock time zone and day start that decide the day
  public Optional<DayRefusal> refusalOf(LocalDate day, LocalDate today, MemberClock clock) {
    return refusalOfDate(day, today, clock).or(() -> refusalOutside(day));
  }

  private Optional<DayRefusal> refusalOutside(LocalDate day) {
    if (day.isBefore(start)) {
      return Optional.of(DayRefusal.BEFORE_START);
    }
    return end != null && day.isAfter(end) ? Optional.of(DayRefusal.AFTER_END) : Optional.empty();
  }
}
