package com.upcoach.bench.warm;

import com.upcoach.bench.Bench;
import com.upcoach.bench.Options;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Spread;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Server;
import com.upcoach.bench.machine.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Latency of a member's first read of its day, with and without cache warming.
///
/// Each round restarts the server on a database where half of the members are in the warming list.
/// After the warming, members of both halves read their day in turn, each for the first time. Their
/// sessions are looked up in both cases.
public final class WarmBench implements Bench {

  private static final String DATA = "warm";
  private static final String PATH = "/v1/today";
  private static final int MEMBERS = 2_400;
  private static final int DAYS = 60;
  private static final int OF_EACH = 600;
  private static final int LOOKS_OF_KNOWN = 5;
  private static final Duration LIST_TAKES = Duration.ofSeconds(75);

  /// Upper bound of the ratio: the member must notice a difference.
  private static final double GOAL = 0.9;

  /// A demo member.
  private record Member(UUID id, String token) {
    private static Member of(String line) {
      String[] words = line.split(" ", -1);
      return new Member(UUID.fromString(words[0]), words[1]);
    }
  }

  @Override
  public List<Row> measure(Workbench bench, Options options) throws Exception {
    Path tokens = Server.demo(bench, DATA, MEMBERS, DAYS);
    List<Member> members = Files.readAllLines(tokens).stream().map(Member::of).toList();
    int rounds = options.rounds();
    double[][] prefetched = new double[2][rounds];
    double[][] onRequest = new double[2][rounds];
    // It only runs the database, so that the data which the measured server stores at shutdown can
    // be reset.
    try (Server keeper = Server.start(bench, Server.Launch.with(DATA).flags("--warming", "off"))) {
      for (int round = 0; round < rounds; round++) {
        listHalf(keeper.database(), members);
        Server.Launch way = Server.Launch.on(keeper.database(), DATA + "-measured");
        if (options.prove()) {
          way = way.flags("--warming", "off");
        }
        try (Server server = Server.start(bench, way)) {
          FirstReads firstReads = firstReads(server, members, options.prove());
          prefetched[0][round] = percentile(firstReads.prefetched(), 50);
          prefetched[1][round] = percentile(firstReads.prefetched(), 95);
          onRequest[0][round] = percentile(firstReads.onRequest(), 50);
          onRequest[1][round] = percentile(firstReads.onRequest(), 95);
          bench.log(
              String.format(
                  Locale.ROOT,
                  "  round %d of %d: prefetched p50 %.3f p95 %.3f | on request p50"
                      + " %.3f p95 %.3f ms",
                  round + 1,
                  rounds,
                  prefetched[0][round],
                  prefetched[1][round],
                  onRequest[0][round],
                  onRequest[1][round]));
        }
      }
    }
    return List.of(
        Row.atMost(
            "first read, prefetched: p50, ms | loaded on request",
            compared(prefetched[0], onRequest[0]),
            GOAL),
        Row.atMost(
            "first read, prefetched: p95, ms | loaded on request",
            compared(prefetched[1], onRequest[1]),
            GOAL));
  }

  private static void listHalf(Database database, List<Member> members)
      throws IOException, SQLException {
    StringBuilder values = new StringBuilder();
    for (int place = 0; place < OF_EACH; place++) {
      values
          .append(place == 0 ? "" : ", ")
          .append("('%s', '%s', %d, now())".formatted(members.get(2 * place).id(), PATH, place));
    }
    database.execute(
        "truncate hot_response",
        "truncate usage_pattern",
        "insert into hot_response (member_id, path, rank, saved_at) values " + values,
        "update member set role = 'operator' where member_id = '%s'"
            .formatted(members.getLast().id()));
    database.settle();
  }

  /// Milliseconds of each read.
  @SuppressWarnings("ArrayRecordComponent") // sorted once, and compared by nobody
  private record FirstReads(double[] prefetched, double[] onRequest) {}

  private static FirstReads firstReads(Server server, List<Member> members, boolean prove)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      // Members of neither half warm the JIT compiler up.
      for (Member member : members.subList(2 * OF_EACH, members.size())) {
        for (int times = 0; times < LOOKS_OF_KNOWN; times++) {
          firstRead(client, server, member);
        }
      }
      if (!prove) {
        awaitList(server, members.getLast());
      }
      FirstReads firstReads = new FirstReads(new double[OF_EACH], new double[OF_EACH]);
      for (int place = 0; place < OF_EACH; place++) {
        firstReads.prefetched()[place] = firstRead(client, server, members.get(2 * place));
        firstReads.onRequest()[place] = firstRead(client, server, members.get(2 * place + 1));
      }
      return firstReads;
    }
  }

  private static double firstRead(HttpClient client, Server server, Member member)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + PATH))
            .header("Authorization", "Bearer " + member.token())
            .build();
    long began = System.nanoTime();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    double millis = (System.nanoTime() - began) / 1e6;
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(PATH + " is answered with " + answer.statusCode());
    }
    return millis;
  }

  private static void awaitList(Server server, Member operator)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIST_TAKES.toNanos();
    String done = "\"startup\":{\"state\":\"done\",\"listed\":" + OF_EACH;
    String view = "";
    while (System.nanoTime() < end) {
      view = server.get("/v1/operations/cache", operator.token());
      if (view.contains(done)) {
        return;
      }
      Thread.sleep(250);
    }
    throw new IllegalStateException("the list was not done: " + view);
  }

  private static double percentile(double[] millis, int percent) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length * percent / 100];
  }

  private static Rounds.Comparison compared(double[] ours, double[] limit) {
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, round -> ours[round] / limit[round]);
    return new Rounds.Comparison(
        Spread.of(ours).median(), Spread.of(limit).median(), Spread.of(ratios));
  }
}
