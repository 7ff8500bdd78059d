package com.upcoach.graphql;

import com.upcoach.access.Access;
import com.upcoach.access.Caller;
import com.upcoach.access.CurrentCaller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.Cached;
import com.upcoach.graphql.OperationExecutor.Ready;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.Responses;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.BodyLimit;
import com.upcoach.route.RateLimitCost;
import com.upcoach.route.RequestLane;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The GraphQL endpoint.
///
/// @see <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP</a>
@Path("/graphql")
public class GraphResource {

  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private final OperationExecutor operations;
  private final CurrentCaller caller;
  private final ResponseRecorder recorder;
  private final QueryCostCharge costCharge;
  private final DocumentReader reader;

  public GraphResource(
      GraphService service,
      CurrentCaller caller,
      ResponseRecorder recorder,
      QueryCostCharge costCharge,
      DocumentReader reader) {
    this.operations = service.operations();
    this.caller = caller;
    this.recorder = recorder;
    this.costCharge = costCharge;
    this.reader = reader;
  }

  /// Executes a query, sent as text or as the id of a persisted query.
  @GET
  @Cached(CachePolicy.GRAPH)
  @Access(Access.Rule.BY_FIELD)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> read(
      @QueryParam("query") String query,
      @QueryParam("documentId") String documentId,
      @QueryParam("operationName") String operationName,
      @QueryParam("variables") String variables,
      @QueryParam("extensions") String extensions,
      @HeaderParam("Accept") String accept) {
    Optional<MediaType> mediaType = MediaType.accepted(accept);
    if (mediaType.isEmpty()) {
      return notAcceptable();
    }
    GraphRequest request;
    try {
      request =
          GraphRequestReader.parameters(query, documentId, operationName, variables, extensions);
    } catch (InvalidRequest wrong) {
      return malformed(mediaType.get(), wrong.problem());
    }
    Optional<Caller> signedIn = caller.find();
    return ready(List.of(request), () -> List.of(operations.ready(request, signedIn, false)))
        .flatMap(ready -> read(charged(ready).getFirst(), signedIn, mediaType.get()));
  }

  private Uni<Response> read(Ready ready, Optional<Caller> signedIn, MediaType mediaType) {
    return switch (ready) {
      case OperationExecutor.Refused(List<GraphError> errors) ->
          response(mediaType, ResultJson.Result.refused(errors));
      case OperationExecutor.Admitted admitted ->
          recorder
              .record(dependencies -> operations.runAlone(admitted, signedIn, dependencies))
              .orElseGet(() -> operations.run(admitted, signedIn))
              .flatMap(
                  result -> {
                    if (!result.errors().isEmpty()) {
                      recorder.discard();
                    }
                    return response(mediaType, result);
                  });
    };
  }

  /// Prepares operations. Uncached documents are parsed off the event loop, which they would block.
  private Uni<List<Ready>> ready(List<GraphRequest> requests, Supplier<List<Ready>> prepare) {
    return operations.areCached(requests)
        ? Uni.createFrom().item(prepare.get())
        : reader.read(prepare);
  }

  /// Executes one operation, or a list of independent operations.
  @POST
  @Consumes("application/json")
  @Access(Access.Rule.BY_FIELD)
  @RateLimitCost(RateLimitCost.DEFAULT)
  @BodyLimit(BodyLimit.Size.GRAPHQL)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> execute(byte[] body, @HeaderParam("Accept") String accept) {
    Optional<MediaType> mediaType = MediaType.accepted(accept);
    if (mediaType.isEmpty()) {
      return notAcceptable();
    }
    GraphRequestReader.Body read;
    try {
      read = GraphRequestReader.body(body, operations.maxOperations());
    } catch (InvalidRequest wrong) {
      return malformed(mediaType.get(), wrong.problem());
    }
    Optional<Caller> signedIn = caller.find();
    List<GraphRequest> sent = read.operations();
    return ready(sent, () -> operations.ready(sent, signedIn))
        .map(this::charged)
        .flatMap(
            ready ->
                read.batch()
                    ? all(ready, signedIn, mediaType.get())
                    : result(ready.getFirst(), signedIn)
                        .flatMap(result -> response(mediaType.get(), result)));
  }

