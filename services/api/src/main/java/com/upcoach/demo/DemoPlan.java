package com.upcoach.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/// Which members are to be made up. Equal plans make equal members, ids included.
///
/// @param members how many, 1 to [#MOST_MEMBERS]
/// @param days how long the oldest of them has been here, 1 to [#MOST_DAYS]
/// @param moment the present of the story: nothing happens after it
public record DemoPlan(long seed, int members, int days, Instant moment) {

  public static final int MOST_MEMBERS = 10_000_000;
  public static final int MOST_DAYS = 3_650;

  /// @throws IllegalArgumentException where a number is out of range
  public DemoPlan {
    requireBetween("members", members, MOST_MEMBERS);
    requireBetween("days", days, MOST_DAYS);
    moment = moment.truncatedTo(ChronoUnit.MILLIS);
  }

  /// What the domain of all e-mails of this plan's members is.
  public String domain() {
    return "seed" + seed + ".example.org";
  }

  /// When the first member joined.
  Instant beginning() {
    return moment.minus(Duration.ofDays(days));
  }

  /// Chance of its own for each subject and number, so that members can be made up in any order.
  SplittableRandom random(Subject subject, int number) {
    long state = mixed(mixed(seed) + subject.salt);
    return new SplittableRandom(mixed(state + number));
  }

  /// What is drawn for.
  enum Subject {
    ARRIVAL(1),
    MEMBER(2),
    GROUP(3);

    private final int salt;

    Subject(int salt) {
      this.salt = salt;
    }
  }

  /// The finalizer of MurmurHash3: neighbouring numbers come out far apart.
  private static long mixed(long number) {
    long z = number + 0x9e37_79b9_7f4a_7c15L;
    z = (z ^ (z >>> 33)) * 0xff51_afd7_ed55_8ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
    return z ^ (z >>> 33);
  }

  private static void requireBetween(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + ": " + value + " is not between 1 and " + most);
    }
  }
}
