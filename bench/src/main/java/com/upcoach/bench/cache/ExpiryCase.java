package com.upcoach.bench.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.load.Tally;
import com.upcoach.bench.machine.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A thousand concurrent readers of one response, right after an operator has invalidated it and
/// while it is cached (cache stampede). Measures how often it is loaded, and the latency.
///
/// With `--prove` the readers request the same board in a hundred variants, so that requests are
/// not coalesced.
final class ExpiryCase implements Case<Stage> {

  private static final String ROUTE = "/v1/leaderboards/global";
  private static final int READERS = 1_000;
  private static final int VARIANTS_OF_PROOF = 100;
  private static final int WAVES = 50;
  private static final int ROUNDS_OF_WARMING = 5;
  private static final double GOAL_OF_LOADS = 1.05;
  private static final double GOAL_OF_WAITING = 1.5;

  /// All of them within a millisecond.
  private static final Plan WAVE =
      new Plan.Open(READERS * 1_000.0, Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(10));

  private static final HttpRequest.BodyPublisher INVALIDATION =
      HttpRequest.BodyPublishers.ofString("{\"route\":\"" + ROUTE + "\"}");

  /// Result of a round.
  ///
  /// @param loads how often the response was loaded after its invalidation, on average
  private record Waves(double expired, double steady, double loads) {}

  /// A user who may invalidate responses and read the cache statistics.
  private record Operator(Stage stage, Server server, String token) {

    private HttpRequest.Builder request(String path) {
      return Stage.request(server.port(), path)
          .header("Authorization", "Bearer " + token)
          .header("Content-Type", "application/json");
    }

    private void invalidateCache() throws IOException, InterruptedException {
      stage.send(request("/v1/operations/cache/invalidations").POST(INVALIDATION).build());
    }

    private long loads() throws IOException, InterruptedException {
      String view = new String(stage.send(request("/v1/operations/cache").build()).body(), UTF_8);
      return count("misses", view) + count("refreshes", view);
    }

    private static long count(String what, String view) {
      Matcher found =
          Pattern.compile("\"route\":\"%s\"[^}]*\"%s\":(\\d+)".formatted(ROUTE, what))
              .matcher(view);
      if (!found.find()) {
        throw new IllegalStateException("no " + what + " of " + ROUTE + " in " + view);
      }
      return Long.parseLong(found.group(1));
    }
  }

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.cached();
    Operator operator = operator(stage, server);
    Requests requests = requests(stage);
    List<Waves> waves = new ArrayList<>();
    try (Generator readers = new Generator(server.port(), requests, READERS)) {
      for (int round = 0; round < (stage.options().prove() ? 1 : ROUNDS_OF_WARMING); round++) {
        stage.log("warming up: p99, ms %s".formatted(waves(operator, readers)));
      }
      Side expired =
          () -> {
            waves.add(waves(operator, readers));
            return Side.Measurement.of(waves.getLast().expired());
          };
      Rounds rounds =
          Rounds.interleaved(
              stage.options().rounds(),
              stage::log,
              List.of(
                  expired,
                  () -> Side.Measurement.of(waves.getLast().steady()),
                  () -> Side.Measurement.of(waves.getLast().loads()),
                  () -> Side.Measurement.of(1)));
      return List.of(
          Row.atMost(
              "1,000 readers, invalidated response: loads | 1",
              rounds.compared(2, 3),
              GOAL_OF_LOADS),
          Row.atMost(
              "1,000 readers, invalidated response: p99, ms | cached",
              rounds.compared(0, 1),
              GOAL_OF_WAITING));
    }
  }

  /// The member that signed up last, made an operator before its session is validated.
  private static Operator operator(Stage stage, Server server)
      throws IOException, InterruptedException, SQLException {
    Stage.Member last = stage.members().getLast();
    String email =
        server
            .database()
            .list(
                "select email from member where member_id = '" + last.id() + "'",
                row -> row.getString(1))
            .getFirst();
    Server.role(stage.bench(), Stage.DATA, email, "operator");
    return new Operator(stage, server, last.token());
  }

  private static Requests requests(Stage stage) throws IOException, InterruptedException {
    String token = stage.members().getFirst().token();
    List<Request> requests = new ArrayList<>();
    for (int way = 1; way <= (stage.options().prove() ? VARIANTS_OF_PROOF : 1); way++) {
      String path = stage.options().prove() ? ROUTE + "?limit=" + way : ROUTE;
      requests.add(Request.get("board", path, token));
    }
    return Requests.of(requests);
  }

  /// Waves of requests on a cached response and on an invalidated one, in turn.
  private static Waves waves(Operator operator, Generator readers)
      throws IOException, InterruptedException {
    Tally steady = wave(readers);
    Tally expired = null;
    long loads = 0;
    for (int wave = 0; wave < WAVES; wave++) {
      steady.add(wave(readers));
      long before = operator.loads();
      operator.invalidateCache();
      Tally tally = wave(readers);
      loads += operator.loads() - before;
      if (expired == null) {
        expired = tally;
      } else {
        expired.add(tally);
      }
    }
    return new Waves(expired.millis(99), steady.millis(99), loads / (double) WAVES);
  }

  private static Tally wave(Generator readers) throws InterruptedException {
    Tally tally = readers.run(WAVE);
    if (tally.all().succeededCount() != READERS) {
      throw new IllegalStateException(
          "%d of %,d readers were answered: %s"
              .formatted(tally.all().succeededCount(), READERS, tally.trouble()));
    }
    return tally;
  }
}
