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
import com.upcoach.group.Groups;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.ListFingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// GraphQL queries of boards.
@Singleton
final class LeaderboardGraph implements GraphFeature {

  private final Leaderboards leaderboards;
  private final GroupBoardStore ofGroups;
  private final Groups groups;

  LeaderboardGraph(Leaderboards leaderboards, GroupBoardStore ofGroups, Groups groups) {
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
    Loader<GroupBoardStore.NeighboursKey, List<Board.Entry>> near =
        graph.loader("near", ofGroups::around);
    graph.query().read("leaderboard", (none, arguments, context) -> board(arguments, context));
    graph
        .<Group>type(Group.GRAPH_TYPE)
        .value(
            "leaderboard",
            (group, arguments, context) ->
                new Shown(new Board.Scope.OfGroup(group.id()), standing(arguments, context)));
    graph
        .<Shown>type("Leaderboard")
        .value("period", board -> board.standing().period())
        .value("starts", board -> board.standing().firstDay().orElse(null))
        .loaded(
            "entries",
            (board, arguments, context, loaders) ->
                entries(places, board, arguments, context, loaders))
        .loaded(
            "rank",
            (board, arguments, context, loaders) ->
                ownRank(near, board, arguments, context, loaders));
    graph.connection("BoardEntryConnection");
    graph
        .<Board.Entry>type("BoardEntry")
        .value("rank", Board.Entry::rank)
        .value("memberId", Board.Entry::memberId)
        .value("name", Board.Entry::name)
        .value("points", Board.Entry::points);
    graph
        .<List<Board.Entry>>type("OwnRank")
        .value("rank", (all, context) -> own(all, context).map(Board.Entry::rank).orElse(null))
        .value("points", (all, context) -> own(all, context).map(Board.Entry::points).orElse(0))
        .value("neighbours", all -> all);
  }

  private static Standing standing(Arguments arguments, GraphContext context) {
    return Standing.on(
        Standing.Period.valueOf(arguments.text("period").orElseThrow()),
        arguments.date("on").orElseGet(context::today));
  }

  private Uni<Optional<Shown>> board(Arguments arguments, GraphContext context) {
    Standing standing = standing(arguments, context);
    if (arguments.text("group").isEmpty()) {
      return Uni.createFrom().item(Optional.of(new Shown(new Board.Scope.AllMembers(), standing)));
    }
    return arguments
        .id("group", Group.GRAPH_TYPE)
        .map(id -> ofGroup(id, standing, context))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Optional<Shown>> ofGroup(UUID groupId, Standing standing, GraphContext context) {
    context.dependencies().group(groupId);
    return groups
        .find(context.memberId(), groupId)
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
      GraphContext context,
      Loaders loaders) {
    PageArguments page = arguments.page();
    Standing standing = board.standing();
    ListFingerprint list =
        ListFingerprint.of(
            "board in the graph", board.scope(), standing.period(), standing.starts());
    Optional<Place> after = page.behind(list).map(behind -> Place.of(standing.period(), behind));
    int limit = page.first() + 1;
    CompletionStage<List<Board.Entry>> read =
        switch (board.scope()) {
          case Board.Scope.AllMembers() ->
              leaderboards.globalPage(standing, after, limit).subscribeAsCompletionStage();
          case Board.Scope.OfGroup(UUID groupId) -> {
            context.dependencies().group(groupId);
            yield loaders.load(
                places, new GroupBoardStore.PageKey(groupId, standing, after, limit));
          }
        };
    return read.thenApply(
        rows -> Connection.of(rows, page, entry -> Place.of(standing, entry).cursor().text(list)));
  }

  private CompletionStage<List<Board.Entry>> ownRank(
      Loader<GroupBoardStore.NeighboursKey, List<Board.Entry>> near,
      Shown board,
      Arguments arguments,
      GraphContext context,
      Loaders loaders) {
    int neighbours = arguments.number("neighbours", 0, Leaderboards.MAX_NEIGHBOURS);
    return switch (board.scope()) {
      case Board.Scope.AllMembers() ->
          leaderboards
              .aroundGlobally(context.memberId(), board.standing(), neighbours)
              .subscribeAsCompletionStage();
      case Board.Scope.OfGroup(UUID groupId) -> {
        context.dependencies().group(groupId);
        yield loaders.load(
            near,
            new GroupBoardStore.NeighboursKey(
                context.memberId(), groupId, board.standing(), neighbours));
      }
    };
  }

  private static Optional<Board.Entry> own(List<Board.Entry> all, GraphContext context) {
    return all.stream().filter(entry -> entry.memberId().equals(context.memberId())).findFirst();
  }
}
