package com.upcoach.bench.coalesce;

import com.upcoach.bench.Case;
import com.upcoach.bench.Row;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.machine.Database;
import com.upcoach.bench.machine.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A member's own rank among a million with points in the current week, compared with the same
/// among a thousand.
final class RankCase implements Case<Stage> {

  private static final int MANY = 1_000_000;
  private static final int FEW = 1_000;
  private static final int CONNECTIONS = 64;
  private static final double GOAL = 1.5;
  private static final String PATH = "/v1/leaderboards/global/me";
  private static final Pattern RANK = Pattern.compile("\"rank\":(\\d+)");

  /// A member's token and its rank according to the database; 0 where it was not read.
  private record RankedMember(String token, long place) {}

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Server few = board(stage, "few", FEW, false);
    Server many = board(stage, "many", MANY, stage.options().prove());
    try (Generator ofMany = new Generator(many.port(), requests(stage, many, MANY), CONNECTIONS);
        Generator ofFew = new Generator(few.port(), requests(stage, few, FEW), CONNECTIONS)) {
      return new Latency(stage, CONNECTIONS, GOAL)
          .against(
              "rank among 1,000,000",
              "1,000",
              new Latency.Loaded(many, ofMany),
              new Latency.Loaded(few, ofFew));
    } finally {
      stage.close(many);
      stage.close(few);
    }
  }

  /// A server whose members are written by SQL. It is restarted afterwards, so that its in-memory
  /// boards include them.
  private static Server board(Stage stage, String data, int members, boolean slow)
      throws Exception {
    stage.log("rank: a board of %,d members".formatted(members));
    Server empty = stage.start(Server.Launch.with(data));
    empty.database().executeFile("rank-members.sql", ":members", "" + members);
    empty.database().settle();
    stage.close(empty);
    return stage.start(Server.Launch.with(data).slowed(slow));
  }

  private static Requests requests(Stage stage, Server server, int members) throws Exception {
    List<RankedMember> known =
        server
            .database()
            .list(
                Database.statement("rank-tokens.sql").replace(":members", "" + members),
                row -> new RankedMember(row.getString(1), row.getLong(2)));
    List<Request> requests = new ArrayList<>();
    for (RankedMember member : known) {
      if (member.place() > 0) {
        requireRight(server.get(PATH, member.token()), member.place());
      }
      requests.add(Request.get("rank", PATH, member.token()));
    }
    Requests all = Requests.of(requests);
    stage.warm(server, all);
    return all;
  }

  /// A wrong rank is not a fast one.
  private static void requireRight(String answer, long place) {
    Matcher rank = RANK.matcher(answer);
    if (!rank.find() || Long.parseLong(rank.group(1)) != place) {
      throw new IllegalStateException("the place should be %d: %s".formatted(place, answer));
    }
  }
}
