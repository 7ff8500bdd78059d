package com.upcoach.bench;

import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.load.Tally;
import com.upcoach.bench.machine.Server;
import com.upcoach.bench.machine.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures the start-up time of the server and its memory under load, from outside, as an operator
/// sees it.
///
/// A demo database is created once. The server is then started and stopped on it several times,
/// each time measured from the command to its first response that needed the database. Finally it
/// runs under load for a minute, and its resident memory is read.
public final class StartBench implements Bench {

  private static final int STARTS = 5;
  private static final int CLIENTS = 32;
  private static final Duration LOAD = Duration.ofSeconds(60);
  private static final double MAX_SECONDS = 3.0;
  private static final double MAX_MIB = 350;
  private static final String DATA = "start";

  /// With `--prove`: long enough to miss the start-up goal.
  private static final Duration DELAY = Duration.ofSeconds(4);

  /// With `--prove`: heap that is committed from the start, to miss the memory goal.
  private static final String HEAVY = "-Xms700m -Xmx700m -XX:+AlwaysPreTouch";

  private record Token(String token, String habit) {
    static Token of(String line) {
      String[] words = line.split(" ", 4);
      return new Token(words[1], words[2]);
    }
  }

  @Override
  public List<Row> measure(Workbench bench, Options options) throws Exception {
    Path tokens = Server.demo(bench, DATA, 300, 90);
    List<Token> members = Files.readAllLines(tokens).stream().map(Token::of).toList();
    Server.Launch way = way(options);
    double[] seconds = new double[STARTS];
    for (int start = 0; start < STARTS; start++) {
      seconds[start] = startOnce(bench, way, members.getFirst(), options.prove());
      bench.log(
          String.format(Locale.ROOT, "start: %d of %d: %.2f s", start + 1, STARTS, seconds[start]));
    }
    double resident = residentUnderLoad(bench, way, members);
    return List.of(
        Row.atMost(
            "start to first answer, s",
            Rounds.Comparison.withNumber(Spread.of(seconds), MAX_SECONDS),
            1),
        Row.atMost(
            "resident after a minute of load, MiB",
            Rounds.Comparison.withNumber(Spread.of(resident), MAX_MIB),
            1));
  }

  private static Server.Launch way(Options options) {
    Server.Launch way = Server.Launch.with(DATA);
    return options.prove() ? way.javaOptions(HEAVY) : way;
  }

  private static double startOnce(Workbench bench, Server.Launch way, Token member, boolean delayed)
      throws Exception {
    long begin = System.nanoTime();
    if (delayed) {
      Thread.sleep(DELAY);
    }
    try (Server server = Server.start(bench, way)) {
      server.get("/v1/today", member.token());
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static double residentUnderLoad(Workbench bench, Server.Launch way, List<Token> members)
      throws Exception {
    try (Server server = Server.start(bench, way)) {
      Requests load = load(server, members);
      bench.log("start: %d clients for %d s".formatted(CLIENTS, LOAD.toSeconds()));
      try (Generator generator = new Generator(server.port(), load, CLIENTS)) {
        Tally tally = generator.run(Plan.Closed.lasting(LOAD));
        double mib = server.residentMib();
        bench.log(
            String.format(
                Locale.ROOT, "start: %.0f answers/s, %.0f MiB resident", tally.perSecond(), mib));
        if (!tally.trouble().isEmpty()) {
          throw new IllegalStateException("under load: " + tally.trouble());
        }
        return mib;
      }
    }
  }

  /// Three reads of the day per check-in, over all members in turn whose first habit takes a
  /// check-in for yesterday; some habits began today.
  private static Requests load(Server server, List<Token> members) throws Exception {
    List<Request> checkIns = members.stream().map(StartBench::checkIn).toList();
    List<Request> willing = server.succeeding(checkIns);
    if (willing.size() < members.size() / 2) {
      throw new IllegalStateException("only " + willing.size() + " members take a check-in");
    }
    List<Request> load = new ArrayList<>();
    for (int turn = 0; turn < 4 * members.size(); turn++) {
      load.add(
          turn % 4 == 0
              ? willing.get(turn / 4 % willing.size())
              : Request.get("today", "/v1/today", members.get(turn % members.size()).token()));
    }
    return Requests.of(load);
  }

  private static Request checkIn(Token member) {
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    String path = "/v1/habits/" + member.habit() + "/check-ins/" + yesterday;
    return Request.sending("check-in", "PUT", path, member.token(), "{\"amount\":1}");
  }
}
