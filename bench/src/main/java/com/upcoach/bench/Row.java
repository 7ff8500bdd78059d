package com.upcoach.bench;

import java.util.OptionalDouble;

/// A line of the table.
///
/// @param ratio `ours / limit`, the median of the rounds
/// @param spread in words
/// @param goal what the ratio has to reach, or to stay below; empty for a line that only informs
/// @param atLeast whether the goal is to be reached, rather than to stay below
/// @param met whether it is so; true without a goal
/// @param whole whether the case ran to its end; what broke off has not missed a goal, it has none
public record Row(
    String name,
    double ours,
    double limit,
    double ratio,
    String spread,
    OptionalDouble goal,
    boolean atLeast,
    boolean met,
    boolean whole,
    double oursCpu,
    double limitCpu) {

  /// A ratio that has to be so high.
  public static Row atLeast(String name, Rounds.Compared compared, double goal) {
    return of(name, compared, OptionalDouble.of(goal), true);
  }

  /// A ratio that may be so high at most.
  public static Row atMost(String name, Rounds.Compared compared, double goal) {
    return of(name, compared, OptionalDouble.of(goal), false);
  }

  /// A ratio that is worth knowing.
  public static Row without(String name, Rounds.Compared compared) {
    return of(name, compared, OptionalDouble.empty(), true);
  }

  /// A case that did not run to its end.
  public static Row brokeOff(String name) {
    return new Row(
        name,
        0,
        0,
        0,
        "broke off",
        OptionalDouble.empty(),
        true,
        false,
        false,
        Double.NaN,
        Double.NaN);
  }

  private static Row of(
      String name, Rounds.Compared compared, OptionalDouble goal, boolean atLeast) {
    double ratio = compared.ratio().median();
    boolean met =
        goal.isEmpty() || (atLeast ? ratio >= goal.getAsDouble() : ratio <= goal.getAsDouble());
    return new Row(
        name,
        compared.ours(),
        compared.limit(),
        ratio,
        compared.ratio().toString(),
        goal,
        atLeast,
        met,
        true,
        compared.oursCpu(),
        compared.limitCpu());
  }
}
