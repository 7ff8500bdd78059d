package com.upcoach.streak;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/// The precision of amounts and targets: thousandths, as in Loop Habit Tracker.
///
/// Every amount and target is rounded on input, half to even, by its decimal digits:
/// 0.30000000000000004 is 0.3, and 2.0005 is 2. From then on it is the `double` closest to a whole
/// number of thousandths. There is one such `double` for each number of thousandths up to
/// [#LARGEST], so comparisons are exact.
public final class Amounts {

  /// The largest amount or target.
  public static final double LARGEST = 1e12;

  /// The smallest amount or target above 0.
  public static final double SMALLEST = 0.001;

  /// Digits after the decimal point.
  public static final int DECIMALS = 3;

  private static final double SCALE = 1000;

  private Amounts() {}

  /// The amount rounded to thousandths.
  ///
  /// @param amount 0 to [#LARGEST]
  /// @throws IllegalArgumentException if it is out of range
  public static double rounded(double amount) {
    if (!inRange(amount)) {
      throw new IllegalArgumentException("amount: " + amount + " is not between 0 and " + LARGEST);
    }
    double near = Math.rint(amount * SCALE) / SCALE;
    return near == amount
        ? near + 0.0
        : BigDecimal.valueOf(amount).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
  }

  /// The target rounded to thousandths. The smallest target of a [Kind#DO] habit is [#SMALLEST]:
  /// an amount of 0 would meet a target of 0.
  ///
  /// @throws IllegalArgumentException if it is out of range
  public static double roundedTarget(Kind kind, double target) {
    double rounded = rounded(target);
    return kind == Kind.DO && target > 0 ? Math.max(rounded, SMALLEST) : rounded;
  }

  /// Whether the number is a valid amount.
  public static boolean inRange(double amount) {
    return amount >= 0 && amount <= LARGEST;
  }

  /// The number of thousandths, rounded as [#rounded] does.
  public static long thousandths(double amount) {
    return (long) Math.rint(rounded(amount) * SCALE);
  }

  /// The exact sum.
  public static double sum(Collection<Double> amounts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double amount : amounts) {
      sum = sum.add(BigDecimal.valueOf(thousandths(amount), DECIMALS));
    }
    return sum.doubleValue();
  }
}
