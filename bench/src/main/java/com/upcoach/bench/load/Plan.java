package com.upcoach.bench.load;

import java.time.Duration;

/// How a load is sent.
public sealed interface Plan {

  /// How long it runs before anything counts.
  Duration before();

  /// How long it counts.
  Duration counted();

  /// How long, after that, replies that are due may still come.
  Duration patience();

  /// Each connection sends its next request when the last one is answered: the most a server can
  /// do, and no measure of waiting.
  record Closed(Duration before, Duration counted, Duration patience) implements Plan {

    /// Nothing counts in the first half second, for the connections to find their pace.
    public static Closed lasting(Duration counted) {
      return new Closed(Duration.ofMillis(500), counted, Duration.ofSeconds(10));
    }
  }

  /// Requests are sent at times that are fixed beforehand, whatever the server does. Where no
  /// connection is free the request waits, and its time runs from when it should have been sent:
  /// that is what its sender would have waited.
  ///
  /// @param rate requests a second, above 0
  record Open(double rate, Duration before, Duration counted, Duration patience) implements Plan {

    public Open {
      if (!(rate > 0)) {
        throw new IllegalArgumentException("rate: " + rate + " is not above 0");
      }
    }

    /// A rate over a time, of which the first half second does not count.
    public static Open at(double rate, Duration counted) {
      return new Open(rate, Duration.ofMillis(500), counted, Duration.ofSeconds(10));
    }
  }
}
