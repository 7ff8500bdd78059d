package com.upcoach.bench.coalesce;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Server;
import java.time.Duration;
import java.util.List;

/// Latency of check-ins at 70 % of the server's peak rate.
final class TailCase implements Case<Stage> {

  private static final double SHARE = 0.7;
  private static final double MAX_MILLIS = 25;

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server reference = stage.reference();
    Server server = stage.ours();
    Requests requests = stage.people().checkIns();
    stage.warm(reference, requests);
    Duration counted = stage.options().counted();
    double peak = peak(stage, reference, requests, counted);
    double rate = SHARE * peak;
    stage.log("tail: peak %,.0f/s, open loop at %,.0f/s".formatted(peak, rate));
    stage.proof().requireOpen(rate, CheckInCase.CONNECTIONS);
    try (Generator generator = new Generator(server.port(), requests, CheckInCase.CONNECTIONS)) {
      Plan plan = Plan.Open.at(rate, counted);
      stage.warmOpen(plan, 99, generator);
      Side p99 = Measuring.percentile(server, generator, plan, 99);
      Rounds rounds = Rounds.interleaved(stage.options().rounds(), stage::log, List.of(p99));
      return List.of(
          Row.atMost(
              "check-in at 70 % of peak: p99, ms | 25 ms",
              Rounds.Comparison.withNumber(rounds.values(0), MAX_MILLIS), 1));
    }
  }

  /// The median of three.
  private static double peak(Stage stage, Server server, Requests requests, Duration counted)
      throws Exception {
    try (Generator generator = new Generator(server.port(), requests, CheckInCase.CONNECTIONS)) {
      Side side = Measuring.rate(server, generator, counted);
      return Rounds.interleaved(3, stage::log, List.of(side)).values(0).median();
    }
  }
}
