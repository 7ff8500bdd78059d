package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.group.Groups;
import com.upcoach.leaderboard.LeaderboardStore.Asking;
import com.upcoach.leaderboard.LeaderboardStore.Near;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// The door to boards.
@ApplicationScoped
public class Leaderboards {

    private final LeaderboardStore store;
    private final Groups groups;
    private final Ranks ranks;

    public Leaderboards(LeaderboardStore store, Groups groups, Ranks ranks) {
        this.store = store;
        this.groups = groups;
        this.ranks = ranks;
    }

    /// The best of a board. Members without points are on none.
    public Uni<Outcome<Board>> top(UUID memberId, Board.Scope scope, Standing standing, int limit) {
        return switch (scope) {
            case Board.Scope.Everybody() ->
                    store.top(standing, limit).map(entries -> board(scope, standing, entries));
            case Board.Scope.OfGroup(UUID groupId) ->
                    inGroup(
                            memberId,
                            groupId,
                            () ->
                                    store.topOfGroup(groupId, standing, limit)
                                            .map(entries -> board(scope, standing, entries)));
        };
    }

    /// The member's own place with its neighbours; no entries where it has no points.
    public Uni<Outcome<Board>> around(
            UUID memberId, Board.Scope scope, Standing standing, int neighbours) {
        return switch (scope) {
            case Board.Scope.Everybody() ->
                    store.around(new Asking(memberId, standing, neighbours))
                            .flatMap(near -> ranked(standing, near))
                            .map(entries -> board(scope, standing, entries));
            case Board.Scope.OfGroup(UUID groupId) ->
                    inGroup(
                            memberId,
                            groupId,
                            () ->
                                    store.ofGroup(groupId, standing)
                                            .map(
                                                    all ->
                                                            board(
                                                                    scope,
                                                                    standing,
                                                                    near(
                                                                            memberId,
                                                                            all,
                                                                            neighbours))));
        };
    }

    /// Points come from the table and ranks from the counts. Who has no points needs no rank, and
    /// has no board counted.
    private Uni<List<Board.Entry>> ranked(Standing standing, List<Near> near) {
        return near.isEmpty()
                ? Uni.createFrom().item(List.of())
                : ranks.board(standing)
                        .map(
                                board ->
                                        near.stream()
                                                .map(
                                                        one ->
                                                                new Board.Entry(
                                                                        board.rankOf(one.points()),
                                                                        one.memberId(),
                                                                        one.name(),
                                                                        one.points()))
                                                .toList());
    }

    private Uni<Outcome<Board>> inGroup(
            UUID memberId, UUID groupId, Supplier<Uni<Outcome<Board>>> work) {
        return groups.find(memberId, groupId)
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Done<?> belongs -> work.get();
                                    case Outcome.Refused<?>(var refusal) ->
                                            Uni.createFrom().item(Outcome.refused(refusal));
                                });
    }

    private static List<Board.Entry> near(UUID memberId, List<Board.Entry> all, int neighbours) {
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place).memberId().equals(memberId)) {
                return all.subList(
                        Math.max(0, place - neighbours),
                        Math.min(all.size(), place + neighbours + 1));
            }
        }
        return List.of();
    }

    private static Outcome<Board> board(
            Board.Scope scope, Standing standing, List<Board.Entry> entries) {
        return Outcome.done(new Board(scope, standing, entries));
    }
}
