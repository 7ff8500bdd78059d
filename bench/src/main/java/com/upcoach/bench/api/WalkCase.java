package com.upcoach.bench.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.Spread;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last page of a list of a million members, compared with the first.
final class WalkCase implements Case<Stage> {

  private static final int MEMBERS = 1_000_000;
  private static final double GOAL = 1.2;
  private static final int PAGE = 100;
  private static final int REQUESTS = 200;
  private static final int LARGEST_PAGE = 500;
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final List<String> SORTS = List.of("id", "name", "-createdAt");

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    stage.log("a list of %,d members".formatted(MEMBERS));
    try (Server server = stage.start("list")) {
      server.database().executeFile("list-members.sql", ":members", "" + MEMBERS);
      server.database().settle();
      String token =
          server
              .database()
              .list(Database.statement("list-token.sql"), row -> row.getString(1))
              .getFirst();
      List<Row> rows = new ArrayList<>();
      for (String sort : SORTS) {
        rows.add(walked(stage, server, token, sort));
      }
      return rows;
    }
  }

  private static Row walked(Stage stage, Server server, String token, String sort)
      throws Exception {
    String first = "/v1/admin/members?sort=%s&limit=%d".formatted(sort, PAGE);
    String last = first + "&cursor=" + lastCursor(stage, server, sort, token);
    median(stage, server, first, token);
    median(stage, server, last, token);
    Side ours = () -> Side.Measurement.of(median(stage, server, last, token));
    Side theirs = () -> Side.Measurement.of(median(stage, server, first, token));
    Rounds rounds = Rounds.interleaved(stage.options().rounds(), stage::log, List.of(ours, theirs));
    return Row.atMost(
        "a million by %s: last page, p50 ms | first".formatted(sort), rounds.compared(0, 1), GOAL);
  }

  /// Median of single requests, in milliseconds.
  private static double median(Stage stage, Server server, String path, String token)
      throws Exception {
    double[] millis = new double[REQUESTS];
    for (int turn = 0; turn < REQUESTS; turn++) {
      long before = System.nanoTime();
      stage.read(server, path, token, "identity");
      millis[turn] = (System.nanoTime() - before) / 1e6;
    }
    return Spread.of(millis).median();
  }

  /// Pages through the whole list, with the largest page size.
  private static String lastCursor(Stage stage, Server server, String sort, String token)
      throws Exception {
    String path = "/v1/admin/members?sort=%s&limit=%d".formatted(sort, LARGEST_PAGE);
    String last = "";
    int pages = 0;
    for (String cursor = next(stage, server, path, token); cursor != null; pages++) {
      last = cursor;
      cursor = next(stage, server, path + "&cursor=" + cursor, token);
    }
    stage.log("%s: walked %,d pages".formatted(sort, pages + 1));
    return last;
  }

  private static String next(Stage stage, Server server, String path, String token)
      throws Exception {
    Matcher next =
        NEXT.matcher(new String(stage.read(server, path, token, "identity").body(), UTF_8));
    return next.find() ? next.group(1) : null;
  }
}
