package com.upcoach.leaderboard;

import com.upcoach.access.Access;
import com.upcoach.access.Caller;
import com.upcoach.access.CurrentCaller;
import com.upcoach.book.Standing;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.input.Parameters;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
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
import java.util.Optional;

/// REST endpoints of boards. The id is `global`, or that of a group.
@Path("/v1/leaderboards/{id}")
@Produces("application/json")
public class LeaderboardResource {

  private static final String GLOBAL = "global";
  private static final int DEFAULT_TOP = 10;
  private static final int MAX_TOP = 100;
  private static final int DEFAULT_NEIGHBOURS = 3;

  private final Leaderboards leaderboards;
  private final CurrentCaller caller;
  private final Responses responses;
  private final Clock clock;

  public LeaderboardResource(
      Leaderboards leaderboards, CurrentCaller caller, Responses responses, Clock clock) {
    this.leaderboards = leaderboards;
    this.caller = caller;
    this.responses = responses;
    this.clock = clock;
  }

  @GET
  @Cached(CachePolicy.LEADERBOARD)
  @Access(Access.Rule.GRANTED)
  public Uni<Response> top(
      @PathParam("id") String id,
      @QueryParam("period") String period,
      @QueryParam("on") String on,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    Caller member = caller.get();
    Board.Scope scope = scope(id);
    Standing today = standing(member, period, on);
    PageRequest pageRequest =
        PageRequest.of(
            Parameters.number("limit", limit, DEFAULT_TOP, 1, MAX_TOP),
            cursor,
            "board",
            scope,
            today.period(),
            on == null ? "" : today.starts());
    Optional<Place> after = pageRequest.after().map(behind -> Place.of(today.period(), behind));
    return leaderboards
        .top(member.memberId(), scope, after.map(Place::standing).orElse(today), after, pageRequest)
        .map(outcome -> PageLinks.on(responses.ok(outcome, BoardJson.top(id)), outcome));
  }

  @GET
  @Path("/me")
  @Cached(CachePolicy.OWN_RANK)
  @Access(Access.Rule.GRANTED)
  public Uni<Response> own(
      @PathParam("id") String id,
      @QueryParam("period") String period,
      @QueryParam("on") String on,
      @QueryParam("neighbours") String neighbours,
      @QueryParam(Selection.PARAMETER) String fields) {
    Caller member = caller.get();
    int count =
        Parameters.number(
            "neighbours", neighbours, DEFAULT_NEIGHBOURS, 0, Leaderboards.MAX_NEIGHBOURS);
    return leaderboards
        .around(member.memberId(), scope(id), standing(member, period, on), count)
        .map(outcome -> responses.ok(outcome, BoardJson.ownPlace(id, member.memberId())));
  }

  private static Board.Scope scope(String id) {
    return id.equals(GLOBAL)
        ? new Board.Scope.AllMembers()
        : new Board.Scope.OfGroup(Parameters.id(id));
  }

  private Standing standing(Caller member, String period, String on) {
    LocalDate day = Parameters.optionalDay("on", on).orElseGet(() -> member.dayAt(clock.instant()));
    String word = period == null ? Standing.Period.WEEK.word() : period;
    return Arrays.stream(Standing.Period.values())
        .filter(entry -> entry.word().equals(word))
        .findFirst()
        .map(found -> Standing.on(found, day))
        .orElseThrow(() -> Parameters.invalid("period", "must be week, month or all"));
  }
}
