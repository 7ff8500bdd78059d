package com.upcoach.streak;

import java.time.LocalDate;
import java.util.Arrays;

/// The days of a habit's life as one byte each, from its start on: the ground that streaks, score
/// and points are computed on.
///
/// Codes are those of [Mark] but for [Mark#NOTED], which is nothing here, and three more that exist
/// only here. The arrays are made for one
/// computation and belong to it.
final class HabitDays {

  /// The day lies in a pause, whatever is recorded.
  static final int PAUSED = 254;

  /// The time zone left the date out, and nothing is recorded on it.
  static final int NOT_IN_ZONE = 253;

  /// The day is finished, nothing is recorded, and that holds it.
  static final int UNLOGGED_HELD = 252;

  /// The epoch day of entry 0: the habit's start.
  final int first;

  /// One code a day.
  final byte[] codes;

  /// The entry of today; beyond the last one if the habit has ended, below 0 if it has not
  /// started.
  final int today;

  private HabitDays(int first, byte[] codes, int today) {
    this.first = first;
    this.codes = codes;
    this.today = today;
  }

  /// The days as seen on `today`: up to today, for a weekly schedule up to the end of its week.
  ///
  /// What is recorded for later days (the member flew west over the date line) is not seen yet;
  /// pauses are, as they are known ahead.
  static HabitDays asOf(Rules rules, Ledger ledger, Pauses pauses, LocalDate today) {
    int now = EpochDays.of(today);
    int last =
        rules.schedule() instanceof Schedule.TimesPerWeek
            ? EpochDays.weekStart(now, rules.firstWeekday()) + 6
            : now;
    int first = EpochDays.of(rules.start());
    byte[] codes = blank(rules, last);
    copy(ledger, codes, first, Math.min(now, first + codes.length - 1));
    leaveOut(codes, first, MissingDates.of(rules.zone()));
    if (rules.holdsUnlogged()) {
      holdUnlogged(codes, Math.min(codes.length, now - first));
    }
    pauses.cover(codes, first, (byte) PAUSED);
    return new HabitDays(first, codes, now - first);
  }

  /// The days up to `last` or the habit's end with what is recorded on them, whatever today is;
  /// none if `last` lies before the start.
  static HabitDays recorded(Rules rules, Ledger ledger, Pauses pauses, int last) {
    int first = EpochDays.of(rules.start());
    byte[] codes = blank(rules, last);
    copy(ledger, codes, first, first + codes.length - 1);
    leaveOut(codes, first, MissingDates.of(rules.zone()));
    pauses.cover(codes, first, (byte) PAUSED);
    return new HabitDays(first, codes, codes.length);
  }

  int code(int index) {
    return codes[index] & 0xff;
  }

  boolean met(int index) {
    int code = code(index);
    return code == Mark.MET_CODE || code == UNLOGGED_HELD;
  }

  /// Whether the day does not count: it is skipped, paused, or a date that the zone left out.
  boolean neutral(int index) {
    return code(index) >= NOT_IN_ZONE;
  }

  /// The entries of the days that count, in order.
  int[] counted() {
    int[] counted = new int[codes.length];
    int count = 0;
    for (int i = 0; i < codes.length; i++) {
      if (!neutral(i)) {
        counted[count++] = i;
      }
    }
    return count == counted.length ? counted : Arrays.copyOf(counted, count);
  }

  /// For each day whether the schedule asks for it; flexible schedules ask for any day.
  boolean[] asked(Schedule schedule) {
    boolean[] asked = new boolean[codes.length];
    switch (schedule) {
      case Schedule.Daily _, Schedule.TimesPerWeek _, Schedule.TimesInDays _ ->
          Arrays.fill(asked, true);
      case Schedule.EveryNDays(int n) -> {
        for (int i = 0; i < asked.length; i += n) {
          asked[i] = true;
        }
      }
      case Schedule.Weekdays(var days) ->
          days.forEach(
              day -> {
                int next = Math.floorMod(day.getValue() - EpochDays.weekday(first), 7);
                for (int i = next; i < asked.length; i += 7) {
                  asked[i] = true;
                }
              });
    }
    return asked;
  }

  private static byte[] blank(Rules rules, int last) {
    int lastOfLife = Math.min(last, EpochDays.ofEnd(rules.end()));
    return new byte[Math.max(0, lastOfLife - EpochDays.of(rules.start()) + 1)];
  }

  private static void copy(Ledger ledger, byte[] codes, int first, int last) {
    ledger.copyTo(codes, first, last);
    for (int i = 0; i < codes.length; i++) {
      if ((codes[i] & 0xff) == Mark.NOTED_CODE) {
        codes[i] = Mark.NONE_CODE;
      }
    }
  }

  /// What was recorded on such a date, in another zone, stays.
  private static void leaveOut(byte[] codes, int first, int[] missing) {
    for (int day : missing) {
      int index = day - first;
      if (index >= 0 && index < codes.length && codes[index] == Mark.NONE_CODE) {
        codes[index] = (byte) NOT_IN_ZONE;
      }
    }
  }

  private static void holdUnlogged(byte[] codes, int finished) {
    for (int i = 0; i < finished; i++) {
      if (codes[i] == Mark.NONE_CODE) {
        codes[i] = (byte) UNLOGGED_HELD;
      }
    }
  }
}
