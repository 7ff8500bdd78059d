package com.upcoach.demo;

import java.time.Duration;

/// What was written.
///
/// @param took from making up the first member until all was durable and its statistics gathered
public record DemoReport(long members, long habits, long checkIns, long standings, Duration took) {

  /// Check-ins in a second, summaries and points included.
  public long checkInsPerSecond() {
    return Math.round(checkIns / (took.toNanos() / 1e9));
  }
}
