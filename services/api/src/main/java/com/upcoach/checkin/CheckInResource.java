package com.upcoach.checkin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.Access;
import com.upcoach.edge.Bounds;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.Parameters;
import com.upcoach.edge.Problem;
import com.upcoach.edge.Replies;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// Check-ins over HTTP.
@Path("/v1")
@Consumes("application/json")
@Produces("application/json")
public class CheckInResource {

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate PAST_ALL = LocalDate.of(2200, 1, 1);

    private final CheckIns checkIns;
    private final OfflineOperations offline;
    private final CurrentCaller caller;
    private final Replies replies;
    private final ObjectMapper json;

    public CheckInResource(
            CheckIns checkIns,
            OfflineOperations offline,
            CurrentCaller caller,
            Replies replies,
            ObjectMapper json) {
        this.checkIns = checkIns;
        this.offline = offline;
        this.caller = caller;
        this.replies = replies;
        this.json = json;
    }

    @PUT
    @Path("/habits/{id}/check-ins/{day}")
    @Access(Access.Rule.OWN)
    public Uni<Response> put(
            @PathParam("id") String id, @PathParam("day") String day, byte[] body) {
        Operation.Put put =
                OperationFields.put(body, Parameters.id(id), Parameters.day("day", day));
        return checkIns.put(caller.get().memberId(), put)
                .map(outcome -> replies.ok(outcome.map(CheckInJson::of)));
    }

    @GET
    @Path("/habits/{id}/check-ins/{day}")
    @Access(Access.Rule.OWN)
    public Uni<Response> one(@PathParam("id") String id, @PathParam("day") String day) {
        return checkIns.find(caller.get().memberId(), Parameters.id(id), Parameters.day("day", day))
                .map(outcome -> replies.ok(outcome.map(CheckInJson::of)));
    }

    @DELETE
    @Path("/habits/{id}/check-ins/{day}")
    @Access(Access.Rule.OWN)
    public Uni<Response> undo(@PathParam("id") String id, @PathParam("day") String day) {
        Operation.Delete delete =
                new Operation.Delete(Parameters.id(id), Parameters.day("day", day));
        return checkIns.delete(caller.get().memberId(), delete).map(replies::gone);
    }

    @GET
    @Path("/habits/{id}/check-ins")
    @Access(Access.Rule.OWN)
    public Uni<Response> list(
            @PathParam("id") String id,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        LocalDate pastLast =
                Parameters.optionalDay("to", to).map(day -> day.plusDays(1)).orElse(PAST_ALL);
        LocalDate before = cursor == null ? pastLast : Parameters.cursorDay(cursor);
        int size = Parameters.number("limit", limit, Bounds.USUAL_PAGE, 1, Bounds.LARGEST_PAGE);
        return checkIns.list(
                        caller.get().memberId(),
                        Parameters.id(id),
                        before.isBefore(pastLast) ? before : pastLast,
                        Parameters.optionalDay("from", from).orElse(FIRST_DAY),
                        size)
                .map(page -> Response.ok(page.map(CheckInJson::of)).build());
    }

    /// What an offline device has gathered: up to 500 operations, each answered on its own.
    @POST
    @Path("/check-ins")
    @Access(Access.Rule.OWN)
    public Uni<Response> carryOut(byte[] body) {
        List<OfflineOperations.Numbered> operations = OperationFields.operations(body);
        return offline.carryOut(caller.get().memberId(), operations, this::answer)
                .map(
                        answers ->
                                Response.ok(new Results(answers.stream().map(Result::new).toList()))
                                        .build());
    }

    /// The text that is kept for an operation, and sent again whenever the operation is.
    private String answer(UUID id, Outcome<Operation> outcome) {
        Answer answer =
                switch (outcome) {
                    case Outcome.Done<Operation> done -> new Answer(id, 200, null);
                    case Outcome.Refused<Operation>(var refusal) -> {
                        Problem problem = replies.problem(refusal);
                        yield new Answer(id, problem.kind().status(), problem.wire());
                    }
                };
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an answer must be JSON", broken);
        }
    }

    private record Answer(
            UUID id, int status, @JsonInclude(JsonInclude.Include.NON_NULL) Problem.Wire problem) {}

    record Results(List<Result> results) {}

    /// @param json the answer as it was kept
    record Result(@JsonValue @JsonRawValue String json) {}
}
