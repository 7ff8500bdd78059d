package com.upcoach.bench.load;

import java.time.Duration;

/// Plan of a load.
public sealed interface Plan {

  /// Warm-up time, which is not counted.
  Duration before();

  /// Time that is counted.
  Duration counted();

  /// Extra time for outstanding replies afterwards.
  Duration patience();

  /// Each connection sends its next request when the last one is answered. It measures the peak
  /// throughput, not latency.
  record Closed(Duration before, Duration counted, Duration patience) implements Plan {

    /// A plan with an uncounted first half second, for the throughput to settle.
    public static Closed lasting(Duration counted) {
      return new Closed(Duration.ofMillis(500), counted, Duration.ofSeconds(10));
    }
  }

  /// Requests are sent at fixed times, independently of the server. If no connection is free the
  /// request waits, and its latency counts from the intended send time, as its sender experiences
  /// it (no coordinated omission).
  ///
  /// @param rate requests per second, above 0
  record Open(double rate, Duration before, Duration counted, Duration patience) implements Plan {

    public Open {
      if (!(rate > 0)) {
        throw new IllegalArgumentException("rate: " + rate + " is not above 0");
      }
    }

    /// A plan for a rate and a time, with an uncounted first half second.
    public static Open at(double rate, Duration counted) {
      return new Open(rate, Duration.ofMillis(500), counted, Duration.ofSeconds(10));
    }
  }
}
