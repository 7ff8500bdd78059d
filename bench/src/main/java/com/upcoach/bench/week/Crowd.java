package com.upcoach.bench.week;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// The members of the week: how often each opens the app, and when.
///
/// The k-th busiest member opens it in proportion to 1 / (k + q), the Zipf–Mandelbrot law with
/// exponent 1. q is chosen so that the busiest member has a number of opens that a person can
/// reach.
final class Crowd {

  private static final double MEAN_OPENS = 1.2;
  private static final double MAX_OPENS = 20;

  static final long SECOND = 1_000_000_000L;
  static final long MINUTE = 60 * SECOND;
  static final long DAY = 24 * 60 * MINUTE;

  /// Usual times of getting up, of lunch and of going to bed, in minutes of the day.
  private static final int[] HOURS = {7 * 60 + 15, 12 * 60 + 30, 21 * 60};

  private static final double[] SHARES = {0.35, 0.2, 0.35};
  private static final int LATER_AT_WEEKENDS = 90;
  private static final double SHARE_AT_WEEKENDS = 0.85;
  private static final double SPREAD_OF_MEMBERS = 60;
  private static final double SPREAD_OF_DAYS = 25;
  private static final int FIRST_MINUTE_AWAKE = 7 * 60;
  private static final int LAST_MINUTE_AWAKE = 23 * 60;
  private static final int FRIDAY = 4;

  private final Person[] persons;
  private final long[] offsets;
  private final double[] opens;
  private final int[][] hours;

  /// @param start beginning of the week, a Monday
  Crowd(int members, List<Person> like, Instant start, SplittableRandom random) {
    persons = new Person[members];
    offsets = new long[members];
    hours = new int[members][HOURS.length];
    for (int member = 0; member < members; member++) {
      Person person = like.get(random.nextInt(like.size()));
      persons[member] = person;
      offsets[member] = person.zone().getRules().getOffset(start).getTotalSeconds() * SECOND;
      for (int hour = 0; hour < HOURS.length; hour++) {
        hours[member][hour] = HOURS[hour] + (int) (random.nextGaussian() * SPREAD_OF_MEMBERS);
      }
    }
    opens = opens(members);
  }

  private static double[] opens(int members) {
    double low = 0;
    double high = members;
    while (high - low > 1e-6 * members) {
      double middle = (low + high) / 2;
      if (MEAN_OPENS * members / (1 + middle) / sum(members, middle) > MAX_OPENS) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double sum = sum(members, high);
    double[] opens = new double[members];
    for (int rank = 0; rank < members; rank++) {
      opens[rank] = MEAN_OPENS * members / (rank + 1 + high) / sum;
    }
    return opens;
  }

  private static double sum(int members, double q) {
    double sum = 0;
    for (int rank = 1; rank <= members; rank++) {
      sum += 1 / (rank + q);
    }
    return sum;
  }

  int size() {
    return persons.length;
  }

  Person person(int member) {
    return persons[member];
  }

  /// A member's day at a time; 0 is the day in which the week begins.
  ///
  /// @param at nanoseconds since the beginning of the week
  int day(int member, long at) {
    return Math.toIntExact(Math.floorDiv(wall(member, at), DAY));
  }

  /// Nanoseconds until a member's next day.
  long leftOfDay(int member, long at) {
    return DAY - Math.floorMod(wall(member, at), DAY);
  }

  private long wall(int member, long at) {
    return at + offsets[member] - persons[member].dayStart().toNanos();
  }

  /// How often a member opens the app on a day of the week.
  ///
  /// @param weekday 0 for Monday
  int opens(int member, int weekday, SplittableRandom random) {
    double mean = opens[member] * (weekday > FRIDAY ? SHARE_AT_WEEKENDS : 1);
    double limit = Math.exp(-mean);
    int count = 0;
    for (double left = random.nextDouble(); left > limit; left *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /// Time at which a member opens the app, in nanoseconds since the beginning of the week; may be
  /// outside of it.
  long moment(int member, int weekday, SplittableRandom random) {
    double chance = random.nextDouble();
    int hour = 0;
    while (hour < SHARES.length && chance >= SHARES[hour]) {
      chance -= SHARES[hour];
      hour++;
    }
    double minute =
        hour < SHARES.length
            ? hours[member][hour] + random.nextGaussian() * SPREAD_OF_DAYS
            : random.nextInt(FIRST_MINUTE_AWAKE, LAST_MINUTE_AWAKE);
    if (weekday > FRIDAY && hour == 0) {
      minute += LATER_AT_WEEKENDS;
    }
    return weekday * DAY + (long) (minute * MINUTE) - offsets[member];
  }
}
