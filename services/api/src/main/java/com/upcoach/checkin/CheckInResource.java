package com.upcoach.checkin;

import com.upcoach.edge.Access;
import com.upcoach.edge.Bounds;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.Page;
import com.upcoach.edge.Parameters;
import com.upcoach.edge.Replies;
import com.upcoach.edge.Selection;
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
import java.util.Optional;

/// The check-ins of one habit over HTTP.
@Path("/v1/habits/{id}/check-ins")
@Consumes("application/json")
@Produces("application/json")
public class CheckInResource {

    private final CheckIns checkIns;
    private final CurrentCaller caller;
    private final Replies replies;

    public CheckInResource(CheckIns checkIns, CurrentCaller caller, Replies replies) {
        this.checkIns = checkIns;
        this.caller = caller;
        this.replies = replies;
    }

    @PUT
    @Path("/{day}")
    @Access(Access.Rule.OWN)
    public Uni<Response> put(
            @PathParam("id") String id, @PathParam("day") String day, byte[] body) {
        Operation.Put put =
                OperationFields.put(body, Parameters.id(id), Parameters.day("day", day));
        return checkIns.put(caller.get().memberId(), put)
                .map(outcome -> replies.ok(outcome, CheckInJson::write));
    }

    @GET
    @Path("/{day}")
    @Access(Access.Rule.OWN)
    public Uni<Response> one(
            @PathParam("id") String id,
            @PathParam("day") String day,
            @QueryParam(Selection.PARAMETER) String fields) {
        return checkIns.find(caller.get().memberId(), Parameters.id(id), Parameters.day("day", day))
                .map(outcome -> replies.ok(outcome, CheckInJson::write));
    }

    @DELETE
    @Path("/{day}")
    @Access(Access.Rule.OWN)
    public Uni<Response> undo(@PathParam("id") String id, @PathParam("day") String day) {
        Operation.Delete delete =
                new Operation.Delete(Parameters.id(id), Parameters.day("day", day));
        return checkIns.delete(caller.get().memberId(), delete).map(replies::gone);
    }

    @GET
    @Access(Access.Rule.OWN)
    public Uni<Response> list(
            @PathParam("id") String id,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @QueryParam(Selection.PARAMETER) String fields) {
        int size = Parameters.number("limit", limit, Bounds.USUAL_PAGE, 1, Bounds.LARGEST_PAGE);
        return checkIns.list(
                        CheckInStore.PageKey.of(
                                caller.get().memberId(),
                                Parameters.id(id),
                                Optional.ofNullable(cursor).map(Parameters::cursorDay),
                                Parameters.optionalDay("from", from),
                                Parameters.optionalDay("to", to),
                                size + 1))
                .map(outcome -> replies.ok(outcome, Page.writer(CheckInJson::write)));
    }
}
