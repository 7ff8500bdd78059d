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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A read over HTTP compared with pgbench reading the same rows, each at its best number of
/// connections.
///
/// pgbench binds its keys as the server does, from as many scripts as it accepts: drawing a key
/// from a table would be another statement. Its few members stay in PostgreSQL's caches, which
/// favours pgbench.
enum ReadCase implements Case<Stage> {
  /// One habit by id.
  HABIT("one habit by id", "habit.sql", 1.0) {
    @Override
    Requests requests(People people) {
      return people.habitReads();
    }

    @Override
    List<Map<String, String>> keys(People people) {
      return people.habits().stream()
          .map(pair -> Map.of("member", pair.member(), "habit", pair.habit()))
          .toList();
    }
  },
  /// The day of a member with five habits.
  TODAY("today, five habits", "today.sql", 0.7) {
    @Override
    Requests requests(People people) {
      return people.todayReads();
    }

    @Override
    List<Map<String, String>> keys(People people) {
      return people.days().stream()
          .map(day -> Map.of("member", day.member(), "day", day.day()))
          .toList();
    }
  };

  /// Maximum number of pgbench scripts; preparing them costs each client some milliseconds.
  private static final int KEYS = 128;

  private static final List<Integer> CONNECTIONS = List.of(64, 128, 256);
  static final List<Integer> CLIENTS = List.of(8, 16, 32, 64);
  static final Duration TRY_OUT = Duration.ofSeconds(2);

  private final String title;
  private final String file;
  private final double goal;

  /// @param file the statement for pgbench, with a variable for each part of a key
  ReadCase(String title, String file, double goal) {
    this.title = title;
    this.file = file;
    this.goal = goal;
  }

  abstract Requests requests(People people);

  /// The keys that pgbench requests, each as its variables by name.
  abstract List<Map<String, String>> keys(People people);

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.ours();
    Requests requests = requests(stage.people());
    Pgbench pgbench = pgbench(stage, server);
    stage.warm(server, requests);
    int connections = bestConnections(server, requests);
    int clients =
        Measuring.best(
            CLIENTS, each -> Measuring.rate(pgbench, server.database().pid(), each, TRY_OUT));
    stage.log("%s: %d connections, pgbench %d clients".formatted(title, connections, clients));
    Duration counted = stage.options().counted();
    try (Generator generator = new Generator(server.port(), requests, connections)) {
      Side ours = Measuring.rate(server, generator, counted);
      Side limit = Measuring.rate(pgbench, server.database().pid(), clients, counted);
      Rounds rounds =
          Rounds.interleaved(stage.options().rounds(), stage::log, List.of(ours, limit));
      stage.proof().requireClosed(rounds.values(0).most(), connections);
      List<Row> rows = new ArrayList<>();
      rows.add(Row.atLeast(title + " | pgbench", rounds.compared(0, 1), goal));
      // The noise of the machine is measured in one case only.
      if (this == HABIT) {
        Rounds noise =
            Rounds.interleaved(stage.options().rounds(), stage::log, List.of(ours, ours));
        rows.add(Row.without("noise: " + title + " | itself", noise.compared(0, 1)));
      }
      return rows;
    }
  }

  /// One script for each key, with numbered variables.
  private Pgbench pgbench(Stage stage, Server server) throws Exception {
    List<String> scripts = new ArrayList<>();
    Map<String, String> variables = new HashMap<>();
    for (Map<String, String> key : keys(stage.people()).stream().limit(KEYS).toList()) {
      String script = Database.statement(file);
      for (Map.Entry<String, String> part : key.entrySet()) {
        String name = part.getKey() + scripts.size();
        script = script.replace(":" + part.getKey(), ":" + name);
        variables.put(name, part.getValue());
      }
      scripts.add(script);
    }
    return Pgbench.of(stage.bench(), server.database(), scripts, variables);
  }

  private static int bestConnections(Server server, Requests requests) throws Exception {
    return Measuring.best(
        CONNECTIONS,
        connections ->
            () -> {
              try (Generator generator = new Generator(server.port(), requests, connections)) {
                return Measuring.rate(server, generator, TRY_OUT).measure();
              }
            });
  }
}
