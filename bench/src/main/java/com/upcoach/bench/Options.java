package com.upcoach.bench;

import java.time.Duration;
import java.util.Set;

/// What was asked of a bench.
///
/// @param prove our side is slowed down on purpose, and every goal is to be missed
/// @param full with the largest amounts of data
/// @param rounds how often sides are compared
/// @param counted how long one side is measured in a round
/// @param cases which ones; empty for all
public record Options(
    boolean prove, boolean full, int rounds, Duration counted, Set<String> cases) {

  public Options {
    cases = Set.copyOf(cases);
  }

  /// Whether this case is asked for.
  public boolean wants(String name) {
    return cases.isEmpty() || cases.contains(name);
  }
}
