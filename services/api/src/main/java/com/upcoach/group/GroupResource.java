package com.upcoach.group;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.idempotency.IdempotencyKey;
import com.upcoach.idempotency.IdempotentRequests;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// REST endpoints of groups.
@Path("/v1/groups")
@Consumes("application/json")
@Produces("application/json")
public class GroupResource {

  private static final SortOrder<GroupSort> DEFAULT_ORDER = SortOrder.of(GroupSort.ID);

  private final Groups groups;
  private final CurrentCaller caller;
  private final Responses responses;
  private final IdempotentRequests idempotentRequests;

  public GroupResource(
      Groups groups,
      CurrentCaller caller,
      Responses responses,
      IdempotentRequests idempotentRequests) {
    this.groups = groups;
    this.caller = caller;
    this.responses = responses;
    this.idempotentRequests = idempotentRequests;
  }

  @GET
  @Access(Access.Rule.OWN)
  public Uni<Response> list(
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    UUID memberId = caller.get().memberId();
    SortOrder<GroupSort> order = SortOrder.parse(sort, DEFAULT_ORDER);
    PageRequest pageRequest = PageRequest.of(limit, cursor, "groups", memberId, order);
    return groups
        .list(memberId, order, pageRequest)
        .map(page -> page.map(group -> json(group, memberId)))
        .map(page -> PageLinks.on(Response.ok(page).build(), page));
  }

  @POST
  @Access(Access.Rule.OWN)
  public Uni<Response> found(@Context HttpHeaders headers, byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<UUID> id = fields.uuid("id");
    Optional<String> name = fields.required("name", fields.text("name", 1, 100));
    fields.done();
    UUID memberId = caller.get().memberId();
    return idempotentRequests.once(
        IdempotencyKey.of(headers),
        memberId,
        "POST /v1/groups",
        body,
        reserved ->
            groups
                .create(memberId, id.orElse(reserved.id()), name.orElseThrow())
                .map(outcome -> responses.created(json(outcome, memberId))));
  }

  /// Joins by code.
  @POST
  @Path("/memberships")
  @Access(Access.Rule.OWN)
  public Uni<Response> join(@Context HttpHeaders headers, byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<String> code = fields.required("code", fields.text("code", 1, 40));
    fields.done();
    UUID memberId = caller.get().memberId();
    return idempotentRequests.once(
        IdempotencyKey.of(headers),
        memberId,
        "POST /v1/groups/memberships",
        body,
        reserved ->
            groups
                .join(memberId, code.orElseThrow())
                .map(outcome -> responses.ok(json(outcome, memberId))));
  }

  @GET
  @Path("/{id}")
  @Access(Access.Rule.GRANTED)
  public Uni<Response> one(
      @PathParam("id") String id, @QueryParam(Selection.PARAMETER) String fields) {
    UUID memberId = caller.get().memberId();
    return groups
        .find(memberId, Parameters.id(id))
        .map(outcome -> responses.ok(json(outcome, memberId)));
  }

  @DELETE
  @Path("/{id}")
  @Access(Access.Rule.GRANTED)
  public Uni<Response> delete(@PathParam("id") String id) {
    return groups.delete(caller.get().memberId(), Parameters.id(id)).map(responses::noContent);
  }

  @GET
  @Path("/{id}/members")
  @Access(Access.Rule.GRANTED)
  public Uni<Response> members(
      @PathParam("id") String id,
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    UUID groupId = Parameters.id(id);
    SortOrder<ParticipantSort> order = SortOrder.parse(sort, ParticipantSort.DEFAULT_ORDER);
    PageRequest pageRequest = PageRequest.of(limit, cursor, "members of a group", groupId, order);
    return groups
        .members(caller.get().memberId(), groupId, order, pageRequest)
        .map(outcome -> outcome.map(page -> page.map(ParticipantJson::of)))
        .map(outcome -> PageLinks.on(responses.ok(outcome), outcome));
  }

  /// Sets whether the other members see the caller's habits.
  @PATCH
  @Path("/{id}/members/me")
  @Access(Access.Rule.GRANTED)
  public Uni<Response> share(@PathParam("id") String id, byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<Boolean> share = fields.required("sharesHabits", fields.flag("sharesHabits"));
    fields.done();
    return groups
        .share(caller.get().memberId(), Parameters.id(id), share.orElseThrow())
        .map(outcome -> responses.ok(outcome.map(group -> new Sharing(share.get()))));
  }

  @DELETE
  @Path("/{id}/members/me")
  @Access(Access.Rule.GRANTED)
  public Uni<Response> leave(@PathParam("id") String id) {
    return groups.leave(caller.get().memberId(), Parameters.id(id)).map(responses::noContent);
  }

  /// Gives the group another join code.
  @POST
  @Path("/{id}/code")
  @Access(Access.Rule.GRANTED)
  public Uni<Response> renewCode(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID memberId = caller.get().memberId();
    UUID groupId = Parameters.id(id);
    return idempotentRequests.once(
        IdempotencyKey.of(headers),
        memberId,
        "POST /v1/groups/%s/code".formatted(groupId),
        new byte[0],
        reserved ->
            groups
                .renewCode(memberId, groupId, reserved.random())
                .map(outcome -> responses.ok(json(outcome, memberId))));
  }

  private static Outcome<GroupJson> json(Outcome<Group> outcome, UUID memberId) {
    return outcome.map(group -> json(group, memberId));
  }

  private static GroupJson json(Group group, UUID memberId) {
    return new GroupJson(
        group.id(),
        group.name(),
        group.code(),
        group.ownerId().equals(memberId),
        group.members(),
        group.createdAt());
  }

  /// A member's choice for a group.
  record Sharing(boolean sharesHabits) {}

  /// JSON form of a group's member.
  record ParticipantJson(UUID memberId, String name, Instant joinedAt, boolean sharesHabits) {
    static ParticipantJson of(Participant participant) {
      return new ParticipantJson(
          participant.memberId(),
          participant.name(),
          participant.joinedAt(),
          participant.sharesHabits());
    }
  }

  /// JSON form of a group.
  ///
  /// @param owner whether the caller owns it
  record GroupJson(
      UUID id, String name, String code, boolean owner, int members, Instant createdAt) {}
}
