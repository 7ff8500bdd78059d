package com.upcoach.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Sides measured in turn, A B A B …, so that whatever else the machine does falls on all of them.
public final class Rounds {

  private final Side.Measured[][] all;

  private Rounds(Side.Measured[][] all) {
    this.all = all;
  }

  /// Measures.
  ///
  /// @param rounds 1 or more
  /// @param says is told each round
  public static Rounds interleaved(int rounds, Consumer<String> says, List<Side> sides)
      throws Exception {
    Side.Measured[][] all = new Side.Measured[rounds][sides.size()];
    for (int round = 0; round < rounds; round++) {
      StringBuilder line = new StringBuilder();
      for (int side = 0; side < sides.size(); side++) {
        all[round][side] = sides.get(side).measure();
        line.append(side == 0 ? "" : " | ")
            .append(String.format(Locale.ROOT, "%,.2f", all[round][side].value()));
      }
      says.accept("  round %d of %d: %s".formatted(round + 1, rounds, line));
    }
    return new Rounds(all);
  }

  /// The values of one side.
  public Spread values(int side) {
    double[] values = new double[all.length];
    for (int round = 0; round < all.length; round++) {
      values[round] = all[round][side].value();
    }
    return Spread.of(values);
  }

  /// One side by another: the ratio is formed in each round.
  public Compared compared(int ours, int limit) {
    double[] ratios = new double[all.length];
    for (int round = 0; round < all.length; round++) {
      ratios[round] = all[round][ours].value() / all[round][limit].value();
    }
    return new Compared(
        values(ours).median(), values(limit).median(), Spread.of(ratios), cpu(ours), cpu(limit));
  }

  private double cpu(int side) {
    double[] values = new double[all.length];
    for (int round = 0; round < all.length; round++) {
      values[round] = all[round][side].cpuMicros();
    }
    return Spread.of(values).median();
  }

  /// Two sides beside each other.
  ///
  /// @param ours median
  /// @param limit median
  /// @param ratio of the rounds' own ratios
  /// @param oursCpu processor microseconds a request; NaN where unknown
  /// @param limitCpu the same of the limit
  public record Compared(double ours, double limit, Spread ratio, double oursCpu, double limitCpu) {

    /// A value that was measured a few times beside a limit that is a number.
    public static Compared withNumber(Spread ours, double limit) {
      return new Compared(
          ours.median(),
          limit,
          new Spread(ours.median() / limit, ours.least() / limit, ours.most() / limit),
          Double.NaN,
          Double.NaN);
    }
  }
}
