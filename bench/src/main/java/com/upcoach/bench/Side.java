package com.upcoach.bench;

/// One of the compared sides. It can be measured repeatedly.
public interface Side {

  /// Result of one measurement.
  ///
  /// @param value requests per second, or milliseconds
  /// @param cpuMicros CPU time of server and database per request; NaN where not measured
  record Measurement(double value, double cpuMicros) {

    /// A result without CPU time.
    public static Measurement of(double value) {
      return new Measurement(value, Double.NaN);
    }
  }

  /// Measures once.
  Measurement measure() throws Exception;
}
