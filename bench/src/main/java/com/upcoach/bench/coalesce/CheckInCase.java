package com.upcoach.bench.coalesce;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Pgbench;
import com.upcoach.bench.machine.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A check-in by PUT compared with pgbench doing the same work, one transaction each. Also compared
/// with pgbench running the writing statement alone; a server that has to read first cannot reach
/// that.
final class CheckInCase implements Case<Stage> {

  static final int CONNECTIONS = 256;
  private static final double GOAL = 2.0;

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.ours();
    Requests requests = stage.people().checkIns();
    stage.warm(server, requests);
    Pgbench same = pgbench(stage, "check-in.sql");
    Pgbench writing = pgbench(stage, "check-in-write.sql");
    long postmaster = server.database().pid();
    int clients = clients(same, postmaster);
    int writers = clients(writing, postmaster);
    stage.log("check-in: pgbench %d clients, writing alone %d".formatted(clients, writers));
    Duration counted = stage.options().counted();
    try (Generator generator = new Generator(server.port(), requests, CONNECTIONS)) {
      List<Side> sides =
          List.of(
              Measuring.rate(server, generator, counted),
              Measuring.rate(same, postmaster, clients, counted),
              Measuring.rate(writing, postmaster, writers, counted));
      Rounds rounds = Rounds.interleaved(stage.options().rounds(), stage::log, sides);
      stage.proof().requireClosed(rounds.values(0).most(), CONNECTIONS);
      return List.of(
          Row.atLeast("check-in | pgbench, same work", rounds.compared(0, 1), GOAL),
          Row.without("check-in | pgbench, write statement alone", rounds.compared(0, 2)));
    }
  }

  private static Pgbench pgbench(Stage stage, String file) throws Exception {
    return Pgbench.of(
        stage.bench(),
        stage.ours().database(),
        List.of(Database.statement(file)),
        Map.of("targets", "" + stage.people().targetCount()));
  }

  private static int clients(Pgbench pgbench, long postmaster) throws Exception {
    return Measuring.best(
        ReadCase.CLIENTS, each -> Measuring.rate(pgbench, postmaster, each, ReadCase.TRY_OUT));
  }
}
