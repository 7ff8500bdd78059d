package com.upcoach.cache;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;

/// When a member usually opens the app: how often in each half hour of its wall's day, on days
/// from Monday to Friday and at weekends, where what is [#HALF_LIFE_DAYS] old counts half.
///
/// Nothing fades by being touched: newer openings weigh more than older ones did, and once a
/// half-life, on the same day for all members, all weights are halved (forward decay). So a byte
/// for each half hour is enough: [#BYTES] in all, however long a member has been with us.
///
/// Belongs to one thread at a time.
///
/// @see <a href="https://doi.org/10.1109/ICDE.2009.65">Cormode, Shkapenyuk, Srivastava and Xu,
/// Forward Decay, 2009</a>
final class UsagePattern {

  /// After two weeks of another habit, the new one counts for five eighths.
  static final int HALF_LIFE_DAYS = 10;

  static final int SLOT_MINUTES = 30;

  private static final int SLOTS = 24 * 60 / SLOT_MINUTES;
  private static final int WORKDAY = 0;
  private static final int WEEKEND = 1;

  /// Behind the slots of both kinds of days there is one byte each for the days that there
  /// were.
  private static final int DAYS = 2 * SLOTS;

  static final int BYTES = DAYS + 2;

  /// What an opening weighs at least. Who comes on every workday is at 213 at most: it fits a
  /// byte.
  private static final int UNIT = 10;

  private static final int MOST = 255;

  /// As if there had been so many more days without an opening: two mornings are no habit.
  private static final double DOUBT_DAYS = 2;

  /// After so long nothing is left of what was, but for the days that have gone by since.
  private static final int FORGOTTEN_DAYS = 9 * HALF_LIFE_DAYS;

  private final byte[] weights;
  private int today;

  /// Of a member that is seen for the first time on this day.
  UsagePattern(LocalDate today) {
    this(new byte[BYTES], today);
  }

  private UsagePattern(byte[] weights, LocalDate today) {
    this.weights = weights;
    this.today = Math.toIntExact(today.toEpochDay());
  }

  /// As it was stored; empty of all habits where the bytes are none of ours.
  ///
  /// @param today up to which days were counted
  static UsagePattern stored(byte[] weights, LocalDate today) {
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

  /// Notes that the member opens the app.
  ///
  /// @param wall date and time on the member's wall
  void opened(LocalDateTime wall) {
    passTo(wall.toLocalDate());
    add(slot(wall), weight());
  }

  /// How likely the member opens the app within an hour from the beginning of a half hour on, 0
  /// to 1. A habit is rarely as exact as a half hour, and may lie across the end of one.
  ///
  /// @param wall within that half hour; not before the latest day that was told of
  double chance(LocalDateTime wall) {
    passTo(wall.toLocalDate());
    return Math.min(1, share(wall) + share(wall.plusMinutes(SLOT_MINUTES)));
  }

  /// Adds what was learned elsewhere about the same member.
  void add(UsagePattern other) {
    LocalDate later = today >= other.today ? today() : other.today();
    passTo(later);
    other.passTo(later);
    for (int place = 0; place < DAYS; place++) {
      add(place, other.at(place));
    }
    // The days that there were are the same ones in both places.
    for (int place = DAYS; place < BYTES; place++) {
      weights[place] = (byte) Math.max(at(place), other.at(place));
    }
  }

  private double share(LocalDateTime wall) {
    double days = at(DAYS + kind(wall.toLocalDate()));
    return at(slot(wall)) / (days + DOUBT_DAYS * weight());
  }

  /// Counts the days that have gone by. Clocks and travellers may go back: no day counts twice.
  private void passTo(LocalDate day) {
    int next = Math.toIntExact(day.toEpochDay());
    if (next - today > FORGOTTEN_DAYS) {
      Arrays.fill(weights, (byte) 0);
      today = next - FORGOTTEN_DAYS;
    }
    while (today < next) {
      add(DAYS + kind(today()), weight());
      today++;
      if (sinceHalved() == 0) {
        halve();
      }
    }
  }

  private void halve() {
    for (int place = 0; place < BYTES; place++) {
      weights[place] = (byte) (at(place) / 2);
    }
  }

  private int sinceHalved() {
    return Math.floorMod(today, HALF_LIFE_DAYS);
  }

  /// Of one opening, or one day, today.
  private int weight() {
    return (int) Math.round(UNIT * Math.pow(2, sinceHalved() / (double) HALF_LIFE_DAYS));
  }

  private void add(int place, int weight) {
    weights[place] = (byte) Math.min(MOST, at(place) + weight);
  }

  private int at(int place) {
    return Byte.toUnsignedInt(weights[place]);
  }

  private static int slot(LocalDateTime wall) {
    int minute = wall.getHour() * 60 + wall.getMinute();
    return kind(wall.toLocalDate()) * SLOTS + minute / SLOT_MINUTES;
  }

  private static int kind(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? WEEKEND : WORKDAY;
  }
}
