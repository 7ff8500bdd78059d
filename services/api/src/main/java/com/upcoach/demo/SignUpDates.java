package com.upcoach.demo;

import com.upcoach.input.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/// When members joined: three quarters in a rush at the beginning, the others evenly since.
///
/// The order of joining is that of the members' numbers, so rows made in that order come in the
/// order of their keys.
record SignUpDates(DemoPlan plan) {

  private static final double RUSH = 0.75;
  private static final Duration LONGEST_RUSH = Duration.ofHours(12);

  /// The last to join have been here for a while too.
  private static final double LATEST = 0.97;

  /// A member's beginning.
  record Arrival(UUID id, Instant at) {}

  Arrival of(int number) {
    SplittableRandom random = plan.random(DemoPlan.Subject.ARRIVAL, number);
    double place = (number + random.nextDouble()) / plan.members();
    Instant at = plan.beginning().plusMillis((long) millisAfterBeginning(place));
    return new Arrival(UuidV7.of(at.toEpochMilli(), random), at);
  }

  /// Whether a member joined after the rush.
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
