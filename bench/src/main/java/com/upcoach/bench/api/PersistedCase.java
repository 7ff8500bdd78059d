package com.upcoach.bench.api;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.machine.Measuring;
import com.upcoach.bench.machine.Server;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A cached persisted operation, compared with a cached REST response of about the same length.
final class PersistedCase implements Case<Stage> {

  private static final double GOAL = 0.9;
  private static final int CONNECTIONS = 64;
  private static final int CHOSEN = 32;
  private static final int ASKED = 300;
  private static final int MIN_DAYS = 60;
  private static final int MAX_DAYS = 179;

  /// The generator only has to be faster than the server: both sides are bytes from memory.
  private static final double MARGIN = 1.1;

  private record Answer(String path, String token, int bytes) {}

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.cached();
    String circle = stage.persisted("Circle").path();
    List<Answer> graph = new ArrayList<>();
    List<Answer> rest = new ArrayList<>();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (Stage.Member member : stage.members().stream().limit(ASKED).toList()) {
      graph.add(answer(stage, server, circle, member));
      // An explained streak, day by day, makes a response of any length.
      int days = MIN_DAYS + graph.size() % (MAX_DAYS - MIN_DAYS);
      rest.add(
          answer(
              stage,
              server,
              "/v1/habits/%s/streak?explain=true&from=%s"
                  .formatted(member.habit(), today.minusDays(days)),
              member));
    }
    List<Answer> ours = graph.subList(0, CHOSEN);
    double length = ours.stream().mapToInt(Answer::bytes).average().orElseThrow();
    List<Answer> theirs =
        rest.stream()
            .sorted(Comparator.comparingDouble(answer -> Math.abs(answer.bytes() - length)))
            .limit(CHOSEN)
            .toList();
    stage.log(
        "%,.0f bytes on average beside %,.0f"
            .formatted(length, theirs.stream().mapToInt(Answer::bytes).average().orElseThrow()));
    Requests own = requests("graph", ours);
    Requests others = requests("rest", theirs);
    stage.warm(server, own, CONNECTIONS);
    stage.warm(server, others, CONNECTIONS);
    try (Generator graphLoad = new Generator(server.port(), own, CONNECTIONS);
        Generator restLoad = new Generator(server.port(), others, CONNECTIONS)) {
      Rounds rounds =
          Rounds.interleaved(
              stage.options().rounds(),
              stage::log,
              List.of(
                  Measuring.rate(server, graphLoad, stage.options().counted()),
                  Measuring.rate(server, restLoad, stage.options().counted())));
      stage.proof().requireClosed(rounds.values(0).most(), CONNECTIONS, MARGIN);
      return List.of(
          Row.atLeast(
              "the same, persisted and cached | REST, cached", rounds.compared(0, 1), GOAL));
    }
  }

  private static Answer answer(Stage stage, Server server, String path, Stage.Member member)
      throws Exception {
    return new Answer(
        path, member.token(), stage.read(server, path, member.token(), "identity").body().length);
  }

  private static Requests requests(String kind, List<Answer> answers) {
    return Requests.of(
        answers.stream().map(answer -> Request.get(kind, answer.path(), answer.token())).toList());
  }
}
