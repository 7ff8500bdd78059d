package com.upcoach.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/// Parameters of the demo members. Equal plans generate equal members, including their ids.
///
/// @param members number of members, 1 to [#MAX_MEMBERS]
/// @param days number of days since the first member joined, 1 to [#MAX_DAYS]
/// @param moment end of the generated history: nothing happens after it
public record DemoPlan(long seed, int members, int days, Instant moment) {

  public static final int MAX_MEMBERS = 10_000_000;
  public static final int MAX_DAYS = 3_650;

  /// @throws IllegalArgumentException where a number is out of range
  public DemoPlan {
    requireBetween("members", members, MAX_MEMBERS);
    requireBetween("days", days, MAX_DAYS);
    moment = moment.truncatedTo(ChronoUnit.MILLIS);
  }

  /// Domain of all e-mail addresses of this plan's members.
  public String domain() {
    return "seed" + seed + ".example.org";
  }

  /// When the first member joined.
  Instant beginning() {
    return moment.minus(Duration.ofDays(days));
  }

  /// Random generator for one subject and number, so that members can be generated in any order.
  SplittableRandom random(Subject subject, int number) {
    long state = mixed(mixed(seed) + subject.salt);
    return new SplittableRandom(mixed(state + number));
  }

  /// Subjects with a random generator of their own.
  enum Subject {
    ARRIVAL(1),
    MEMBER(2),
    GROUP(3);

    private final int salt;

    Subject(int salt) {
      this.salt = salt;
    }
  }

  /// Finalizer of MurmurHash3: consecutive numbers give unrelated results.
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
