package com.upcoach.bench.cache;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.machine.CpuTime;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Nginx;
import com.upcoach.bench.machine.Server;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A cached response compared with an nginx that serves the same bytes from a file: requests per
/// second, and CPU time of each.
enum NginxCase implements Case<Stage> {
  /// The complete response.
  HIT("cached GET, 1 kB", "nginx, same bytes") {
    @Override
    Request ours(Answer answer) {
      return Request.get("hit", PATH, answer.token());
    }

    @Override
    Request theirs(Answer answer, String entityTag) {
      return Request.get("file", Nginx.FILE, answer.token());
    }
  },
  /// To a client that already has the response.
  UNCHANGED("304", "nginx, 304") {
    @Override
    Request ours(Answer answer) {
      return Request.get("unchanged", PATH, answer.token()).having(answer.entityTag());
    }

    @Override
    Request theirs(Answer answer, String entityTag) {
      return Request.get("unchanged", Nginx.FILE, answer.token()).having(entityTag);
    }
  };

  /// The proof uses an nginx with a short response, and the measured server is nearly as fast: no
  /// generator can be 1.5 times as fast. The generator limits both rates alike, so the CPU time is
  /// the significant result.
  private static final double MARGIN = 1.25;

  private static final String PATH = "/v1/today";
  private static final int KILOBYTE = 1_024;

  /// Members whose responses are nearest to a kilobyte.
  private static final int CHOSEN = 32;

  private static final int CONNECTIONS = 64;
  private static final int WINDOWS_OF_WARMING = 6;
  private static final double GOAL_OF_RATE = 0.9;
  private static final double GOAL_OF_CPU = 1.1;

  private final String title;
  private final String limit;

  NginxCase(String title, String limit) {
    this.title = title;
    this.limit = limit;
  }

  abstract Request ours(Answer answer);

  abstract Request theirs(Answer answer, String entityTag);

  /// A response of a member.
  @SuppressWarnings("ArrayRecordComponent") // as nginx is to serve it, and never changed
  record Answer(String token, byte[] body, String entityTag) {}

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    List<Answer> answers = answers(stage);
    stage.log(
        "%d answers of %d to %d bytes"
            .formatted(
                answers.size(), answers.getFirst().body().length, answers.getLast().body().length));
    Answer middle = answers.get(CHOSEN / 2);
    try (Nginx nginx = Nginx.serving(stage.bench(), middle.body())) {
      String entityTag = entityTag(stage.send(Stage.request(nginx.port(), Nginx.FILE).build()));
      Requests theirs = Requests.of(List.of(theirs(middle, entityTag)));
      Requests ours = Requests.of(answers.stream().map(this::ours).toList());
      return against(stage, nginx, ours, theirs);
    }
  }

  private List<Row> against(Stage stage, Nginx nginx, Requests ours, Requests theirs)
      throws Exception {
    Server server = stage.server();
    Plan plan = Plan.Closed.lasting(stage.options().counted());
    try (Generator ourLoad = new Generator(server.port(), ours, CONNECTIONS);
        Generator theirLoad = new Generator(nginx.port(), theirs, CONNECTIONS)) {
      warm(stage, ourLoad, plan);
      List<Side.Measurement> measured = new ArrayList<>();
      Rounds rounds =
          Rounds.interleaved(
              stage.options().rounds(),
              stage::log,
              List.of(
                  recording(rate(server.cpu(), ourLoad, plan), measured),
                  recording(rate(nginx.cpu(), theirLoad, plan), measured),
                  () -> Side.Measurement.of(measured.get(0).cpuMicros()),
                  () -> {
                    double used = measured.get(1).cpuMicros();
                    measured.clear();
                    return Side.Measurement.of(used);
                  }));
      stage.proof().requireClosed(rounds.values(0).most(), CONNECTIONS, MARGIN);
      return List.of(
          Row.atLeast(title + " | " + limit, rounds.compared(0, 1), GOAL_OF_RATE),
          Row.atMost(title + ": CPU µs a request | nginx", rounds.compared(2, 3), GOAL_OF_CPU));
    }
  }

  private static void warm(Stage stage, Generator generator, Plan plan)
      throws InterruptedException {
    int windows = stage.options().prove() ? 1 : WINDOWS_OF_WARMING;
    for (int window = 0; window < windows; window++) {
      stage.log("warming up: %,.0f/s".formatted(generator.run(plan).perSecond()));
    }
  }

  private static Side recording(Side side, List<Side.Measurement> measured) {
    return () -> {
      measured.add(side.measure());
      return measured.getLast();
    };
  }

  private static Side rate(CpuTime cpu, Generator generator, Plan plan) {
    return Measuring.of(
        cpu,
        generator,
        plan,
        tally -> {
          if (tally.all().succeededCount() < tally.all().sentCount()) {
            throw new IllegalStateException("not all were answered: " + tally.trouble());
          }
          return tally.perSecond();
        });
  }

  /// The responses nearest to a kilobyte, the smallest first.
  private static List<Answer> answers(Stage stage) throws IOException, InterruptedException {
    List<Answer> all = new ArrayList<>();
    for (Stage.Member member : stage.members()) {
      HttpResponse<byte[]> response = stage.read(PATH, member.token(), "identity");
      all.add(new Answer(member.token(), response.body(), entityTag(response)));
    }
    return all.stream()
        .sorted(Comparator.comparingInt(answer -> Math.abs(answer.body().length - KILOBYTE)))
        .limit(CHOSEN)
        .sorted(Comparator.comparingInt(answer -> answer.body().length))
        .toList();
  }

  /// Entity tag of a response; for one without, a tag that matches nothing.
  private static String entityTag(HttpResponse<byte[]> response) {
    return response.headers().firstValue("ETag").orElse("\"none\"");
  }
}
