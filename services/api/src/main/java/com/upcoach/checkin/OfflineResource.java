package com.upcoach.checkin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.Access;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.Problem;
import com.upcoach.edge.Replies;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/// The operations of offline devices over HTTP.
@Path("/v1/check-ins")
@Consumes("application/json")
@Produces("application/json")
public class OfflineResource {

    private final OfflineOperations offline;
    private final CurrentCaller caller;
    private final Replies replies;
    private final ObjectMapper json;

    public OfflineResource(
            OfflineOperations offline, CurrentCaller caller, Replies replies, ObjectMapper json) {
        this.offline = offline;
        this.caller = caller;
        this.replies = replies;
        this.json = json;
    }

    /// What an offline device has gathered: up to 500 operations, each answered on its own.
    @POST
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
