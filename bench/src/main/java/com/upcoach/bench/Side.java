package com.upcoach.bench;

/// One of the sides that are compared: it can be measured again and again.
public interface Side {

  /// What one measurement gave.
  ///
  /// @param value requests a second, or milliseconds
  /// @param cpuMicros processor time a request of server and database; NaN where it was not asked
  record Measured(double value, double cpuMicros) {

    /// A value alone.
    public static Measured of(double value) {
      return new Measured(value, Double.NaN);
    }
  }

  /// Measures once.
  Measured measure() throws Exception;
}
