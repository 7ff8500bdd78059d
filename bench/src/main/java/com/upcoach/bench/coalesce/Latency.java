package com.upcoach.bench.coalesce;

import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Server;
import java.util.List;

/// The p95 of one server compared with that of another, in open loops of the same rate.
///
/// It is measured at two rates. An open loop makes small batches, which take two to three times the
/// CPU time per request of a closed loop's. At 30 % of the closed loop's rate, more than three
/// quarters of a two-core machine are busy, including the generator. The latency then is mainly the
/// wait for a core. That line has no goal; the goal applies to half of the rate.
///
/// @param connections of each generator
/// @param goal upper bound of the ratio
record Latency(Stage stage, int connections, double goal) {

  private static final double PERCENTILE = 95;
  private static final double SHARE_OF_PEAK = 0.15;
  private static final double BUSY_SHARE_OF_PEAK = 0.3;

  /// A server and its load generator.
  record Loaded(Server server, Generator generator) {}

  /// @param name of the line, up to the measured quantity
  /// @param limit its closed loop's rate counts
  List<Row> against(String name, String of, Loaded ours, Loaded limit) throws Exception {
    double peak =
        Measuring.rate(limit.server(), limit.generator(), ReadCase.TRY_OUT).measure().value();
    Rounds usual = rounds(peak * SHARE_OF_PEAK, ours, limit);
    Rounds busy = rounds(peak * BUSY_SHARE_OF_PEAK, ours, limit);
    return List.of(
        Row.atMost(name + ": p95, ms | " + of, usual.compared(0, 1), goal),
        Row.without("at twice that rate: p95, ms | " + of, busy.compared(0, 1)));
  }

  private Rounds rounds(double rate, Loaded ours, Loaded limit) throws Exception {
    stage.log("open loop at %,.0f/s".formatted(rate));
    stage.proof().requireOpen(rate, connections);
    Plan plan = Plan.Open.at(rate, stage.options().counted());
    stage.warmOpen(plan, PERCENTILE, ours.generator(), limit.generator());
    return Rounds.interleaved(
        stage.options().rounds(),
        stage::log,
        List.of(
            Measuring.percentile(ours.server(), ours.generator(), plan, PERCENTILE),
            Measuring.percentile(limit.server(), limit.generator(), plan, PERCENTILE)));
  }
}
