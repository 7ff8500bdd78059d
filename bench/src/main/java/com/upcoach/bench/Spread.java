package com.upcoach.bench;

import java.util.Arrays;
import java.util.Locale;

/// Median and range of several measurements.
public record Spread(double median, double least, double most) {

  /// Computes the spread. The median of an even number of values is the mean of the two in the
  /// middle.
  ///
  /// @param values at least one
  /// @throws IllegalArgumentException for none
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /// `least–most`.
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f–%.2f", least, most).replace("Infinity", "∞");
  }
}
