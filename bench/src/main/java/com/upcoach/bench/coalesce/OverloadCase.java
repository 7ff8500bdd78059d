package com.upcoach.bench.coalesce;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Tally;
import com.upcoach.bench.machine.Cores;
import com.upcoach.bench.machine.GeneratorProof;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Twice as many requests as the server can handle (overload). Its goodput and latency must hold,
/// and check-ins have priority.
///
/// Generator and server have separate cores, also while the peak is measured: a generator with
/// twice the work must not take CPU time from the server.
final class OverloadCase implements Case<Stage> {

  private static final int CONNECTIONS = 128;
  private static final int CONNECTIONS_OF_OVERLOAD = 2_000;
  private static final double NORMAL_SHARE = 0.7;
  private static final double OVERLOAD = 2;
  private static final double SHARE_OF_CHECK_INS = 0.1;

  /// A request without a response two seconds after the load's end counts as unanswered.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// The refusal path is also compiled before it is measured.
  private static final int WARM_ROUNDS = 4;

  private record Overloaded(double goodput, double p99, double checkIns) {}

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    stage.stopServers();
    stage.fill();
    boolean prove = stage.options().prove();
    Server server = stage.start(Server.Launch.with(Stage.DATA).slowed(prove).pinned());
    Server reference =
        prove
            ? stage.start(Server.Launch.on(server.database(), "reference-apart").pinned())
            : server;
    int cores = Runtime.getRuntime().availableProcessors();
    Cores.pinGenerator(stage.bench());
    try (GeneratorProof proof = new GeneratorProof(stage.bench(), true)) {
      return measure(stage, server, reference, proof);
    } finally {
      Cores.unpin(stage.bench(), cores);
      stage.close(server);
      if (prove) {
        stage.close(reference);
      }
    }
  }

  private static List<Row> measure(
      Stage stage, Server server, Server reference, GeneratorProof proof) throws Exception {
    People people = new People(stage.fill(), server.database());
    Requests mix = people.everything();
    stage.warmUp(reference, mix);
    Duration counted = stage.options().counted();
    try (Generator usual = new Generator(reference.port(), mix, CONNECTIONS)) {
      Side peak = Measuring.rate(reference, usual, counted);
      double most = Rounds.interleaved(3, stage::log, List.of(peak)).values(0).median();
      stage.log(
          "overload: peak %,.0f/s of everything, so %,.0f/s are sent"
              .formatted(most, OVERLOAD * most));
      requireThatCheckInsFit(stage, reference, people, most);
      proof.requireOpen(OVERLOAD * most, CONNECTIONS_OF_OVERLOAD);
      Plan seventy = Plan.Open.at(NORMAL_SHARE * most, counted);
      stage.warmOpen(seventy, 99, usual);
      Side atSeventy = Measuring.percentile(reference, usual, seventy, 99);
      try (Generator crowd = new Generator(server.port(), mix, CONNECTIONS_OF_OVERLOAD)) {
        Plan plan = new Plan.Open(OVERLOAD * most, Duration.ofMillis(500), counted, PATIENCE);
        for (int round = 0; round < WARM_ROUNDS && !stage.options().prove(); round++) {
          stage.log("overload, warming up: " + crowd.run(plan).trouble());
        }
        return rows(stage, peak, atSeventy, crowd, plan);
      }
    }
  }

  private static List<Row> rows(Stage stage, Side peak, Side atSeventy, Generator crowd, Plan plan)
      throws Exception {
    List<Overloaded> measured = new ArrayList<>();
    Side goodput =
        () -> {
          Tally tally = crowd.run(plan);
          stage.log("overload: %s".formatted(tally.trouble()));
          Tally.Kind checkIns = tally.of("check-in");
          measured.add(
              new Overloaded(
                  tally.perSecond(),
                  tally.millisOfAdmitted(99),
                  checkIns.succeededCount() / (double) checkIns.sentCount()));
          return Side.Measurement.of(measured.getLast().goodput());
        };
    Rounds rounds =
        Rounds.interleaved(
            stage.options().rounds(),
            stage::log,
            List.of(
                goodput,
                peak,
                () -> Side.Measurement.of(measured.getLast().p99()),
                atSeventy,
                () -> Side.Measurement.of(measured.getLast().checkIns()),
                () -> Side.Measurement.of(1)));
    return List.of(
        Row.atLeast("twice the peak: goodput | own peak", rounds.compared(0, 1), 0.95),
        Row.atMost("twice the peak: p99 of admitted, ms | at 70 %", rounds.compared(2, 3), 2),
        Row.atLeast("twice the peak: check-ins answered | all", rounds.compared(4, 5), 0.999));
  }

  /// The check-ins alone must be within the server's capacity.
  private static void requireThatCheckInsFit(Stage stage, Server server, People people, double most)
      throws Exception {
    try (Generator generator =
        new Generator(server.port(), people.checkIns(), CheckInCase.CONNECTIONS)) {
      double alone = Measuring.rate(server, generator, ReadCase.TRY_OUT).measure().value();
      double sent = SHARE_OF_CHECK_INS * OVERLOAD * most;
      stage.log(
          "overload: %,.0f/s of them check-ins; alone it takes %,.0f/s".formatted(sent, alone));
      if (sent > alone) {
        throw new IllegalStateException("the check-ins alone would not fit");
      }
    }
  }
}
