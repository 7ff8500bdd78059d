package com.upcoach.demo;

import java.time.Duration;

/// Result of a load.
///
/// @param took from generating the first member until all rows were durable and statistics gathered
public record DemoReport(long members, long habits, long checkIns, long standings, Duration took) {

  /// Check-ins per second, including summaries and points.
  public long checkInsPerSecond() {
    return Math.round(checkIns / (took.toNanos() / 1e9));
  }
}
