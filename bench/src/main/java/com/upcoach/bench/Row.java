package com.upcoach.bench;

import java.util.OptionalDouble;

/// A line of the table.
///
/// @param ratio `ours / limit`, the median of the rounds
/// @param spread as text
/// @param goal lower or upper bound of the ratio; empty for a line without a goal
/// @param atLeast whether the goal is a lower bound
/// @param met whether the goal is met; true without a goal
/// @param whole whether the case was completed. A case that broke off has no result rather than a
///     missed goal
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

  /// A line whose ratio must reach the goal.
  public static Row atLeast(String name, Rounds.Comparison compared, double goal) {
    return of(name, compared, OptionalDouble.of(goal), true);
  }

  /// A line whose ratio must not exceed the goal.
  public static Row atMost(String name, Rounds.Comparison compared, double goal) {
    return of(name, compared, OptionalDouble.of(goal), false);
  }

  /// A line without a goal.
  public static Row without(String name, Rounds.Comparison compared) {
    return of(name, compared, OptionalDouble.empty(), true);
  }

  /// The line of a case that broke off.
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
      String name, Rounds.Comparison compared, OptionalDouble goal, boolean atLeast) {
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
