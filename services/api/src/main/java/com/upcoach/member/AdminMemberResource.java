package com.upcoach.member;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.access.Role;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.input.Precondition;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.PageLinks;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/// The REST resource by which admins list members and change their roles. Habits are not visible
/// to admins.
@Path("/v1/admin/members")
@Consumes("application/json")
@Produces("application/json")
public class AdminMemberResource {

  private static final SortOrder<MemberSort> DEFAULT_ORDER = SortOrder.of(MemberSort.ID);
  private static final int MAX_SEARCH_LENGTH = 100;

  private final Members members;
  private final Responses responses;
  private final CurrentCaller caller;

  public AdminMemberResource(Members members, Responses responses, CurrentCaller caller) {
    this.caller = caller;
    this.members = members;
    this.responses = responses;
  }

  @GET
  @Access(Access.Rule.ADMIN)
  public Uni<Response> list(
      @QueryParam("search") String search,
      @QueryParam("role") String role,
      @QueryParam("createdFrom") String createdFrom,
      @QueryParam("createdTo") String createdTo,
      @QueryParam("sort") String sort,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam(Selection.PARAMETER) String fields) {
    MemberListStore.Filter filter =
        new MemberListStore.Filter(
            MemberFields.normalised(Parameters.text("search", search, MAX_SEARCH_LENGTH)),
            Parameters.optionalWord("role", role, List.of(Role.values()), Role::word),
            Parameters.optionalDay("createdFrom", createdFrom),
            Parameters.optionalDay("createdTo", createdTo));
    SortOrder<MemberSort> order = SortOrder.parse(sort, DEFAULT_ORDER);
    PageRequest pageRequest = PageRequest.of(limit, cursor, "members", filter, order);
    return members
        .list(filter, order, pageRequest)
        .map(page -> page.map(MemberJson::of))
        .map(page -> PageLinks.on(Response.ok(page).build(), page));
  }

  @GET
  @Path("/{id}")
  @Access(Access.Rule.ADMIN)
  public Uni<Response> one(
      @PathParam("id") String id, @QueryParam(Selection.PARAMETER) String fields) {
    return members
        .find(Parameters.id(id))
        .map(found -> Outcome.of(found, new MemberRefusal.UnknownMember()))
        .map(outcome -> responses.okTagged(outcome, MemberJson::write));
  }

  @PATCH
  @Path("/{id}")
  @Access(Access.Rule.ADMIN)
  public Uni<Response> assign(
      @PathParam("id") String id, @HeaderParam("If-Match") List<String> ifMatch, byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<Role> role = fields.required("role", fields.word("role", Role.class));
    fields.done();
    return members
        .assign(
            Parameters.id(id),
            role.orElseThrow(),
            "admin " + caller.get().memberId(),
            MemberResource.test(Precondition.required(ifMatch)))
        .map(outcome -> responses.okTagged(outcome, MemberJson::write));
  }
}
