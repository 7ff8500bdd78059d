package com.upcoach.cache;

import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.input.JsonInput;
import com.upcoach.json.Selection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// The response cache over HTTP, for operators.
@Path("/v1/operations/cache")
@Consumes("application/json")
@Produces("application/json")
public class CacheResource {

  private static final int ALL_PERCENT = 100;

  private final CacheOperations operations;
  private final CurrentCaller caller;

  public CacheResource(CacheOperations operations, CurrentCaller caller) {
    this.operations = operations;
    this.caller = caller;
  }

  @GET
  @Access(Access.Rule.OPERATOR)
  public Response view(@QueryParam(Selection.PARAMETER) String fields) {
    return view();
  }

  private Response view() {
    return Response.ok(CacheJson.of(operations.view())).build();
  }

  @PATCH
  @Access(Access.Rule.OPERATOR)
  public Uni<Response> share(byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<CachePolicy> policy = fields.required("route", route(fields));
    Optional<Integer> share =
        fields.required(
            "share",
            fields.node(
                "share",
                node ->
                    node.isInt() && node.intValue() >= 0 && node.intValue() <= ALL_PERCENT
                        ? Optional.of(node.intValue())
                        : fields.wrong("share", "must be a whole number from 0 to 100")));
    fields.done();
    return operations
        .setShare(caller.get().memberId(), policy.orElseThrow(), share.orElseThrow())
        .map(done -> view());
  }

  @POST
  @Path("/invalidations")
  @Access(Access.Rule.OPERATOR)
  public Uni<Response> invalidate(byte[] body) {
    JsonInput fields = JsonInput.of(body);
    Optional<CacheOperations.Target> everything =
        fields
            .flag("everything")
            .filter(wanted -> wanted)
            .map(wanted -> new CacheOperations.Target.AllResponses());
    Optional<CacheOperations.Target> route = route(fields).map(CacheOperations.Target.Route::new);
    Optional<CacheOperations.Target> member =
        fields.uuid("memberId").map(CacheOperations.Target.Member::new);
    Optional<CacheOperations.Target> habit =
        fields.uuid("habitId").map(CacheOperations.Target.Habit::new);
    Optional<CacheOperations.Target> group =
        fields.uuid("groupId").map(CacheOperations.Target.Group::new);
    var targets =
        Stream.of(everything, route, member, habit, group).flatMap(Optional::stream).toList();
    if (targets.size() != 1) {
      fields.wrong("everything", "name one of everything, route, memberId, habitId and groupId");
    }
    fields.done();
    return operations
        .invalidate(caller.get().memberId(), targets.getFirst())
        .map(done -> Response.noContent().build());
  }

  private static Optional<CachePolicy> route(JsonInput fields) {
    return fields.parsed(
        "route",
        text ->
            Arrays.stream(CachePolicy.values())
                .filter(policy -> policy.route().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        "must be a cached route, such as /v1/today");
  }
}
