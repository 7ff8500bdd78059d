package com.upcoach.bench.api;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Pgbench;
import com.upcoach.bench.machine.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A GraphQL query of a group, its twenty members, their habits and streaks, uncached, compared
/// with pgbench running one statement for the same rows. Also counts the SQL statements per
/// request.
final class GraphCase implements Case<Stage> {

  private static final double GOAL = 0.25;
  private static final int CONNECTIONS = 64;

  /// Groups, members, habits with their streaks.
  private static final int LEVELS = 3;

  private static final List<Integer> CLIENTS = List.of(4, 8, 16);
  private static final Duration TRY_OUT = Duration.ofSeconds(2);
  private static final int KEYS = 128;
  private static final int FEW = 20;

  /// Total of twenty members.
  private static final int HABITS = 100;

  /// Maximum delay of PostgreSQL's own counters.
  private static final Duration COUNTER_DELAY = Duration.ofMillis(2_500);

  private static final String STATEMENTS =
      "select xact_commit from pg_stat_database where datname = current_database()";

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.uncached();
    String body = stage.persisted("Circle").body();
    String circle = stage.persisted("Circle").path();
    for (Stage.Member member : stage.members().stream().limit(KEYS).toList()) {
      byte[] answer = stage.read(server, circle, member.token(), "identity").body();
      Stage.requireComplete(new String(answer, UTF_8), "\"title\"", HABITS);
    }
    Requests requests = requests(stage.members(), body);
    stage.warm(server, requests, CONNECTIONS);
    Pgbench pgbench = pgbench(stage, server);
    int clients =
        Measuring.best(
            CLIENTS, each -> Measuring.rate(pgbench, server.database().pid(), each, TRY_OUT));
    List<Row> rows = new ArrayList<>();
    Duration counted = stage.options().counted();
    try (Generator generator = new Generator(server.port(), requests, CONNECTIONS)) {
      Side ours = Measuring.rate(server, generator, counted);
      Side limit = Measuring.rate(pgbench, server.database().pid(), clients, counted);
      Rounds rounds =
          Rounds.interleaved(stage.options().rounds(), stage::log, List.of(ours, limit));
      stage.proof().requireClosed(rounds.values(0).most(), CONNECTIONS);
      rows.add(
          Row.atLeast(
              "group, 20 members, habits, streaks | one statement, pgbench",
              rounds.compared(0, 1),
              GOAL));
      rows.add(statements(stage, server, generator, CONNECTIONS, 1));
    }
    // A few members with recently validated sessions: the periodic validation of a session is not
    // part of the measurement.
    Requests few = requests(stage.members().subList(0, FEW), body);
    try (Generator alone = new Generator(server.port(), few, 1)) {
      rows.add(statements(stage, server, alone, 1, LEVELS));
    }
    return rows;
  }

  private static Requests requests(List<Stage.Member> members, String body) {
    return Requests.of(
        members.stream()
            .map(member -> Request.sending("graph", "POST", "/graphql", member.token(), body))
            .toList());
  }

  private static Row statements(
      Stage stage, Server server, Generator generator, int connections, double most)
      throws Exception {
    double[] each = new double[stage.options().rounds()];
    for (int round = 0; round < each.length; round++) {
      long before = statements(server.database());
      Tally tally = generator.run(Plan.Closed.lasting(stage.options().counted()));
      double all = statements(server.database()) - before;
      // Statements of the uncounted first half second are included.
      double counted = stage.options().counted().toMillis();
      each[round] = all / (tally.perSecond() * (counted + 500) / 1_000);
    }
    return Row.atMost(
        "SQL statements a request, %d at once | %.0f".formatted(connections, most),
        Rounds.Comparison.withNumber(Spread.of(each), most),
        1);
  }

  /// Number of transactions of the database, including those of the server's background tasks.
  private static long statements(Database database) throws Exception {
    Thread.sleep(COUNTER_DELAY);
    return database.list(STATEMENTS, row -> row.getLong(1)).getFirst();
  }

  private static Pgbench pgbench(Stage stage, Server server) throws Exception {
    List<String> scripts = new ArrayList<>();
    Map<String, String> variables = new HashMap<>();
    for (Stage.Member member : stage.members().stream().limit(KEYS).toList()) {
      String name = "member" + scripts.size();
      scripts.add(Database.statement("circle.sql").replace(":member", ":" + name));
      variables.put(name, member.id());
    }
    return Pgbench.of(stage.bench(), server.database(), scripts, variables);
  }
}
