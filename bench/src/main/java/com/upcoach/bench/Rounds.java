package com.upcoach.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Interleaved measurements of several sides, A B A B …, so that other load on the machine affects
/// all of them.
public final class Rounds {

  private final Side.Measurement[][] all;

  private Rounds(Side.Measurement[][] all) {
    this.all = all;
  }

  /// Measures all sides in turn.
  ///
  /// @param rounds 1 or more
  /// @param log receives a line for each round
  public static Rounds interleaved(int rounds, Consumer<String> log, List<Side> sides)
      throws Exception {
    Side.Measurement[][] all = new Side.Measurement[rounds][sides.size()];
    for (int round = 0; round < rounds; round++) {
      StringBuilder line = new StringBuilder();
      for (int side = 0; side < sides.size(); side++) {
        all[round][side] = sides.get(side).measure();
        line.append(side == 0 ? "" : " | ")
            .append(String.format(Locale.ROOT, "%,.2f", all[round][side].value()));
      }
      log.accept("  round %d of %d: %s".formatted(round + 1, rounds, line));
    }
    return new Rounds(all);
  }

  /// The measured values of one side.
  public Spread values(int side) {
    double[] values = new double[all.length];
    for (int round = 0; round < all.length; round++) {
      values[round] = all[round][side].value();
    }
    return Spread.of(values);
  }

  /// Compares one side with another by the ratio in each round.
  public Comparison compared(int ours, int limit) {
    double[] ratios = new double[all.length];
    for (int round = 0; round < all.length; round++) {
      ratios[round] = all[round][ours].value() / all[round][limit].value();
    }
    return new Comparison(
        values(ours).median(), values(limit).median(), Spread.of(ratios), cpu(ours), cpu(limit));
  }

  private double cpu(int side) {
    double[] values = new double[all.length];
    for (int round = 0; round < all.length; round++) {
      values[round] = all[round][side].cpuMicros();
    }
    return Spread.of(values).median();
  }

  /// Comparison of two sides.
  ///
  /// @param ours median
  /// @param limit median
  /// @param ratio spread of the ratios of the rounds
  /// @param oursCpu CPU microseconds per request; NaN where unknown
  /// @param limitCpu the same for the limit
  public record Comparison(
      double ours, double limit, Spread ratio, double oursCpu, double limitCpu) {

    /// A comparison without CPU time.
    public Comparison(double ours, double limit, Spread ratio) {
      this(ours, limit, ratio, Double.NaN, Double.NaN);
    }

    /// Compares a value that was measured several times with a number.
    public static Comparison withNumber(Spread ours, double limit) {
      return new Comparison(
          ours.median(),
          limit,
          new Spread(ours.median() / limit, ours.least() / limit, ours.most() / limit));
    }
  }
}
