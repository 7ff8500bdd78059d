package com.upcoach.checkin;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.input.Parameters;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// REST endpoints of a habit's check-ins.
@Path("/v1/habits/{id}/check-ins")
@Consumes("application/json")
@Produces("application/json")
public class CheckInResource {

  private static final SortOrder<CheckInSort> DEFAULT_ORDER = SortOrder.descending(CheckInSort.DAY);

  /// Fields by which a list of check-ins can be sorted.
  private enum CheckInSort {
    DAY
  }

  private final CheckIns checkIns;
  private final CurrentCaller caller;
  private final Responses responses;

  public CheckInResource(CheckIns checkIns, CurrentCaller caller, Responses responses) {
    this.checkIns = checkIns;
    this.caller = caller;
    this.responses = responses;
  }

  @PUT
  @Path("/{day}")
  @Access(Access.Rule.OWN)
  public Uni<Response> put(@PathParam("id") String id, @PathParam("day") String day, byte[] body) {
    Operation.Recording put =
        OperationFields.recording(body, Parameters.id(id), Parameters.day("day", day));
    return checkIns
        .put(caller.get().memberId(), put)
        .map(outcome -> responses.ok(outcome, CheckInJson::write));
  }

  @GET
  @Path("/{day}")
  @Access(Access.Rule.OWN)
  public Uni<Response> one(
      @PathParam("id") String id,
      @PathParam("day") String day,
      @QueryParam(Selection.PARAMETER) String fields) {
    return checkIns
        .find(caller.get().memberId(), Parameters.id(id), Parameters.day("day", day))
        .map(outcome -> responses.ok(outcome, CheckInJson::write));
  }

  @DELETE
  @Path("/{day}")
  @Access(Access.Rule.OWN)
  public Uni<Response> undo(@PathParam("id") String id, @PathParam("day") String day) {
    Operation.Delete delete =
        new Operation.Delete(Parameters.id(id), Parameters.day("day", day), Optional.empty());
    return checkIns.delete(caller.get().memberId(), delete).map(responses::noContent);
  }

  @GET
  @Cached(CachePolicy.CHECK_INS)
  @Access(Access.Rule.OWN)
  public Uni<Response> list(
      @PathParam("id") String id,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    UUID memberId = caller.get().memberId();
    UUID habitId = Parameters.id(id);
    Optional<LocalDate> first = Parameters.optionalDay("from", from);
    Optional<LocalDate> last = Parameters.optionalDay("to", to);
    SortOrder<CheckInSort> order = SortOrder.parse(sort, DEFAULT_ORDER);
    PageRequest pageRequest =
        PageRequest.of(limit, cursor, "check-ins", memberId, habitId, first, last, order);
    return checkIns
        .list(
            CheckInStore.PageKey.of(memberId, habitId, first, last, pageRequest.queryLimit()),
            order.descending(),
            pageRequest)
        .map(
            outcome ->
                PageLinks.on(responses.ok(outcome, Page.writer(CheckInJson::write)), outcome));
  }
}
