package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.edge.Access;
import com.upcoach.edge.Caller;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.Parameters;
import com.upcoach.edge.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Boards over HTTP. The id is `global`, or that of a group.
@Path("/v1/leaderboards/{id}")
@Produces("application/json")
public class LeaderboardResource {

    private static final String EVERYBODY = "global";
    private static final int USUAL_TOP = 10;
    private static final int LONGEST_TOP = 100;
    private static final int USUAL_NEIGHBOURS = 3;
    private static final int MOST_NEIGHBOURS = 20;

    private final Leaderboards leaderboards;
    private final CurrentCaller caller;
    private final Replies replies;
    private final Clock clock;

    public LeaderboardResource(
            Leaderboards leaderboards, CurrentCaller caller, Replies replies, Clock clock) {
        this.leaderboards = leaderboards;
        this.caller = caller;
        this.replies = replies;
        this.clock = clock;
    }

    @GET
    @Access(Access.Rule.GRANTED)
    public Uni<Response> top(
            @PathParam("id") String id,
            @QueryParam("period") String period,
            @QueryParam("on") String on,
            @QueryParam("limit") String limit) {
        Caller asking = caller.get();
        return leaderboards
                .top(
                        asking.memberId(),
                        scope(id),
                        standing(asking, period, on),
                        Parameters.number("limit", limit, USUAL_TOP, 1, LONGEST_TOP))
                .map(outcome -> replies.ok(outcome.map(board -> BoardJson.of(id, board))));
    }

    @GET
    @Path("/me")
    @Access(Access.Rule.GRANTED)
    public Uni<Response> own(
            @PathParam("id") String id,
            @QueryParam("period") String period,
            @QueryParam("on") String on,
            @QueryParam("neighbours") String neighbours) {
        Caller asking = caller.get();
        int many =
                Parameters.number("neighbours", neighbours, USUAL_NEIGHBOURS, 0, MOST_NEIGHBOURS);
        return leaderboards
                .around(asking.memberId(), scope(id), standing(asking, period, on), many)
                .map(
                        outcome ->
                                replies.ok(
                                        outcome.map(
                                                board ->
                                                        OwnPlaceJson.of(
                                                                id, board, asking.memberId()))));
    }

    private static Board.Scope scope(String id) {
        return id.equals(EVERYBODY)
                ? new Board.Scope.Everybody()
                : new Board.Scope.OfGroup(Parameters.id(id));
    }

    private Standing standing(Caller asking, String period, String on) {
        LocalDate day =
                Parameters.optionalDay("on", on).orElseGet(() -> asking.dayAt(clock.instant()));
        String word = period == null ? Standing.Period.WEEK.word() : period;
        return Arrays.stream(Standing.Period.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .map(found -> Standing.on(found, day))
                .orElseThrow(() -> Parameters.invalid("period", "must be week, month or all"));
    }

    /// @param starts first day of the period; null for all time
    record BoardJson(String id, String period, LocalDate starts, List<Board.Entry> items) {
        static BoardJson of(String id, Board board) {
            return new BoardJson(
                    id,
                    board.standing().period().word(),
                    starts(board.standing()),
                    board.entries());
        }

        static LocalDate starts(Standing standing) {
            return standing.period() == Standing.Period.ALL ? null : standing.starts();
        }
    }

    /// @param rank null where the member has no points in the period
    /// @param neighbours the member itself among them, best first
    record OwnPlaceJson(
            String id,
            String period,
            LocalDate starts,
            Integer rank,
            int points,
            List<Board.Entry> neighbours) {
        static OwnPlaceJson of(String id, Board board, UUID memberId) {
            return new OwnPlaceJson(
                    id,
                    board.standing().period().word(),
                    BoardJson.starts(board.standing()),
                    board.of(memberId).map(Board.Entry::rank).orElse(null),
                    board.of(memberId).map(Board.Entry::points).orElse(0),
                    board.entries());
        }
    }
}
