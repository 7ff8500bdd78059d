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

/// REST endpoint for the operations of offline devices.
@Path("/v1/check-ins")
@Consumes("application/json")
@Produces("application/json")
public class OfflineResource {

  private final OfflineOperations offline;
  private final CurrentCaller caller;
  private final OperationResults results;

  public OfflineResource(
      OfflineOperations offline, CurrentCaller caller, OperationResults results) {
    this.offline = offline;
    this.caller = caller;
    this.results = results;
  }

  /// Applies up to 500 operations, each with its own result.
  @POST
  @Access(Access.Rule.OWN)
  public Uni<Response> applyOperations(byte[] body) {
    List<OfflineOperations.Numbered> operations =
        OperationFields.operations(JsonInput.of(body), fields -> fields.uuid("habitId"));
    return offline
        .applyOperations(caller.get().memberId(), operations, results::text)
        .map(texts -> Response.ok(new Results(texts.stream().map(Result::new).toList())).build());
  }

  record Results(List<Result> results) {}

  /// @param json the stored result
  record Result(@JsonValue @JsonRawValue String json) {}
}
