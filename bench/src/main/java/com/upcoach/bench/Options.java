package com.upcoach.bench;

import java.time.Duration;
import java.util.Set;

/// Command line options of a bench run.
///
/// @param prove slows our side down on purpose; every goal must then be missed
/// @param full uses the largest amounts of data
/// @param rounds number of comparisons between the sides
/// @param counted duration of one measurement of one side in a round
/// @param cases cases to run; empty for all
public record Options(
    boolean prove, boolean full, int rounds, Duration counted, Set<String> cases) {

  public Options {
    cases = Set.copyOf(cases);
  }

  /// Tells whether this case is requested.
  public boolean wants(String name) {
    return cases.isEmpty() || cases.contains(name);
  }
}
