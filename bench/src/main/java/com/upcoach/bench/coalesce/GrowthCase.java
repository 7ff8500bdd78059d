package com.upcoach.bench.coalesce;

import com.upcoach.bench.Case;
import com.upcoach.bench.Row;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The member's day with many more check-ins stored: ten times as many members with histories of
/// the same length, fifty times with `--full`.
final class GrowthCase implements Case<Stage> {

  private static final String LARGE = "large";
  private static final int TIMES = 10;
  private static final int TIMES_IN_FULL = 50;
  private static final int CONNECTIONS = 64;
  private static final double GOAL = 1.2;

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    int times = stage.options().full() ? TIMES_IN_FULL : TIMES;
    Server small = stage.reference();
    var ofSmall = stage.people().todayReads();
    Path tokens = Server.demo(stage.bench(), LARGE, Stage.MEMBERS * times, Stage.DAYS);
    Server large = stage.start(Server.Launch.with(LARGE).slowed(stage.options().prove()));
    try {
      large.database().settle();
      var ofLarge = new People(tokens, large.database()).todayReads();
      stage.warmUp(large, ofLarge);
      stage.warm(small, ofSmall);
      try (Generator many = new Generator(large.port(), ofLarge, CONNECTIONS);
          Generator few = new Generator(small.port(), ofSmall, CONNECTIONS)) {
        return new Latency(stage, CONNECTIONS, GOAL)
            .against(
                String.format(Locale.ROOT, "today, %.1f M check-ins", millions(large.database())),
                String.format(Locale.ROOT, "%.1f M", millions(small.database())),
                new Latency.Loaded(large, many),
                new Latency.Loaded(small, few));
      }
    } finally {
      stage.close(large);
    }
  }

  private static double millions(Database database) throws Exception {
    return database.list("select count(*) from check_in", row -> row.getLong(1)).getFirst() / 1e6;
  }
}
