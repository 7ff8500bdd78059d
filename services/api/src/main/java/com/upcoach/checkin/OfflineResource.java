package com.upcoach.checkin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.input.JsonInput;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// The operations of offline devices over HTTP.
@Path("/v1/check-ins")
@Consumes("application/json")
@Produces("application/json")
public class OfflineResource {

  private final OfflineOperations offline;
  private final CurrentCaller caller;
  private final OperationAnswers answers;

  public OfflineResource(
      OfflineOperations offline, CurrentCaller caller, OperationAnswers answers) {
    this.offline = offline;
    this.caller = caller;
    this.answers = answers;
  }

  /// What an offline device has gathered: up to 500 operations, each answered on its own.
  @POST
  @Access(Access.Rule.OWN)
  public Uni<Response> carryOut(byte[] body) {
    List<OfflineOperations.Numbered> operations =
        OperationFields.operations(JsonInput.of(body), fields -> fields.uuid("habitId"));
    return offline
        .carryOut(caller.get().memberId(), operations, answers::text)
        .map(texts -> Response.ok(new Results(texts.stream().map(Result::new).toList())).build());
  }

  record Results(List<Result> results) {}

  /// @param json the answer as it was kept
  record Result(@JsonValue @JsonRawValue String json) {}
}
