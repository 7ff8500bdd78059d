package com.upcoach.demo;

import com.upcoach.input.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/// Dates on which members joined: three quarters in a rush at the beginning, the others evenly
/// since.
///
/// Members join in the order of their numbers, so rows generated in that order are in the order of
/// their keys.
record SignUpDates(DemoPlan plan) {

  private static final double RUSH = 0.75;
  private static final Duration LONGEST_RUSH = Duration.ofHours(12);

  /// Latest date of joining, as a share of the plan's days: the last members have some history too.
  private static final double LATEST = 0.97;

  /// Id of a member and the time it joined.
  record SignUp(UUID id, Instant at) {}

  SignUp of(int number) {
    SplittableRandom random = plan.random(DemoPlan.Subject.ARRIVAL, number);
    double place = (number + random.nextDouble()) / plan.members();
    Instant at = plan.beginning().plusMillis((long) millisAfterBeginning(place));
    return new SignUp(UuidV7.of(at.toEpochMilli(), random), at);
  }

  /// Tells whether a member joined after the rush.
  boolean late(int number) {
    return number >= RUSH * plan.members();
  }

  private double millisAfterBeginning(double place) {
    double whole = Duration.ofDays(plan.days()).toMillis();
    double rush = Math.min((double) LONGEST_RUSH.toMillis(), whole / 20);
    return place < RUSH
        ? rush * place / RUSH
        : rush + (whole * LATEST - rush) * (place - RUSH) / (1 - RUSH);
  }
}
