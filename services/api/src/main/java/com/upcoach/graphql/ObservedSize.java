package com.upcoach.graphql;

/// How many entries a list has had of late, where no argument says how many it may have.
///
/// May be used by any thread.
final class ObservedSize {

  /// How much the latest list counts.
  private static final double WEIGHT = 1.0 / 64;

  private double size;

  /// @param declared what the schema says, until it is known better
  ObservedSize(int declared) {
    this.size = declared;
  }

  synchronized void observe(int entries) {
    size += WEIGHT * (entries - size);
  }

  /// At least 1: what is within has been planned, if nothing else.
  synchronized long now() {
    return Math.max(1, Math.round(size));
  }
}
