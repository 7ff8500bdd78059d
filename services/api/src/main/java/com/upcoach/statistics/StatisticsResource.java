package com.upcoach.statistics;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.input.Parameters;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.route.RequestLane;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/// REST endpoints of statistics and streaks. The class has the same path as
/// [com.upcoach.habit.HabitResource]; with a longer path every request for a habit would be matched
/// here first and then again.
@Path("/v1/habits")
@Produces("application/json")
public class StatisticsResource {

  private final HabitStatistics statistics;
  private final CurrentCaller caller;
  private final Responses responses;

  public StatisticsResource(HabitStatistics statistics, CurrentCaller caller, Responses responses) {
    this.statistics = statistics;
    this.caller = caller;
    this.responses = responses;
  }

  @GET
  @Path("/{id}/streak")
  @Cached(CachePolicy.STREAK)
  @Access(Access.Rule.OWN)
  public Uni<Response> streak(
      @PathParam("id") String id,
      @QueryParam("explain") String explain,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam(Selection.PARAMETER) String fields) {
    boolean requested = Parameters.flag("explain", explain);
    boolean explained = requested && Selection.of(fields).has("days");
    return statistics
        .streak(
            caller.get().memberId(),
            Parameters.id(id),
            explained,
            Parameters.optionalDay("from", from),
            Parameters.optionalDay("to", to))
        .map(
            outcome ->
                responses.ok(
                    outcome, requested ? StatisticsJson::explained : StatisticsJson::streak));
  }

  @GET
  @Path("/{id}/statistics")
  @Cached(CachePolicy.STATISTICS)
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.ANALYSIS)
  public Uni<Response> statistics(
      @PathParam("id") String id, @QueryParam(Selection.PARAMETER) String fields) {
    return statistics
        .statistics(caller.get().memberId(), Parameters.id(id), ofAmounts(Selection.of(fields)))
        .map(outcome -> responses.ok(outcome, StatisticsJson::write));
  }

  /// Whether the selected fields include any that are computed from recorded amounts.
  private static boolean ofAmounts(Selection selection) {
    return selection.has("calendar", "amount")
        || selection.has("totals", "checkIns")
        || selection.has("totals", "amount");
  }
}
