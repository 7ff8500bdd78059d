package com.upcoach.cache;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;

/// Usage pattern of a member: how often the member opens the app in each half hour of the day, in
/// the member's time zone, separately for weekdays and weekends. An opening [#HALF_LIFE_DAYS] ago
/// counts half.
///
/// Forward decay: old weights need no update. Newer openings get larger weights, and once per
/// half-life, on the same day for all members, all weights are halved. So one byte for each half
/// hour is enough: [#BYTES] in all, however long the membership lasts.
///
/// Belongs to one thread at a time.
///
/// @see <a href="https://doi.org/10.1109/ICDE.2009.65">Cormode, Shkapenyuk, Srivastava and Xu,
///     Forward Decay, 2009</a>
final class UsagePattern {

  /// After two weeks with a new routine, the new one counts for five eighths.
  static final int HALF_LIFE_DAYS = 10;

  static final int SLOT_MINUTES = 30;

  private static final int SLOTS = 24 * 60 / SLOT_MINUTES;
  private static final int WORKDAY = 0;
  private static final int WEEKEND = 1;

  /// After the slots of both kinds of days follows one byte for the number of days of each kind.
  private static final int DAY_COUNTS = 2 * SLOTS;

  static final int BYTES = DAY_COUNTS + 2;

  /// Weight of an opening just after halving. A member who comes on every weekday reaches 213,
  /// which fits into a byte.
  private static final int BASE_WEIGHT = 10;

  private static final int MAX_WEIGHT = 255;

  /// Prior: this many additional days without an opening. Two mornings are no routine yet.
  private static final double PRIOR_DAYS = 2;

  /// After so long a gap no weight is left, except that of the days since.
  private static final int MAX_GAP_DAYS = 9 * HALF_LIFE_DAYS;

  private final byte[] weights;
  private int today;

  /// Pattern of a member who is seen for the first time on this day.
  UsagePattern(LocalDate today) {
    this(new byte[BYTES], today);
  }

  private UsagePattern(byte[] weights, LocalDate today) {
    this.weights = weights;
    this.today = Math.toIntExact(today.toEpochDay());
  }

  /// Restores a stored pattern; empty if the bytes have another format.
  ///
  /// @param today day up to which days were counted
  static UsagePattern restore(byte[] weights, LocalDate today) {
    return weights.length == BYTES
        ? new UsagePattern(weights.clone(), today)
        : new UsagePattern(today);
  }

  byte[] weights() {
    return weights.clone();
  }

  LocalDate today() {
    return LocalDate.ofEpochDay(today);
  }

  /// Records that the member opens the app.
  ///
  /// @param localTime in the member's time zone
  void recordOpening(LocalDateTime localTime) {
    advanceTo(localTime.toLocalDate());
    add(slot(localTime), weight());
  }

  /// Probability that the member opens the app within an hour from the beginning of a half hour, 0
  /// to 1. Two half hours, since routines are rarely exact and may straddle a boundary.
  ///
  /// @param localTime within that half hour; not before the latest day that was recorded
  double chance(LocalDateTime localTime) {
    advanceTo(localTime.toLocalDate());
    return Math.min(1, share(localTime) + share(localTime.plusMinutes(SLOT_MINUTES)));
  }

  /// Merges the pattern of the same member from another source.
  void merge(UsagePattern other) {
    LocalDate later = today >= other.today ? today() : other.today();
    advanceTo(later);
    other.advanceTo(later);
    for (int index = 0; index < DAY_COUNTS; index++) {
      add(index, other.weightAt(index));
    }
    // The days are the same in both sources.
    for (int index = DAY_COUNTS; index < BYTES; index++) {
      weights[index] = (byte) Math.max(weightAt(index), other.weightAt(index));
    }
  }

  private double share(LocalDateTime localTime) {
    double days = weightAt(DAY_COUNTS + kind(localTime.toLocalDate()));
    return weightAt(slot(localTime)) / (days + PRIOR_DAYS * weight());
  }

  /// Counts the days that have passed. Clocks and travellers may go back: no day counts twice.
  private void advanceTo(LocalDate day) {
    int next = Math.toIntExact(day.toEpochDay());
    if (next - today > MAX_GAP_DAYS) {
      Arrays.fill(weights, (byte) 0);
      today = next - MAX_GAP_DAYS;
    }
    while (today < next) {
      add(DAY_COUNTS + kind(today()), weight());
      today++;
      if (daysSinceHalving() == 0) {
        halve();
      }
    }
  }

  private void halve() {
    for (int index = 0; index < BYTES; index++) {
      weights[index] = (byte) (weightAt(index) / 2);
    }
  }

  private int daysSinceHalving() {
    return Math.floorMod(today, HALF_LIFE_DAYS);
  }

  /// Weight of one opening, or one day, today.
  private int weight() {
    return (int)
        Math.round(BASE_WEIGHT * Math.pow(2, daysSinceHalving() / (double) HALF_LIFE_DAYS));
  }

  private void add(int index, int weight) {
    weights[index] = (byte) Math.min(MAX_WEIGHT, weightAt(index) + weight);
  }

  private int weightAt(int index) {
    return Byte.toUnsignedInt(weights[index]);
  }

  private static int slot(LocalDateTime localTime) {
    int minute = localTime.getHour() * 60 + localTime.getMinute();
    return kind(localTime.toLocalDate()) * SLOTS + minute / SLOT_MINUTES;
  }

  private static int kind(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? WEEKEND : WORKDAY;
  }
}
