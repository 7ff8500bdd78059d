package com.upcoach.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Delays after failed attempts: none at first, then doubling up to a cap.
///
/// @param delays after the first, second, … attempt; the last one holds from there on
record BackoffSchedule(List<Duration> delays) {

  /// For places that the owner has not signed in from: about a hundred guesses a day.
  static final BackoffSchedule UNKNOWN_PLACE =
      doubling(5, Duration.ofSeconds(10), Duration.ofMinutes(15));

  /// For the owner's own networks and sessions: others may share a network with the owner, and
  /// may still not guess for long.
  static final BackoffSchedule KNOWN_PLACE =
      doubling(10, Duration.ofSeconds(5), Duration.ofMinutes(1));

  BackoffSchedule {
    delays = List.copyOf(delays);
  }

  /// @param free attempts after which the first delay comes
  static BackoffSchedule doubling(int free, Duration first, Duration cap) {
    List<Duration> delays = new ArrayList<>();
    for (int attempt = 1; attempt < free; attempt++) {
      delays.add(Duration.ZERO);
    }
    for (Duration delay = first; delay.compareTo(cap) < 0; delay = delay.multipliedBy(2)) {
      delays.add(delay);
    }
    delays.add(cap);
    return new BackoffSchedule(delays);
  }

  Double[] seconds() {
    return delays.stream().map(delay -> (double) delay.toSeconds()).toArray(Double[]::new);
  }
}
