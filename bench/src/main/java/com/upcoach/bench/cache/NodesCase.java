package com.upcoach.bench.cache;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Redis;
import com.upcoach.bench.machine.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Two nodes on one database with a Redis between them. Members write and read on either, at
/// random, for a minute. Counts the reads that show the member's own last write.
///
/// With `--prove` the nodes have no Redis and do not invalidate each other's responses.
final class NodesCase implements Case<Stage> {

  private static final int MEMBERS = 24;
  private static final long DURATION = TimeUnit.SECONDS.toNanos(60);
  private static final int READS_PER_WRITE = 4;
  private static final String PASSWORD = "a good long one";
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern AMOUNT = Pattern.compile("\"amount\":(\\d+)");

  /// Counts of what the members saw.
  private record Counters(LongAdder reads, LongAdder stale, LongAdder hits, LongAdder writes) {
    private Counters() {
      this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    long seed = System.nanoTime();
    stage.log("two nodes for a minute, seed %d".formatted(seed));
    Database database = stage.server().database();
    try (Redis redis = Redis.start(stage.bench());
        Server one = node(stage, database, redis, "node-one");
        Server other = node(stage, database, redis, "node-other")) {
      Counters counters = minute(stage, List.of(one, other), seed);
      stage.log(
          "%,d writes, %,d reads, of which %,d were cache hits and %,d were stale"
              .formatted(
                  counters.writes().sum(),
                  counters.reads().sum(),
                  counters.hits().sum(),
                  counters.stale().sum()));
      double reads = counters.reads().sum();
      double fresh = reads - counters.stale().sum();
      Rounds rounds =
          Rounds.interleaved(
              1,
              stage::log,
              List.of(() -> Side.Measurement.of(fresh), () -> Side.Measurement.of(reads)));
      return List.of(
          Row.atLeast(
              "two nodes, 60 s: reads that show the own last write | all",
              rounds.compared(0, 1),
              1));
    }
  }

  private static Server node(Stage stage, Database database, Redis redis, String name)
      throws IOException, InterruptedException {
    Server.Launch way = Server.Launch.on(database, name);
    return Server.start(
        stage.bench(),
        stage.options().prove()
            ? way
            : way.flags("--redis-url", "redis://127.0.0.1:" + redis.port()));
  }

  private static Counters minute(Stage stage, List<Server> nodes, long seed) throws Exception {
    Counters counters = new Counters();
    List<Person> people = new ArrayList<>();
    for (int place = 0; place < MEMBERS; place++) {
      people.add(Person.signedUp(stage, nodes.getFirst()));
    }
    List<Future<Void>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int place = 0; place < MEMBERS; place++) {
        Random random = new Random(seed + place);
        all.add(threads.submit(member(people.get(place), nodes, random, counters)));
      }
      for (Future<Void> future : all) {
        future.get();
      }
    }
    return counters;
  }

  /// A member that increments the amount of a habit today, and reads its day.
  private static Callable<Void> member(
      Person person, List<Server> nodes, Random random, Counters counters) {
    return () -> {
      long end = System.nanoTime() + DURATION;
      int written = 0;
      while (System.nanoTime() < end) {
        if (written == 0 || random.nextInt(READS_PER_WRITE + 1) == 0) {
          written++;
          person.checkIn(any(nodes, random), written);
          counters.writes().increment();
        } else {
          var answer = person.today(any(nodes, random));
          counters.reads().increment();
          if (Integer.parseInt(text(AMOUNT, answer.body())) < written) {
            counters.stale().increment();
          }
          if (answer.hit()) {
            counters.hits().increment();
          }
        }
      }
      return null;
    };
  }

  private static Server any(List<Server> nodes, Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private static String text(Pattern pattern, String body) {
    Matcher found = pattern.matcher(body);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in " + body);
    }
    return found.group(1);
  }

  /// A response with the member's day.
  private record Day(String body, boolean hit) {}

  /// A signed-in member with one habit.
  private record Person(Stage stage, String token, String habit) {

    private static Person signedUp(Stage stage, Server node)
        throws IOException, InterruptedException {
      String credentials =
          "\"email\":\"%s@example.org\",\"password\":\"%s\"".formatted(UUID.randomUUID(), PASSWORD);
      Person visitor = new Person(stage, "", "");
      visitor.post(node, "/v1/members", "{" + credentials + ",\"name\":\"Ada\"}");
      String token = text(TOKEN, visitor.post(node, "/v1/sessions", "{" + credentials + "}"));
      Person member = new Person(stage, token, "");
      String habit =
          member.post(node, "/v1/habits", "{\"title\":\"Read\",\"unit\":\"pages\",\"target\":20}");
      return new Person(stage, token, text(ID, habit));
    }

    private HttpRequest.Builder request(Server node, String path) {
      return Stage.request(node.port(), path)
          .header("Authorization", "Bearer " + token)
          .header("Content-Type", "application/json");
    }

    private String post(Server node, String path, String body)
        throws IOException, InterruptedException {
      var request = request(node, path).POST(BodyPublishers.ofString(body)).build();
      return new String(stage.send(request).body(), StandardCharsets.UTF_8);
    }

    private void checkIn(Server node, int amount) throws IOException, InterruptedException {
      String path = "/v1/habits/%s/check-ins/%s".formatted(habit, LocalDate.now(ZoneOffset.UTC));
      String body = "{\"amount\":" + amount + "}";
      stage.send(request(node, path).PUT(BodyPublishers.ofString(body)).build());
    }

    private Day today(Server node) throws IOException, InterruptedException {
      var answer = stage.send(request(node, "/v1/today").GET().build());
      boolean hit = answer.headers().firstValue("Cache-Status").orElse("").contains("hit");
      return new Day(new String(answer.body(), StandardCharsets.UTF_8), hit);
    }
  }
}
