package com.upcoach.checkin;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/// REST endpoint of the member's day.
@Path("/v1/today")
@Produces("application/json")
public class TodayResource {

  private final Today today;
  private final CurrentCaller caller;

  public TodayResource(Today today, CurrentCaller caller) {
    this.today = today;
    this.caller = caller;
  }

  @GET
  @Cached(CachePolicy.TODAY)
  @Access(Access.Rule.OWN)
  public Uni<Response> today(@QueryParam(Selection.PARAMETER) String fields) {
    return today.of(caller.get()).map(view -> Responses.ok(view, TodayJson::write));
  }
}
