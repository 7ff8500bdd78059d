package com.upcoach.bench.api;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.Spread;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.load.Tally;
import com.upcoach.bench.machine.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/// Expensive documents from an attacker: time until each is refused, memory left behind, and the
/// effect on other callers of one member who sends as many as the default rate limit permits.
final class HostileCase implements Case<Stage> {

  private static final double REFUSED_WITHIN_MS = 20;
  private static final double FLAT = 1.1;
  private static final double GOAL_OF_OTHERS = 1.5;

  /// Requests per second: the default `--rate-limit`.
  private static final int HOSTILE_RATE = 50;

  private static final int RATE_OF_OTHERS = 1_000;
  private static final int CONNECTIONS = 32;

  private static final int MEGABYTE = 1_000_000;
  private static final int UNMEASURED = 100;
  private static final int MEASURED = 100;
  private static final double PERCENTILE = 99;

  /// Number of documents of each kind between two measurements of memory.
  private static final int FOR_MEMORY = 500;

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.uncached();
    String token = stage.members().getFirst().token();
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, IntFunction<String>> kind : HostileDocuments.all().entrySet()) {
      rows.add(refused(stage, server, token, kind.getKey(), kind.getValue()));
    }
    rows.add(megabyte(stage, server, token));
    rows.add(memory(stage, server, token));
    rows.add(others(stage, server, token));
    return rows;
  }

  private static Row refused(
      Stage stage, Server server, String token, String kind, IntFunction<String> document)
      throws Exception {
    double[] millis = new double[MEASURED];
    try (RawConnection connection = new RawConnection(server.port())) {
      for (int turn = -UNMEASURED; turn < MEASURED; turn++) {
        double took = connection.refused(token, Stage.body(document.apply(turn)));
        if (turn >= 0) {
          millis[turn] = took;
        }
      }
    }
    return refused(stage, kind, millis);
  }

  /// A megabyte is refused by its Content-Length, over a separate connection.
  private static Row megabyte(Stage stage, Server server, String token) throws Exception {
    double[] millis = new double[MEASURED];
    for (int turn = -UNMEASURED; turn < MEASURED; turn++) {
      try (RawConnection connection = new RawConnection(server.port())) {
        double took = connection.announced(token, MEGABYTE);
        if (turn >= 0) {
          millis[turn] = took;
        }
      }
    }
    return refused(stage, "1 MB of tokens", millis);
  }

  private static Row refused(Stage stage, String kind, double[] millis) {
    Arrays.sort(millis);
    double worst = millis[(int) Math.ceil(MEASURED * PERCENTILE / 100) - 1];
    stage.log("%s: p99 %.2f ms".formatted(kind, worst));
    return Row.atMost(
        "%s: refused within, p99 ms | %.0f".formatted(kind, REFUSED_WITHIN_MS),
        Rounds.Comparison.withNumber(
            new Spread(worst, millis[0], millis[MEASURED - 1]), REFUSED_WITHIN_MS),
        1);
  }

  /// Live heap after a garbage collection, before and after. The document cache is bounded, and
  /// filled before.
  private static Row memory(Stage stage, Server server, String token) throws Exception {
    double atFirst = server.liveHeapMib();
    lot(server, token, 10_000);
    double before = server.liveHeapMib();
    lot(server, token, 20_000);
    double after = server.liveHeapMib();
    stage.log(
        "live heap: %.1f MiB at first, %.1f once they are remembered, %.1f after as many more"
            .formatted(atFirst, before, after));
    return Row.atMost(
        "live heap after %,d of them, MiB | before"
            .formatted(FOR_MEMORY * HostileDocuments.all().size()),
        Rounds.Comparison.withNumber(Spread.of(after), before),
        FLAT);
  }

  private static void lot(Server server, String token, int first) throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      for (IntFunction<String> document : HostileDocuments.all().values()) {
        for (int turn = 0; turn < FOR_MEMORY; turn++) {
          connection.refused(token, Stage.body(document.apply(first + turn)));
        }
      }
    }
  }

  private static Row others(Stage stage, Server server, String token) throws Exception {
    Requests reads =
        Requests.of(
            stage.members().stream()
                .map(member -> Request.get("day", "/v1/today", member.token()))
                .toList());
    List<Request> bad = new ArrayList<>();
    for (int turn = 0; turn < FOR_MEMORY; turn++) {
      for (IntFunction<String> document : HostileDocuments.all().values()) {
        bad.add(
            Request.sending(
                "hostile", "POST", "/graphql", token, Stage.body(document.apply(50_000 + turn))));
      }
    }
    stage.warm(server, reads, CONNECTIONS);
    Plan plan = Plan.Open.at(RATE_OF_OTHERS, stage.options().counted());
    Plan hostile =
        Plan.Open.at(
            stage.options().prove() ? 40 * HOSTILE_RATE : HOSTILE_RATE, stage.options().counted());
    try (Generator ours = new Generator(server.port(), reads, CONNECTIONS);
        Generator theirs = new Generator(server.port(), Requests.of(bad), 4)) {
      Side beset =
          () -> {
            FutureTask<Tally> attack = new FutureTask<>(() -> theirs.run(hostile));
            Thread.ofPlatform().daemon().name("hostile").start(attack);
            double p99 = ours.run(plan).millis(PERCENTILE);
            attack.get();
            return Side.Measurement.of(p99);
          };
      Side alone = () -> Side.Measurement.of(ours.run(plan).millis(PERCENTILE));
      beset.measure();
      Rounds rounds =
          Rounds.interleaved(stage.options().rounds(), stage::log, List.of(beset, alone));
      return Row.atMost(
          "p99 of other callers, %d of them a second | none".formatted(HOSTILE_RATE),
          rounds.compared(0, 1),
          GOAL_OF_OTHERS);
    }
  }
}
