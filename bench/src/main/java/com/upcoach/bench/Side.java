package com.upcoach.bench;

/// One of the compared sides. It can be measured repeatedly.
public interface Side {

  /// Result of one measurement.
  ///
  /// @param value requests per second, or milliseconds
  /// @param cpuMicros CPU time of server and database per request; NaN where not measured
  record Measured(double value, double cpuMicros) {

    /// A result without CPU time.
    public static Measured of(double value) {
      return new Measured(value, Double.NaN);
    }
  }

  /// Measures once.
  Measured measure() throws Exception;
}