  private Uni<Response> all(List<Ready> ready, Optional<Caller> signedIn, MediaType mediaType) {
    return all(ready, signedIn)
        .map(
            results ->
                Response.ok(
                        JsonBytes.of(results, (json, list) -> json.values(list, ResultJson::write)))
                    .type(mediaType.text())
                    .build());
  }

  /// Charges the client's rate limit for the cost of the operations. Refuses all of them if the
  /// client has exceeded its limit.
  private List<Ready> charged(List<Ready> ready) {
    long cost = 0;
    for (Ready operation : ready) {
      cost += operation instanceof OperationExecutor.Admitted admitted ? admitted.cost().sum() : 0;
    }
    long requests = cost / QueryCostCharge.COST_PER_REQUEST;
    Optional<Problem> overLimit = requests == 0 ? Optional.empty() : costCharge.charge(requests);
    return overLimit.isEmpty()
        ? ready
        : ready.stream()
            .map(
                operation ->
                    operation instanceof OperationExecutor.Admitted
                        ? new OperationExecutor.Refused(List.of(GraphError.of(overLimit.get())))
                        : operation)
            .toList();
  }

  private Uni<List<ResultJson.Result>> all(List<Ready> ready, Optional<Caller> signedIn) {
    List<Uni<ResultJson.Result>> each = new ArrayList<>(ready.size());
    ready.forEach(operation -> each.add(result(operation, signedIn)));
    return Uni.join().all(each).andFailFast();
  }

  private Uni<ResultJson.Result> result(Ready ready, Optional<Caller> signedIn) {
    return switch (ready) {
      case OperationExecutor.Refused(List<GraphError> errors) ->
          Uni.createFrom().item(ResultJson.Result.refused(errors));
      case OperationExecutor.Admitted admitted -> operations.run(admitted, signedIn);
    };
  }

  private static Uni<Response> response(MediaType mediaType, ResultJson.Result result) {
    int status = status(mediaType, result);
    Response.ResponseBuilder response =
        Response.status(status)
            .entity(JsonBytes.of(result, ResultJson::write))
            .type(mediaType.text());
    return Uni.createFrom()
        .item(
            status == METHOD_NOT_ALLOWED
                ? response.header("Allow", HttpMethod.POST).build()
                : response.build());
  }

  /// The HTTP status of a result. With `application/json` an invalid document has status 200, as
  /// clients of that media type expect. Some refusals have their own status with both media types:
  /// not signed in, a mutation by GET, the rate limit, and server errors.
  private static int status(MediaType mediaType, ResultJson.Result result) {
    if (result.errors().isEmpty()) {
      return OK;
    }
    int first = result.errors().getFirst().problem().kind().status();
    if (result.executed()) {
      return result.data() == null && first >= FIRST_SERVER_ERROR && mediaType == MediaType.GRAPHQL
          ? first
          : OK;
    }
    boolean sameForBoth =
        first == 401
            || first == METHOD_NOT_ALLOWED
            || first == TOO_MANY_REQUESTS
            || first >= FIRST_SERVER_ERROR;
    return mediaType == MediaType.GRAPHQL || sameForBoth ? first : OK;
  }

  /// The refusal of a request that is not well-formed; its status is the same for both media types.
  private static Uni<Response> malformed(MediaType mediaType, Problem problem) {
    ResultJson.Result refused = ResultJson.Result.refused(List.of(GraphError.of(problem)));
    return Uni.createFrom()
        .item(
            Response.status(problem.kind().status())
                .entity(JsonBytes.of(refused, ResultJson::write))
                .type(mediaType.text())
                .build());
  }

  private static Uni<Response> notAcceptable() {
    return Uni.createFrom()
        .item(
            Responses.response(
                Problem.of(
                    ProblemKind.NOT_ACCEPTABLE,
                    "The response is available as application/graphql-response+json"
                        + " and application/json.")));
  }
}
