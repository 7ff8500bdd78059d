package com.upcoach.bench.coalesce;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.OpenFiles;
import com.upcoach.bench.machine.Server;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Ten thousand open connections compared with a hundred, with the same requests at the same rate.
/// Each connection has carried a request before, so the cost of opening is excluded.
final class ConnectionsCase implements Case<Stage> {

  private static final int MANY = 10_000;
  private static final int FEW = 100;
  private static final int ROUNDS_OF_WARMING = 3;
  private static final double SHARE_OF_PEAK = 0.4;
  private static final double GOAL = 1.5;
  private static final Duration SETTLING = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Files that server and generator have open besides their connections.
  private static final int OTHER_FILES = 1_000;

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.ours();
    Server reference = stage.reference();
    Requests requests = stage.people().reads();
    stage.warm(reference, requests);
    int many = (int) Math.min(MANY, OpenFiles.hardLimit() - OTHER_FILES);
    if (many < MANY) {
      stage.log("connections: the limit of open files allows %d only".formatted(many));
    }
    Duration counted = stage.options().counted();
    double rate = SHARE_OF_PEAK * peak(reference, requests);
    stage.log("connections: open loop at %,.0f/s".formatted(rate));
    stage.proof().requireOpen(rate, many);
    Duration eachUsedOnce = Duration.ofMillis((long) (1_000 * many / rate));
    Plan plan = new Plan.Open(rate, SETTLING.plus(eachUsedOnce), counted, PATIENCE);
    for (int round = 0; round < (stage.options().prove() ? 1 : ROUNDS_OF_WARMING); round++) {
      double ofMany = crowd(server, requests, many, plan).measure().value();
      double ofFew = crowd(reference, requests, FEW, plan).measure().value();
      stage.log(
          String.format(Locale.ROOT, "warming up, open loop: %.2f ms %.2f ms", ofMany, ofFew));
    }
    Rounds rounds =
        Rounds.interleaved(
            stage.options().rounds(),
            stage::log,
            List.of(
                crowd(server, requests, many, plan),
                crowd(reference, requests, FEW, plan),
                crowd(reference, requests, FEW, plan)));
    String few = "%d connections: p99, ms".formatted(FEW);
    return List.of(
        Row.atMost(
            String.format(Locale.ROOT, "%,d connections: p99, ms | %d", many, FEW),
            rounds.compared(0, 1),
            GOAL),
        Row.without("noise: " + few + " | itself", rounds.compared(2, 1)));
  }

  private static double peak(Server server, Requests requests) throws Exception {
    try (Generator generator = new Generator(server.port(), requests, FEW)) {
      return Measuring.rate(server, generator, ReadCase.TRY_OUT).measure().value();
    }
  }

  /// Opens the connections, measures, and closes them again, so that the other side runs without
  /// them.
  private static Side crowd(Server server, Requests requests, int connections, Plan plan) {
    return () -> {
      try (Generator generator = new Generator(server.port(), requests, connections)) {
        return Measuring.percentile(server, generator, plan, 99).measure();
      }
    };
  }
}
