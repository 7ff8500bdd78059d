package com.upcoach.bench.coalesce;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Server;
import java.util.List;

/// Latency of a check-in on a single connection, which must not wait for a batch, compared with a
/// server that never batches. Both are additional servers on the same database, reached the same
/// way.
final class AloneCase implements Case<Stage> {

  private static final String SETTING = "batch-limit";
  private static final double GOAL = 1.1;

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Database database = stage.ours().database();
    Requests requests = stage.people().checkIns();
    Server.Launch unbatched = Server.Launch.on(database, "unbatched");
    if (Server.knows(stage.bench(), SETTING)) {
      unbatched = unbatched.flags("--" + SETTING, "1");
    } else {
      stage.log("alone: this server has no --%s: both sides are the same".formatted(SETTING));
    }
    Server ours =
        stage.start(Server.Launch.on(database, "batched").slowed(stage.options().prove()));
    Server limit = stage.start(unbatched);
    try (Generator batched = new Generator(ours.port(), requests, 1);
        Generator other = new Generator(limit.port(), requests, 1)) {
      stage.warm(ours, requests);
      stage.warm(limit, requests);
      Plan plan = Plan.Closed.lasting(stage.options().counted());
      Rounds rounds =
          Rounds.interleaved(
              stage.options().rounds(),
              stage::log,
              List.of(
                  Measuring.percentile(ours, batched, plan, 50),
                  Measuring.percentile(limit, other, plan, 50)));
      return List.of(
          Row.atMost("check-in alone: p50, ms | without batching", rounds.compared(0, 1), GOAL));
    } finally {
      stage.close(ours);
      stage.close(limit);
    }
  }
}
