package com.upcoach.streak;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/// Converts instants to the member's days. A day is a calendar date of
/// the member's time zone that begins at `dayStart` local time.
///
/// A day starts at the first instant at which the local time is that date at `dayStart` or later.
/// So days never run backwards. Where clocks go back over `dayStart`, the day has begun the first
/// time and does not begin again; where they jump over it, the day begins with the jump. A date
/// that the zone skipped as a whole (Apia, 2011-12-30) is no day and contains no instant, whatever
/// `dayStart` is. The hours before `dayStart` on the next date then belong to the last day before
/// it.
///
/// @param zone the member's time zone
/// @param dayStart local time at which a day begins, 00:00 to 06:00, both inclusive
public record MemberClock(ZoneId zone, LocalTime dayStart) {

  /// The latest time at which a day may begin.
  public static final LocalTime LATEST_DAY_START = LocalTime.of(6, 0);

  public MemberClock {
    if (dayStart.isAfter(LATEST_DAY_START)) {
      throw new IllegalArgumentException(
          "dayStart: " + dayStart + " is not between 00:00 and " + LATEST_DAY_START);
    }
  }

  /// The member's day at `instant`: the latest day that has started by then.
  public LocalDate dayOf(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
    LocalDate day = local.toLocalDate();
    if (local.toLocalTime().isBefore(dayStart)) {
      day = day.minusDays(1);
      while (!hasDay(day)) {
        day = day.minusDays(1);
      }
    }
    // After clocks went back the local date may be a day that is already over.
    while (!startOf(day.plusDays(1)).isAfter(instant)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /// The instant at which `day` starts, inclusive. It ends where the next day starts.
  ///
  /// A missing date starts, and ends, where the next day starts.
  public Instant startOf(LocalDate day) {
    LocalDateTime local = day.atTime(dayStart);
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return local.toInstant(rules.getOffset(local));
    }
    if (!transition.isGap()) {
      return local.toInstant(transition.getOffsetBefore());
    }
    return MissingDates.isMissing(transition, day)
        ? startOf(day.plusDays(1))
        : transition.getInstant();
  }

  /// Whether the date is a day in the zone; false for a missing date.
  public boolean hasDay(LocalDate day) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(day.atTime(dayStart));
    return transition == null || !MissingDates.isMissing(transition, day);
  }

  /// Whether both clocks have the same days, that is, the same missing dates.
  public boolean hasSameDaysAs(MemberClock other) {
    return Arrays.equals(MissingDates.of(zone), MissingDates.of(other.zone));
  }
}
