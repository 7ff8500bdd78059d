package com.upcoach.habit;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.book.Pause;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.idempotency.IdempotencyKey;
import com.upcoach.idempotency.IdempotentRequests;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// REST endpoints of pauses. A pause is a range of days on which one habit, or all habits, are not
/// due.
@Path("/v1/pauses")
@Consumes("application/json")
@Produces("application/json")
public class PauseResource {

  private static final SortOrder<PauseSort> DEFAULT_ORDER = SortOrder.of(PauseSort.FROM);

  private final Habits habits;
  private final CurrentCaller caller;
  private final Responses responses;
  private final IdempotentRequests idempotentRequests;

  public PauseResource(
      Habits habits,
      CurrentCaller caller,
      Responses responses,
      IdempotentRequests idempotentRequests) {
    this.habits = habits;
    this.caller = caller;
    this.responses = responses;
    this.idempotentRequests = idempotentRequests;
  }

  @GET
  @Cached(CachePolicy.PAUSES)
  @Access(Access.Rule.OWN)
  public Uni<Response> list(
      @QueryParam("habitId") String habitId,
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    UUID memberId = caller.get().memberId();
    Optional<UUID> only = Parameters.optionalId("habitId", habitId);
    SortOrder<PauseSort> order = SortOrder.parse(sort, DEFAULT_ORDER);
    PageRequest pageRequest = PageRequest.of(limit, cursor, "pauses", memberId, only, order);
    return habits
        .pauses(memberId)
        .map(all -> all.stream().filter(pause -> isOf(pause, only)).toList())
        .map(all -> pageRequest.cut(all, order.descending(), order.by()::place))
        .map(page -> page.map(PauseJson::of))
        .map(page -> PageLinks.on(Response.ok(page).build(), page));
  }

  private static boolean isOf(Pause pause, Optional<UUID> habitId) {
    return habitId.isEmpty() || habitId.get().equals(pause.habitId());
  }

  @POST
  @Access(Access.Rule.OWN)
  public Uni<Response> pause(@Context HttpHeaders headers, byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<UUID> id = fields.uuid("id");
    Optional<UUID> habitId = fields.uuid("habitId");
    Optional<LocalDate> from = fields.required("from", fields.date("from"));
    Optional<LocalDate> to = fields.date("to");
    fields.done();
    UUID memberId = caller.get().memberId();
    return idempotentRequests.once(
        IdempotencyKey.of(headers),
        memberId,
        "POST /v1/pauses",
        body,
        reserved ->
            habits
                .pause(
                    memberId,
                    id.orElse(reserved.id()),
                    habitId.orElse(null),
                    from.orElseThrow(),
                    to.orElse(null))
                .map(outcome -> responses.created(outcome.map(PauseJson::of))));
  }

  @DELETE
  @Path("/{id}")
  @Access(Access.Rule.OWN)
  public Uni<Response> resume(@PathParam("id") String id) {
    return habits.resume(caller.get().memberId(), Parameters.id(id)).map(responses::noContent);
  }

  /// JSON form of a pause.
  record PauseJson(UUID id, UUID habitId, LocalDate from, LocalDate to) {
    static PauseJson of(Pause pause) {
      return new PauseJson(pause.id(), pause.habitId(), pause.range().from(), pause.range().to());
    }
  }
}
