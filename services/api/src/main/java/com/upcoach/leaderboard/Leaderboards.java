package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.group.Groups;
import com.upcoach.leaderboard.LeaderboardStore.NeighboursRequest;
import com.upcoach.leaderboard.LeaderboardStore.RankedRow;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Use cases of boards.
@ApplicationScoped
public class Leaderboards {

  /// Maximum number of neighbours on each side of a member.
  static final int MAX_NEIGHBOURS = 20;

  private final LeaderboardStore store;
  private final GroupBoardStore ofGroups;
  private final Groups groups;
  private final Ranks ranks;

  public Leaderboards(
      LeaderboardStore store, GroupBoardStore ofGroups, Groups groups, Ranks ranks) {
    this.store = store;
    this.ofGroups = ofGroups;
    this.groups = groups;
    this.ranks = ranks;
  }

  /// Reads a page of a board from the best, or from a place on. Members without points are not
  /// listed.
  Uni<Outcome<Board>> top(
      UUID memberId,
      Board.Scope scope,
      Standing standing,
      Optional<Place> after,
      PageRequest pageRequest) {
    return switch (scope) {
      case Board.Scope.AllMembers() ->
          globalPage(standing, after, pageRequest.queryLimit())
              .map(entries -> board(scope, standing, entries, pageRequest));
      case Board.Scope.OfGroup(UUID groupId) ->
          inGroup(
              memberId,
              groupId,
              () ->
                  ofGroups
                      .places(
                          List.of(
                              new GroupBoardStore.PageKey(
                                  groupId, standing, after, pageRequest.queryLimit())))
                      .map(all -> board(scope, standing, all.getFirst(), pageRequest)));
    };
  }

  /// The first page needs no counts: nobody ranks above it.
  private static List<Board.Entry> firstPage(List<RankedRow> rows) {
    List<Board.Entry> entries = new ArrayList<>(rows.size());
    int rank = 1;
    for (int place = 0; place < rows.size(); place++) {
      RankedRow row = rows.get(place);
      if (place > 0 && row.points() < rows.get(place - 1).points()) {
        rank = place + 1;
      }
      entries.add(new Board.Entry(rank, row.memberId(), row.name(), row.points()));
    }
    return entries;
  }

  private static Outcome<Board> board(
      Board.Scope scope, Standing standing, List<Board.Entry> entries, PageRequest pageRequest) {
    Page<Board.Entry> page = pageRequest.page(entries, entry -> Place.of(standing, entry).cursor());
    return Outcome.done(new Board(scope, standing, page.items(), page.next()));
  }

  /// Reads the member's own entry with its neighbours; no entries where the member has no points.
  public Uni<Outcome<Board>> around(
      UUID memberId, Board.Scope scope, Standing standing, int neighbours) {
    return switch (scope) {
      case Board.Scope.AllMembers() ->
          aroundGlobally(memberId, standing, neighbours)
              .map(entries -> board(scope, standing, entries));
      case Board.Scope.OfGroup(UUID groupId) ->
          inGroup(
              memberId,
              groupId,
              () ->
                  ofGroups
                      .around(
                          List.of(
                              new GroupBoardStore.NeighboursKey(
                                  memberId, groupId, standing, neighbours)))
                      .map(all -> board(scope, standing, all.getFirst())));
    };
  }

  /// Reads a page of the global board.
  ///
  /// @param after the entry before the page; empty for the first page
  /// @param limit maximum number of entries
  Uni<List<Board.Entry>> globalPage(Standing standing, Optional<Place> after, int limit) {
    return store
        .top(standing, after, limit)
        .flatMap(
            rows ->
                after.isEmpty() ? Uni.createFrom().item(firstPage(rows)) : ranked(standing, rows));
  }

  /// Reads the member's own entry on the global board, with its neighbours.
  Uni<List<Board.Entry>> aroundGlobally(UUID memberId, Standing standing, int neighbours) {
    return store
        .around(new NeighboursRequest(memberId, standing, neighbours))
        .flatMap(near -> ranked(standing, near));
  }

  /// Points come from the table and ranks from the counts. Without points no rank is needed, and no
  /// board is loaded.
  private Uni<List<Board.Entry>> ranked(Standing standing, List<RankedRow> near) {
    return near.isEmpty()
        ? Uni.createFrom().item(List.of())
        : ranks
            .board(standing)
            .map(
                board ->
                    near.stream()
                        .map(
                            row ->
                                new Board.Entry(
                                    board.rankOf(row.points()),
                                    row.memberId(),
                                    row.name(),
                                    row.points()))
                        .toList());
  }

  private Uni<Outcome<Board>> inGroup(
      UUID memberId, UUID groupId, Supplier<Uni<Outcome<Board>>> work) {
    return groups.find(memberId, groupId).flatMap(outcome -> outcome.andThen(group -> work.get()));
  }

  private static Outcome<Board> board(
      Board.Scope scope, Standing standing, List<Board.Entry> entries) {
    return Outcome.done(new Board(scope, standing, entries, null));
  }
}
