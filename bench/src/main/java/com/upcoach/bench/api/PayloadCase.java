package com.upcoach.bench.api;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Spread;
import com.upcoach.bench.machine.Server;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Size of the app's four screens as persisted operations with Brotli, compared with REST responses
/// for the same screens, complete and uncompressed.
final class PayloadCase implements Case<Stage> {

  private static final double GOAL = 0.25;
  private static final int ASKED = 60;
  private static final int EXPLAINED_DAYS = 30;

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server server = stage.cached();
    List<Row> rows = new ArrayList<>();
    double all = 0;
    double allPlain = 0;
    for (Screen screen : Screen.values()) {
      double ours = 0;
      double plain = 0;
      double[] ratios = new double[ASKED];
      for (int place = 0; place < ASKED; place++) {
        Stage.Member member = stage.members().get(place);
        int small =
            stage.read(server, screen.persisted(stage, member), member.token(), "br").body().length;
        int whole = 0;
        for (String path : screen.rest(member)) {
          whole += stage.read(server, path, member.token(), "identity").body().length;
        }
        ours += small;
        plain += whole;
        ratios[place] = (double) small / whole;
      }
      rows.add(row(screen.title, ours, plain, Spread.of(ratios)));
      all += ours;
      allPlain += plain;
    }
    double ratio = all / allPlain;
    rows.add(row("all four", all, allPlain, new Spread(ratio, ratio, ratio)));
    return rows;
  }

  private static Row row(String title, double ours, double plain, Spread each) {
    return Row.atMost(
        "%s, bytes of %d members: persisted, br | REST, identity".formatted(title, ASKED),
        new Rounds.Comparison(ours, plain, new Spread(ours / plain, each.least(), each.most())),
        GOAL);
  }

  /// The screens, each with the REST requests that show the same.
  private enum Screen {
    TODAY("the day", "Today") {
      @Override
      List<String> rest(Stage.Member member) {
        return List.of("/v1/today");
      }
    },
    HABIT("a habit", "Habit") {
      @Override
      String persisted(Stage stage, Stage.Member member) throws Exception {
        return super.persisted(stage, member)
            + "&variables="
            + Stage.encoded(
                "{\"id\":\"%s\",\"from\":\"%s\"}"
                    .formatted(Stage.globalId("Habit", member.habit()), from()));
      }

      @Override
      List<String> rest(Stage.Member member) {
        String habit = "/v1/habits/" + member.habit();
        return List.of(habit, habit + "/statistics", habit + "/streak?explain=true&from=" + from());
      }
    },
    CIRCLE("a group and what its members share", "Circle") {
      /// REST does not show other members' shared habits. The nearest equivalent is the list of
      /// members, and for each one the caller's own habits.
      @Override
      List<String> rest(Stage.Member member) {
        List<String> paths = new ArrayList<>(List.of("/v1/groups"));
        paths.addAll(Collections.nCopies(20, "/v1/today"));
        return paths;
      }
    },
    BOARD("the board", "Board") {
      @Override
      List<String> rest(Stage.Member member) {
        return List.of("/v1/leaderboards/global?limit=20", "/v1/leaderboards/global/me");
      }
    };

    private final String title;
    private final String operation;

    /// @param operation name of the persisted operation
    Screen(String title, String operation) {
      this.title = title;
      this.operation = operation;
    }

    String persisted(Stage stage, Stage.Member member) throws Exception {
      return stage.persisted(operation).path();
    }

    abstract List<String> rest(Stage.Member member);

    private static LocalDate from() {
      return LocalDate.now(ZoneOffset.UTC).minusDays(EXPLAINED_DAYS);
    }
  }
}
