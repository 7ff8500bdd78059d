package com.upcoach.member;

import com.upcoach.edge.Access;
import com.upcoach.edge.Bounds;
import com.upcoach.edge.Fields;
import com.upcoach.edge.Parameters;
import com.upcoach.edge.Precondition;
import com.upcoach.edge.Replies;
import com.upcoach.edge.Role;
import com.upcoach.edge.Selection;
import com.upcoach.outcome.Outcome;
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
import java.util.UUID;

/// What admins see of members and may change: who they are and their role, not their habits.
@Path("/v1/admin/members")
@Consumes("application/json")
@Produces("application/json")
public class AdminMemberResource {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int LONGEST_SEARCH = 100;

    private final Members members;
    private final Replies replies;

    public AdminMemberResource(Members members, Replies replies) {
        this.members = members;
        this.replies = replies;
    }

    @GET
    @Access(Access.Rule.ADMIN)
    public Uni<Response> list(
            @QueryParam("search") String search,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @QueryParam(Selection.PARAMETER) String fields) {
        String text = Parameters.text("search", search, LONGEST_SEARCH);
        UUID after = cursor == null ? BEFORE_ALL : Parameters.cursorId(cursor);
        int size = Parameters.number("limit", limit, Bounds.USUAL_PAGE, 1, Bounds.LARGEST_PAGE);
        return members.list(after, text, size)
                .map(page -> Response.ok(page.map(MemberJson::of)).build());
    }

    @GET
    @Path("/{id}")
    @Access(Access.Rule.ADMIN)
    public Uni<Response> one(
            @PathParam("id") String id, @QueryParam(Selection.PARAMETER) String fields) {
        return members.find(Parameters.id(id))
                .map(
                        found ->
                                found.map(Outcome::done)
                                        .orElseGet(
                                                () ->
                                                        Outcome.refused(
                                                                new MemberRefusal.UnknownMember())))
                .map(outcome -> replies.okTagged(outcome, MemberJson::write));
    }

    @PATCH
    @Path("/{id}")
    @Access(Access.Rule.ADMIN)
    public Uni<Response> assign(
            @PathParam("id") String id,
            @HeaderParam("If-Match") List<String> ifMatch,
            byte[] body) {
        Fields fields = Fields.of(body);
        Optional<Role> role =
                fields.required(
                        "role",
                        fields.parsed(
                                "role",
                                word ->
                                        Role.ofWord(word)
                                                .orElseThrow(IllegalArgumentException::new),
                                "must be member, coach, admin or operator"));
        fields.done();
        return members.assign(
                        Parameters.id(id),
                        role.orElseThrow(),
                        MemberResource.seen(Precondition.required(ifMatch)))
                .map(outcome -> replies.okTagged(outcome, MemberJson::write));
    }
}
