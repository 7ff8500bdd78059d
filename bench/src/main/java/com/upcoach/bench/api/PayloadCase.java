package com.upcoach.bench.api;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Spread;
import com.upcoach.bench.machine.Server;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
        for (String path : screen.rest(stage, server, member)) {
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
        new Rounds.Comparison(
            ours,
            plain,
            new Spread(ours / plain, each.least(), each.most()),
            Double.NaN,
            Double.NaN),
        GOAL);
  }

  /// The screens, each with the REST requests that show the same.
  private enum Screen {
    TODAY("the day") {
      @Override
      String persisted(Stage stage, Stage.Member member) throws Exception {
        return stage.persisted("Today").path();
      }

      @Override
      List<String> rest(Stage stage, Server server, Stage.Member member) {
        return List.of("/v1/today");
      }
    },
    HABIT("a habit") {
      @Override
      String persisted(Stage stage, Stage.Member member) throws Exception {
        return stage.persisted("Habit").path()
            + "&variables="
            + Stage.encoded(
                "{\"id\":\"%s\",\"from\":\"%s\"}"
                    .formatted(Stage.globalId("Habit", member.habit()), from()));
      }

      @Override
      List<String> rest(Stage stage, Server server, Stage.Member member) {
        String habit = "/v1/habits/" + member.habit();
        return List.of(habit, habit + "/statistics", habit + "/streak?explain=true&from=" + from());
      }
    },
    CIRCLE("a group and what its members share") {
      @Override
      String persisted(Stage stage, Stage.Member member) throws Exception {
        return stage.persisted("Circle").path();
      }

      /// REST does not show other members' shared habits. The nearest equivalent is the list of
      /// members, and for each one the caller's own habits.
      @Override
      List<String> rest(Stage stage, Server server, Stage.Member member) {
        List<String> paths = new ArrayList<>(List.of("/v1/groups"));
        for (int other = 0; other < 20; other++) {
          paths.add("/v1/today");
        }
        return paths;
      }
    },
    BOARD("the board") {
      @Override
      String persisted(Stage stage, Stage.Member member) throws Exception {
        return stage.persisted("Board").path();
      }

      @Override
      List<String> rest(Stage stage, Server server, Stage.Member member) {
        return List.of("/v1/leaderboards/global?limit=20", "/v1/leaderboards/global/me");
      }
    };

    private final String title;

    Screen(String title) {
      this.title = title;
    }

    abstract String persisted(Stage stage, Stage.Member member) throws Exception;

    abstract List<String> rest(Stage stage, Server server, Stage.Member member) throws Exception;

    private static LocalDate from() {
      return LocalDate.now(ZoneOffset.UTC).minusDays(EXPLAINED_DAYS);
    }
  }
}
