package com.upcoach.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The delays of an exponential backoff: none at first, then doubling up to a cap.
///
/// @param delays after the first, second, … attempt; the last delay applies to all further ones
record BackoffSchedule(List<Duration> delays) {

  /// For networks that the owner has not signed in from: allows about a hundred guesses a day.
  static final BackoffSchedule UNKNOWN_NETWORK =
      doubling(5, Duration.ofSeconds(10), Duration.ofMinutes(15));

  /// For the owner's own networks and sessions: shorter, but still limiting, as an attacker may
  /// share a network with the owner.
  static final BackoffSchedule KNOWN_NETWORK =
      doubling(10, Duration.ofSeconds(5), Duration.ofMinutes(1));

  BackoffSchedule {
    delays = List.copyOf(delays);
  }

  /// @param free the number of the attempt that causes the first delay
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
