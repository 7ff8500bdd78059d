package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.graph.Arguments;
import com.upcoach.graph.Connection;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.graph.Loader;
import com.upcoach.graph.Loaders;
import com.upcoach.graph.PageArguments;
import com.upcoach.group.Group;
import com.upcoach.group.GroupGraph;
import com.upcoach.group.Groups;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.ListFingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// GraphQL queries of boards.
@ApplicationScoped
public class LeaderboardGraph implements GraphFeature {

  private final Leaderboards leaderboards;
  private final GroupBoardStore ofGroups;
  private final Groups groups;

  public LeaderboardGraph(Leaderboards leaderboards, GroupBoardStore ofGroups, Groups groups) {
    this.leaderboards = leaderboards;
    this.ofGroups = ofGroups;
    this.groups = groups;
  }

  /// A board that the caller may see; its entries are not read yet.
  private record Shown(Board.Scope scope, Standing standing) {}

  @Override
  public void describe(GraphFields graph) {
    Loader<GroupBoardStore.PageKey, List<Board.Entry>> places =
        graph.loader("places", ofGroups::places);
    Loader<GroupBoardStore.NearKey, List<Board.Entry>> near =
        graph.loader("near", ofGroups::around);
    graph.query().read("leaderboard", (none, arguments, asking) -> board(arguments, asking));
    graph
        .<Group>type(GroupGraph.GROUP)
        .value(
            "leaderboard",
            (group, arguments, asking) ->
                new Shown(new Board.Scope.OfGroup(group.id()), standing(arguments, asking)));
    graph
        .<Shown>type("Leaderboard")
        .value("period", board -> board.standing().period())
        .value("starts", board -> board.standing().firstDay().orElse(null))
        .loaded(
            "entries",
            (board, arguments, asking, loads) -> entries(places, board, arguments, asking, loads))
        .loaded(
            "rank",
            (board, arguments, asking, loads) -> ownRank(near, board, arguments, asking, loads));
    graph.connection("BoardEntryConnection");
    graph
        .<Board.Entry>type("BoardEntry")
        .value("rank", Board.Entry::rank)
        .value("memberId", Board.Entry::memberId)
        .value("name", Board.Entry::name)
        .value("points", Board.Entry::points);
    graph
        .<List<Board.Entry>>type("OwnRank")
        .value("rank", (all, asking) -> own(all, asking).map(Board.Entry::rank).orElse(null))
        .value("points", (all, asking) -> own(all, asking).map(Board.Entry::points).orElse(0))
        .value("neighbours", all -> all);
  }

  private static Standing standing(Arguments arguments, GraphContext asking) {
    return Standing.on(
        Standing.Period.valueOf(arguments.text("period").orElseThrow()),
        arguments.date("on").orElseGet(asking::today));
  }

  private Uni<Optional<Shown>> board(Arguments arguments, GraphContext asking) {
    Standing standing = standing(arguments, asking);
    if (arguments.text("group").isEmpty()) {
      return Uni.createFrom().item(Optional.of(new Shown(new Board.Scope.Everybody(), standing)));
    }
    return arguments
        .id("group", GroupGraph.GROUP)
        .map(id -> ofGroup(id, standing, asking))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Optional<Shown>> ofGroup(UUID groupId, Standing standing, GraphContext asking) {
    asking.shown().group(groupId);
    return groups
        .find(asking.memberId(), groupId)
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Group>(Group group) ->
                      Optional.of(new Shown(new Board.Scope.OfGroup(group.id()), standing));
                  case Outcome.Refused<Group>(var unknown) -> Optional.empty();
                });
  }

  private CompletionStage<Connection<Board.Entry>> entries(
      Loader<GroupBoardStore.PageKey, List<Board.Entry>> places,
      Shown board,
      Arguments arguments,
      GraphContext asking,
      Loaders loads) {
    PageArguments page = arguments.page();
    Standing standing = board.standing();
    ListFingerprint list =
        ListFingerprint.of(
            "board in the graph", board.scope(), standing.period(), standing.starts());
    Optional<Place> after = page.behind(list).map(behind -> Place.of(standing.period(), behind));
    int most = page.first() + 1;
    CompletionStage<List<Board.Entry>> read =
        switch (board.scope()) {
          case Board.Scope.Everybody() ->
              leaderboards.ofEverybody(standing, after, most).subscribeAsCompletionStage();
          case Board.Scope.OfGroup(UUID groupId) -> {
            asking.shown().group(groupId);
            yield loads.one(places, new GroupBoardStore.PageKey(groupId, standing, after, most));
          }
        };
    return read.thenApply(
        rows -> Connection.of(rows, page, entry -> Place.of(standing, entry).cursor().text(list)));
  }

  private CompletionStage<List<Board.Entry>> ownRank(
      Loader<GroupBoardStore.NearKey, List<Board.Entry>> near,
      Shown board,
      Arguments arguments,
      GraphContext asking,
      Loaders loads) {
    int neighbours = arguments.number("neighbours", 0, Leaderboards.MOST_NEIGHBOURS);
    return switch (board.scope()) {
      case Board.Scope.Everybody() ->
          leaderboards
              .aroundAmongAll(asking.memberId(), board.standing(), neighbours)
              .subscribeAsCompletionStage();
      case Board.Scope.OfGroup(UUID groupId) -> {
        asking.shown().group(groupId);
        yield loads.one(
            near,
            new GroupBoardStore.NearKey(asking.memberId(), groupId, board.standing(), neighbours));
      }
    };
  }

  private static Optional<Board.Entry> own(List<Board.Entry> all, GraphContext asking) {
    return all.stream().filter(entry -> entry.memberId().equals(asking.memberId())).findFirst();
  }
}
