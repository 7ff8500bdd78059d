package com.upcoach.streak;

import java.time.LocalDate;
import java.util.Arrays;

/// The days of a habit's life as one byte each, from its start on: the input of streaks, score and
/// points.
///
/// Codes are those of [Mark] and three more that exist only here; [Mark#NOTED] counts as nothing
/// recorded. Each computation creates its own arrays and may change them.
final class HabitDays {

  /// The day lies in a pause, whatever is recorded.
  static final int PAUSED = 254;

  /// The time zone left the date out, and nothing is recorded on it.
  static final int NOT_IN_ZONE = 253;

  /// The day is over and nothing is recorded, which holds the day for this habit.
  static final int UNLOGGED_HELD = 252;

  /// The epoch day of entry 0: the habit's start.
  final int first;

  /// One code per day.
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
  /// Check-ins of later days (the member flew west over the date line) are ignored until then.
  /// Pauses of later days count, as they are known in advance.
  static HabitDays asOf(Rules rules, Ledger ledger, Pauses pauses, LocalDate today) {
    int now = EpochDays.of(today);
    int last =
        rules.schedule() instanceof Schedule.TimesPerWeek
            ? EpochDays.weekStart(now, rules.firstWeekday()) + 6
            : now;
    int first = EpochDays.of(rules.start());
    byte[] codes = blank(rules, last);
    copy(ledger, codes, first, Math.min(now, first + codes.length - 1));
    markMissing(codes, first, MissingDates.of(rules.zone()));
    if (rules.holdsUnlogged()) {
      holdUnlogged(codes, Math.min(codes.length, now - first));
    }
    pauses.cover(codes, first, (byte) PAUSED);
    return new HabitDays(first, codes, now - first);
  }

  /// The days up to `last` or the habit's end with all that is recorded, independent of today; none
  /// if `last` lies before the start.
  static HabitDays recorded(Rules rules, Ledger ledger, Pauses pauses, int last) {
    int first = EpochDays.of(rules.start());
    byte[] codes = blank(rules, last);
    copy(ledger, codes, first, first + codes.length - 1);
    markMissing(codes, first, MissingDates.of(rules.zone()));
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

  /// Whether the day does not count: it is skipped, paused, or a date missing in the time zone.
  boolean neutral(int index) {
    return code(index) >= NOT_IN_ZONE;
  }

  /// The indexes of the days that count, in order.
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

  /// For each day whether it is scheduled; for flexible schedules every day is.
  boolean[] scheduled(Schedule schedule) {
    boolean[] scheduled = new boolean[codes.length];
    switch (schedule) {
      case Schedule.Daily _, Schedule.TimesPerWeek _, Schedule.TimesInDays _ ->
          Arrays.fill(scheduled, true);
      case Schedule.EveryNDays(int n) -> {
        for (int i = 0; i < scheduled.length; i += n) {
          scheduled[i] = true;
        }
      }
      case Schedule.Weekdays(var days) ->
          days.forEach(
              day -> {
                int next = Math.floorMod(day.getValue() - EpochDays.weekday(first), 7);
                for (int i = next; i < scheduled.length; i += 7) {
                  scheduled[i] = true;
                }
              });
    }
    return scheduled;
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

  /// Marks the dates missing in the time zone; a check-in recorded there in another zone stays.
  private static void markMissing(byte[] codes, int first, int[] missing) {
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
