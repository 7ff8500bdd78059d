package com.upcoach.habit;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.book.BookRows;
import com.upcoach.book.Habit;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.idempotency.IdempotencyKey;
import com.upcoach.idempotency.IdempotentRequests;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.input.Precondition;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import com.upcoach.streak.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// REST endpoints of habits.
@Path("/v1/habits")
@Consumes("application/json")
@Produces("application/json")
public class HabitResource {

  private final Habits habits;
  private final CurrentCaller caller;
  private final Responses responses;
  private final IdempotentRequests idempotentRequests;

  public HabitResource(
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
  @Cached(CachePolicy.HABITS)
  @Access(Access.Rule.OWN)
  public Uni<Response> list(
      @QueryParam("archived") String archived,
      @QueryParam("kind") String kind,
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    UUID memberId = caller.get().memberId();
    HabitStore.HabitFilter filter =
        new HabitStore.HabitFilter(
            Parameters.optionalFlag("archived", archived),
            Parameters.optionalWord("kind", kind, List.of(Kind.values()), BookRows::word));
    SortOrder<HabitSort> order = SortOrder.parse(sort, Habits.DEFAULT_ORDER);
    PageRequest pageRequest = PageRequest.of(limit, cursor, "habits", memberId, filter, order);
    return habits
        .list(memberId, filter, order, pageRequest)
        .map(page -> PageLinks.on(Responses.ok(page, Page.writer(HabitJson::write)), page));
  }

  @POST
  @Access(Access.Rule.OWN)
  public Uni<Response> define(@Context HttpHeaders headers, byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<UUID> id = fields.uuid("id");
    HabitChange draft = HabitFields.change(fields);
    fields.required("title", draft.title());
    fields.done();
    UUID memberId = caller.get().memberId();
    return idempotentRequests.once(
        IdempotencyKey.of(headers),
        memberId,
        "POST /v1/habits",
        body,
        reserved ->
            habits
                .define(memberId, id.orElse(reserved.id()), draft)
                .map(outcome -> responses.createdTagged(outcome, HabitJson::write)));
  }

  @GET
  @Path("/{id}")
  @Cached(CachePolicy.HABIT)
  @Access(Access.Rule.OWN)
  public Uni<Response> one(
      @PathParam("id") String id, @QueryParam(Selection.PARAMETER) String fields) {
    return habits
        .find(caller.get().memberId(), Parameters.id(id))
        .map(outcome -> responses.ok(outcome, HabitJson::write));
  }

  @PATCH
  @Path("/{id}")
  @Access(Access.Rule.OWN)
  public Uni<Response> change(
      @PathParam("id") String id, @HeaderParam("If-Match") List<String> ifMatch, byte[] body) {
    JsonInput fields = JsonInput.of(body);
    HabitChange change = HabitFields.change(fields);
    fields.done();
    return habits
        .change(
            caller.get().memberId(),
            Parameters.id(id),
            change,
            seen(Precondition.required(ifMatch)))
        .map(outcome -> responses.okTagged(outcome, HabitJson::write));
  }

  @DELETE
  @Path("/{id}")
  @Access(Access.Rule.OWN)
  public Uni<Response> remove(
      @PathParam("id") String id, @HeaderParam("If-Match") List<String> ifMatch) {
    return habits
        .remove(caller.get().memberId(), Parameters.id(id), seen(Precondition.optional(ifMatch)))
        .map(responses::noContent);
  }

  private static Predicate<Habit> seen(Precondition precondition) {
    return habit -> precondition.isMetBy(JsonBytes.of(habit, HabitJson::write));
  }
}
