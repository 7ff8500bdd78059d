package com.upcoach.demo;

import com.upcoach.streak.WallClock;
import java.time.Instant;
import java.time.LocalDate;

/// A member's days from joining to the present of the story, and where each begins.
///
/// The zone's rules are asked once a day instead of once a check-in.
final class MemberDays {

  private static final long MINUTE_MS = 60_000;

  final WallClock wall;
  final LocalDate first;
  final LocalDate today;
  final Instant moment;

  /// In epoch milliseconds, from the first day to the one after today.
  private final long[] starts;

  private final int dayStartMinutes;

  MemberDays(WallClock wall, Instant joined, Instant moment) {
    this.wall = wall;
    this.first = wall.dayOf(joined);
    this.today = wall.dayOf(moment);
    this.moment = moment;
    this.dayStartMinutes = wall.dayStart().toSecondOfDay() / 60;
    this.starts = new long[count() + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = wall.startOf(first.plusDays(i)).toEpochMilli();
    }
  }

  /// How many days there are, the first and today included.
  int count() {
    return (int) (today.toEpochDay() - first.toEpochDay()) + 1;
  }

  /// The instant on a day at which the wall shows about this time, in epoch milliseconds; earlier
  /// or later where that would be another day.
  ///
  /// @param minute after the midnight that the day is named for
  long at(LocalDate day, int minute) {
    int index = (int) (day.toEpochDay() - first.toEpochDay());
    long since = MINUTE_MS * Math.max(0, minute - dayStartMinutes);
    return Math.min(starts[index] + since, starts[index + 1] - MINUTE_MS);
  }
}
