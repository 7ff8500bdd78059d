package com.upcoach.graphql;

/// The moving average of the entries of a list without a size argument. Thread-safe.
final class ObservedSize {

  /// The weight of the latest list in the exponential moving average.
  private static final double WEIGHT = 1.0 / 64;

  private double size;

  /// @param declared the initial value, from the schema
  ObservedSize(int declared) {
    this.size = declared;
  }

  /// Adds the size of a list.
  synchronized void observe(int entries) {
    size += WEIGHT * (entries - size);
  }

  /// The average, at least 1: planning the fields within has a cost even for empty lists.
  synchronized long average() {
    return Math.max(1, Math.round(size));
  }
}
