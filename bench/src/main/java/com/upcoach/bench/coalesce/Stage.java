package com.upcoach.bench.coalesce;

import com.upcoach.bench.Options;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.GeneratorProof;
import com.upcoach.bench.machine.Server;
import com.upcoach.bench.machine.Workbench;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;

/// Setup shared by the cases: a database of a million check-ins, the servers on it, and the proof
/// of the generator. Created lazily.
final class Stage implements Closeable {

  /// With [#DAYS] of history they have about a million check-ins.
  static final int MEMBERS = 3_600;

  static final int DAYS = 180;
  static final String DATA = "base";

  private static final int WINDOWS_OF_WARMING = 20;
  private static final int WINDOWS_FOR_OTHER_REQUESTS = 7;
  private static final int WARM_CONNECTIONS = 64;
  private static final int OPEN_LOOPS_OF_WARMING = 8;

  private final Workbench bench;
  private final Options options;
  private final Deque<Server> servers = new ArrayDeque<>();
  private Server ours;
  private Server reference;
  private People people;
  private GeneratorProof proof;
  private Path tokens;

  Stage(Workbench bench, Options options) {
    this.bench = bench;
    this.options = options;
  }

  Workbench bench() {
    return bench;
  }

  Options options() {
    return options;
  }

  void log(String line) {
    bench.log("coalesce: " + line);
  }

  /// Our server; slowed down with `--prove`.
  Server ours() throws Exception {
    if (ours == null) {
      fill();
      log("starting the server");
      ours = start(Server.Launch.with(DATA).slowed(options.prove()));
      ours.database().requireDurable();
      ours.database().settle();
      people = new People(fill(), ours.database());
      log(
          "%,d habits, %,d members of five, %,d that take check-ins"
              .formatted(people.habits().size(), people.days().size(), people.targetCount()));
      String targets = Database.statement("check-in-targets.sql");
      ours.database().executeFile("bench-target.sql", ":targets", targets);
      warmUp(ours, people.everything());
    }
    return ours;
  }

  /// The server that ours is compared with where both are UpCoach: the same one, unless ours is
  /// slowed down on purpose.
  Server reference() throws Exception {
    Server server = ours();
    if (!options.prove()) {
      return server;
    }
    if (reference == null) {
      reference = start(Server.Launch.on(server.database(), "reference"));
      warm(reference, people.everything());
    }
    return reference;
  }

  People people() throws Exception {
    ours();
    return people;
  }

  GeneratorProof proof() throws Exception {
    if (proof == null) {
      proof = new GeneratorProof(bench, false);
    }
    return proof;
  }

  /// Starts a server that is closed with the stage, if not earlier. Its response cache is off, so
  /// that loads are measured.
  Server start(Server.Launch way) throws Exception {
    Server server = Server.start(bench, way.flags("--cache-megabytes", "0"));
    servers.push(server);
    return server;
  }

  /// Creates the database without starting a server on it.
  ///
  /// @return the file of [Server#demo]
  Path fill() throws Exception {
    if (tokens == null) {
      tokens = Server.demo(bench, DATA, MEMBERS, DAYS);
    }
    return tokens;
  }

  /// Stops the servers on the shared database; they are restarted on demand.
  void stopServers() {
    for (Server server : new Server[] {reference, ours}) {
      if (server != null) {
        close(server);
      }
    }
    reference = null;
    ours = null;
  }

  /// Stops a server before the stage is closed.
  void close(Server server) {
    servers.remove(server);
    server.close();
  }

  /// Warms a server up with these requests where it has run before, or has little load.
  void warm(Server server, Requests requests) throws Exception {
    warm(server, requests, WINDOWS_FOR_OTHER_REQUESTS);
  }

  /// Warms a new server up for up to a minute.
  void warmUp(Server server, Requests requests) throws Exception {
    warm(server, requests, WINDOWS_OF_WARMING);
  }

  private void warm(Server server, Requests requests, int windows) throws Exception {
    try (Generator generator = new Generator(server.port(), requests, WARM_CONNECTIONS)) {
      generator.warmUp(options.prove() ? 1 : windows, this::log);
    }
  }

  /// Warms servers up in turn in the open loop in which they are measured: its small batches
  /// exercise other code paths than the large ones of a closed loop. Ends when no latency improves
  /// any more.
  void warmOpen(Plan plan, double percentile, Generator... servers) throws Exception {
    double[] best = new double[servers.length];
    Arrays.fill(best, Double.MAX_VALUE);
    int flat = 0;
    int most = options.prove() ? 1 : OPEN_LOOPS_OF_WARMING;
    for (int round = 0; round < most && flat < 2; round++) {
      flat++;
      StringBuilder line = new StringBuilder("warming up, open loop:");
      for (int place = 0; place < servers.length; place++) {
        double millis = servers[place].run(plan).millis(percentile);
        if (millis * Generator.STILL_RISING < best[place]) {
          best[place] = millis;
          flat = 0;
        }
        line.append(String.format(Locale.ROOT, " %.2f ms", millis));
      }
      log(line.toString());
    }
  }

  @Override
  public void close() {
    if (proof != null) {
      proof.close();
    }
    while (!servers.isEmpty()) {
      servers.pop().close();
    }
  }
}
