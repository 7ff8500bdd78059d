package com.upcoach.demo;

import com.upcoach.streak.MemberClock;
import java.time.Instant;
import java.time.LocalDate;

/// A member's days from joining to the end of the plan, with the instant at which each begins.
///
/// The rules of the time zone are evaluated once a day instead of once a check-in.
final class MemberDays {

  private static final long MINUTE_MS = 60_000;

  final MemberClock memberClock;
  final LocalDate first;
  final LocalDate today;
  final Instant moment;

  /// In epoch milliseconds, from the first day to the day after the last.
  private final long[] starts;

  private final int dayStartMinutes;

  MemberDays(MemberClock memberClock, Instant joined, Instant moment) {
    this.memberClock = memberClock;
    this.first = memberClock.dayOf(joined);
    this.today = memberClock.dayOf(moment);
    this.moment = moment;
    this.dayStartMinutes = memberClock.dayStart().toSecondOfDay() / 60;
    this.starts = new long[count() + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = memberClock.startOf(first.plusDays(i)).toEpochMilli();
    }
  }

  /// Number of days, including the first and the last.
  int count() {
    return (int) (today.toEpochDay() - first.toEpochDay()) + 1;
  }

  /// The instant on a day at which the local time is about this minute, in epoch milliseconds. It
  /// is moved where it would fall on another day.
  ///
  /// @param minute after the local midnight of the day's date
  long at(LocalDate day, int minute) {
    int index = (int) (day.toEpochDay() - first.toEpochDay());
    long since = MINUTE_MS * Math.max(0, minute - dayStartMinutes);
    return Math.min(starts[index] + since, starts[index + 1] - MINUTE_MS);
  }
}
