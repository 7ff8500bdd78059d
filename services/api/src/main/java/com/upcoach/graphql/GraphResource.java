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

/// The graph over HTTP.
///
/// @see <a href="https://graphql.github.io/graphql-over-http/draft/">GraphQL over HTTP</a>
@Path("/graphql")
public class GraphResource {

  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int LEAST_FAILURE = 500;

  private final OperationExecutor operations;
  private final CurrentCaller caller;
  private final ResponseRecorder made;
  private final QueryCostCharge toll;
  private final DocumentReader reader;

  public GraphResource(
      GraphService door,
      CurrentCaller caller,
      ResponseRecorder made,
      QueryCostCharge toll,
      DocumentReader reader) {
    this.operations = door.operations();
    this.caller = caller;
    this.made = made;
    this.toll = toll;
    this.reader = reader;
  }

  /// An operation that changes nothing, by its text or its hash.
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
    Optional<MediaType> form = MediaType.accepted(accept);
    if (form.isEmpty()) {
      return notAcceptable();
    }
    GraphRequest incoming;
    try {
      incoming =
          GraphRequestReader.parameters(query, documentId, operationName, variables, extensions);
    } catch (InvalidRequest wrong) {
      return malformed(form.get(), wrong.problem());
    }
    Optional<Caller> asking = caller.find();
    return ready(List.of(incoming), () -> List.of(operations.ready(incoming, asking, false)))
        .flatMap(ready -> read(charged(ready).getFirst(), asking, form.get()));
  }

  private Uni<Response> read(Ready ready, Optional<Caller> asking, MediaType form) {
    return switch (ready) {
      case OperationExecutor.Refused(List<GraphError> errors) ->
          response(form, ResultJson.Result.refused(errors));
      case OperationExecutor.Admitted one ->
          made.by(shown -> operations.alone(one, asking, shown))
              .orElseGet(() -> operations.run(one, asking))
              .flatMap(
                  result -> {
                    if (!result.errors().isEmpty()) {
                      made.isNotToKeep();
                    }
                    return response(form, result);
                  });
    };
  }

  /// A document that is not known is not read on the event loop: others wait there.
  private Uni<List<Ready>> ready(List<GraphRequest> operation, Supplier<List<Ready>> getting) {
    return operations.areKnown(operation)
        ? Uni.createFrom().item(getting.get())
        : reader.read(getting);
  }

  /// An operation, or a list of them that do not depend on each other.
  @POST
  @Consumes("application/json")
  @Access(Access.Rule.BY_FIELD)
  @RateLimitCost(RateLimitCost.USUAL)
  @BodyLimit(BodyLimit.Size.GRAPHQL)
  @RequestLane(RequestLane.Work.NONE)
  public Uni<Response> carryOut(byte[] body, @HeaderParam("Accept") String accept) {
    Optional<MediaType> form = MediaType.accepted(accept);
    if (form.isEmpty()) {
      return notAcceptable();
    }
    GraphRequestReader.Body read;
    try {
      read = GraphRequestReader.body(body, operations.mostAtOnce());
    } catch (InvalidRequest wrong) {
      return malformed(form.get(), wrong.problem());
    }
    Optional<Caller> asking = caller.find();
    List<GraphRequest> sent = read.operations();
    return ready(sent, () -> operations.ready(sent, asking))
        .map(this::charged)
        .flatMap(
            ready ->
                read.batch()
                    ? all(ready, asking, form.get())
                    : result(ready.getFirst(), asking).flatMap(one -> response(form.get(), one)));
  }

  private Uni<Response> all(List<Ready> ready, Optional<Caller> asking, MediaType form) {
    return all(ready, asking)
        .map(
            results ->
                Response.ok(
                        JsonBytes.of(results, (json, list) -> json.values(list, ResultJson::write)))
                    .type(form.text())
                    .build());
  }

  /// What is ready, or nothing of it where the client has asked for too much of late.
  private List<Ready> charged(List<Ready> ready) {
    long cost = 0;
    for (Ready one : ready) {
      cost += one instanceof OperationExecutor.Admitted admitted ? admitted.cost().sum() : 0;
    }
    long requests = cost / QueryCostCharge.COST_OF_A_REQUEST;
    Optional<Problem> tooOften = requests == 0 ? Optional.empty() : toll.charge(requests);
    return tooOften.isEmpty()
        ? ready
        : ready.stream()
            .map(
                one ->
                    one instanceof OperationExecutor.Admitted
                        ? new OperationExecutor.Refused(List.of(GraphError.of(tooOften.get())))
                        : one)
            .toList();
  }

  private Uni<List<ResultJson.Result>> all(List<Ready> ready, Optional<Caller> asking) {
    List<Uni<ResultJson.Result>> each = new ArrayList<>(ready.size());
    ready.forEach(one -> each.add(result(one, asking)));
    return Uni.join().all(each).andFailFast();
  }

  private Uni<ResultJson.Result> result(Ready ready, Optional<Caller> asking) {
    return switch (ready) {
      case OperationExecutor.Refused(List<GraphError> errors) ->
          Uni.createFrom().item(ResultJson.Result.refused(errors));
      case OperationExecutor.Admitted one -> operations.run(one, asking);
    };
  }

  private static Uni<Response> response(MediaType form, ResultJson.Result result) {
    int status = status(form, result);
    Response.ResponseBuilder response =
        Response.status(status).entity(JsonBytes.of(result, ResultJson::write)).type(form.text());
    return Uni.createFrom()
        .item(
            status == METHOD_NOT_ALLOWED
                ? response.header("Allow", HttpMethod.POST).build()
                : response.build());
  }

  /// In the older form a document that is wrong is answered with 200, as clients of that form
  /// expect; whoever is nobody, or wants to change something by GET, is told so in both.
  private static int status(MediaType form, ResultJson.Result result) {
    if (result.errors().isEmpty()) {
      return OK;
    }
    int first = result.errors().getFirst().problem().kind().status();
    if (result.begun()) {
      return result.data() == null && first >= LEAST_FAILURE && form == MediaType.GRAPHQL
          ? first
          : OK;
    }
    boolean always =
        first == 401
            || first == METHOD_NOT_ALLOWED
            || first == TOO_MANY_REQUESTS
            || first >= LEAST_FAILURE;
    return form == MediaType.GRAPHQL || always ? first : OK;
  }

  /// What is no well-formed request is refused in both forms.
  private static Uni<Response> malformed(MediaType form, Problem problem) {
    ResultJson.Result refused = ResultJson.Result.refused(List.of(GraphError.of(problem)));
    return Uni.createFrom()
        .item(
            Response.status(problem.kind().status())
                .entity(JsonBytes.of(refused, ResultJson::write))
                .type(form.text())
                .build());
  }

  private static Uni<Response> notAcceptable() {
    return Uni.createFrom()
        .item(
            Responses.response(
                Problem.of(
                    ProblemKind.NOT_ACCEPTABLE,
                    "The graph answers application/graphql-response+json"
                        + " and application/json.")));
  }
}
