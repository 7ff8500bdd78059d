package com.upcoach.graphql;

import com.upcoach.access.Caller;
import com.upcoach.coalesce.SingleFlight;
import com.upcoach.graph.GraphContext;
import com.upcoach.input.Bounds;
import com.upcoach.problem.FailureMapper;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.ClientNetwork;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.dataloader.DataLoaderRegistry;

/// Executes operations, after checking their limits and access rules.
final class OperationExecutor {

  private final Documents documents;
  private final PersistedOperations persisted;
  private final boolean persistedOnly;
  private final Clock clock;
  private final ToLongFunction<UUID> dataVersion;
  private final ClientNetwork network;
  private final GraphQL engine;
  private final SingleFlight<QueryKey, ResultJson.Result> inFlight = new SingleFlight<>();

  /// @param persistedOnly whether only persisted queries are executed
  /// @param dataVersion the version of a member's data, which differs after every change
  OperationExecutor(
      Graph graph,
      Documents documents,
      PersistedOperations persisted,
      boolean persistedOnly,
      Clock clock,
      ToLongFunction<UUID> dataVersion,
      FailureMapper failures,
      ClientNetwork network) {
    this.documents = documents;
    this.persisted = persisted;
    this.persistedOnly = persistedOnly;
    this.clock = clock;
    this.dataVersion = dataVersion;
    this.network = network;
    FieldFailures fieldFailures = new FieldFailures(failures);
    PreparsedDocumentProvider prepared =
        (input, parse) -> {
          PreparedDocument known = input.getGraphQLContext().get(PreparedDocument.class);
          return CompletableFuture.completedFuture(new PreparsedDocumentEntry(known.document()));
        };
    this.engine =
        GraphQL.newGraphQL(graph.schema())
            .preparsedDocumentProvider(prepared)
            .queryExecutionStrategy(new AsyncExecutionStrategy(fieldFailures))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(fieldFailures))
            .defaultDataFetcherExceptionHandler(fieldFailures)
            .build();
  }

  /// The key of a query for request coalescing: equal queries in flight share one execution.
  ///
  /// @param dataVersion the version of the member's data, so that a query after a write does not
  ///     join one from before the write
  private record QueryKey(
      Optional<UUID> memberId,
      PreparedDocument document,
      String operationName,
      Map<String, Object> variables,
      long dataVersion) {}

  /// An operation that may be executed, or the errors for which it is refused.
  sealed interface Ready {}

  /// An operation that may be executed.
  record Admitted(
      PreparedDocument document, OperationPlan plan, GraphRequest request, CostNode.Cost cost)
      implements Ready {}

  /// An operation that is refused.
  record Refused(List<GraphError> errors) implements Ready {}

  /// Whether [#ready] returns without parsing, as the documents of all requests are cached.
  boolean areCached(List<GraphRequest> requests) {
    return requests.stream()
        .allMatch(
            request ->
                request
                    .document()
                    .or(() -> request.documentId().flatMap(persisted::find))
                    .map(documents::isCached)
                    .orElse(true));
  }

  /// Performs all checks that precede execution. An uncached document may take some milliseconds.
  /// Thread-safe.
  ///
  /// @param mayChange false if only queries are allowed, as for a GET
  Ready ready(GraphRequest request, Optional<Caller> caller, boolean mayChange) {
    Optional<String> text =
        request.document().or(() -> request.documentId().flatMap(persisted::find));
    if (text.isEmpty()) {
      return refused(
          GraphError.of(
              ProblemKind.UNKNOWN_OPERATION,
              "No operation is registered as %s; send its document as query."
                  .formatted(Bounds.shortened(request.documentId().orElse("")))));
    }
    if (persistedOnly && request.document().isPresent() && !persisted.has(text.get())) {
      return refused(
          GraphError.of(
              ProblemKind.OPERATION_NOT_REGISTERED,
              "This server executes only operations that its apps have registered."));
    }
    return switch (documents.read(text.get())) {
      case Documents.Invalid(List<GraphError> errors) -> new Refused(errors);
      case Documents.Valid(PreparedDocument document) ->
          switch (document.operation(request.operationName())) {
            case PreparedDocument.NotFound(GraphError error) -> refused(error);
            case PreparedDocument.Found(OperationPlan plan) ->
                planned(document, plan, request, caller, mayChange);
          };
    };
  }

  private Ready planned(
      PreparedDocument document,
      OperationPlan plan,
      GraphRequest request,
      Optional<Caller> caller,
      boolean mayChange) {
    if (plan.isMutation() && !mayChange) {
      return refused(
          GraphError.of(
              ProblemKind.METHOD_NOT_ALLOWED, "A GET changes nothing: send mutations with POST."));
    }
    Optional<GraphError> notForCaller = plan.refusal(caller);
    if (notForCaller.isPresent()) {
      return refused(notForCaller.get());
    }
    CostNode.Cost cost = plan.cost().of(request.variables());
    if (cost.sum() > documents.limits().cost()) {
      return tooExpensive(cost, cost.sum());
    }
    return new Admitted(document, plan, request, cost);
  }

  private Ready tooExpensive(CostNode.Cost cost, long sum) {
    long limit = documents.limits().cost();
    return refused(
        GraphError.of(
                ProblemKind.DOCUMENT_TOO_COMPLEX,
                ("The request would cost %d; at most %d is allowed. The most expensive"
                        + " field is %s: request less of it.")
                    .formatted(sum, limit, cost.mostExpensive()))
            .with(
                Map.of(
                    "cost", sum,
                    "limit", limit,
                    "field", cost.mostExpensive())));
  }

  /// Performs the checks for a batch: its operations together may cost as much as a single one.
  List<Ready> ready(List<GraphRequest> requests, Optional<Caller> caller) {
    List<Ready> all = new ArrayList<>(requests.size());
    long spent = 0;
    for (GraphRequest request : requests) {
      Ready ready = ready(request, caller, true);
      if (ready instanceof Admitted admitted) {
        spent += admitted.cost().sum();
        all.add(spent > documents.limits().cost() ? tooExpensive(admitted.cost(), spent) : ready);
      } else {
        all.add(ready);
      }
    }
    return all;
  }

  private static Ready refused(GraphError error) {
    return new Refused(List.of(error));
  }

  /// Executes an operation. Equal queries that arrive while it is in flight share its result.
  Uni<ResultJson.Result> run(Admitted admitted, Optional<Caller> caller) {
    if (admitted.plan().isMutation()) {
      return runAlone(admitted, caller, NoDependencies.INSTANCE);
    }
    Optional<UUID> memberId = caller.map(Caller::memberId);
    QueryKey key =
        new QueryKey(
            memberId,
            admitted.document(),
            admitted.request().operationName(),
            admitted.request().variables(),
            memberId.map(dataVersion::applyAsLong).orElse(0L));
    return Uni.createFrom()
        .deferred(() -> UniHelper.toUni(inFlight.get(key, () -> executeShared(admitted, caller))))
        .map(result -> withCost(admitted, result));
  }

  /// Executes an operation without sharing it, and records the dependencies of its response.
  Uni<ResultJson.Result> runAlone(
      Admitted admitted, Optional<Caller> caller, GraphContext.Dependencies dependencies) {
    return Uni.createFrom()
        .completionStage(() -> execute(admitted, caller, dependencies))
        .map(result -> withCost(admitted, result));
  }

  private Future<ResultJson.Result> executeShared(Admitted admitted, Optional<Caller> caller) {
    return Future.fromCompletionStage(execute(admitted, caller, NoDependencies.INSTANCE));
  }

  private CompletableFuture<ResultJson.Result> execute(
      Admitted admitted, Optional<Caller> caller, GraphContext.Dependencies dependencies) {
    GraphContext context =
        new GraphContext(caller, clock.instant(), dependencies, network.current());
    ExecutionInput input =
        ExecutionInput.newExecutionInput()
            .query("")
            .operationName(
                admitted.request().operationName().isEmpty()
                    ? null
                    : admitted.request().operationName())
            .variables(admitted.request().variables())
            .dataLoaderRegistry(new DataLoaderRegistry())
            .graphQLContext(
                Map.of(GraphContext.class, context, PreparedDocument.class, admitted.document()))
            .build();
    return engine.executeAsync(input).thenApply(result -> result(admitted, result));
  }

  private ResultJson.Result result(Admitted admitted, ExecutionResult result) {
    return new ResultJson.Result(
        result.isDataPresent(),
        result.getData(),
        result.getErrors().stream().map(this::error).toList(),
        Map.of(),
        admitted.document()::word);
  }

  private static ResultJson.Result withCost(Admitted admitted, ResultJson.Result result) {
    return admitted.request().wantsCost()
        ? new ResultJson.Result(
            result.executed(),
            result.data(),
            result.errors(),
            Map.of(
                "cost",
                Map.of(
                    "sum", admitted.cost().sum(),
                    "mostExpensiveField", admitted.cost().mostExpensive())),
            result.names())
        : result;
  }

  private GraphError error(GraphQLError error) {
    return error instanceof FieldFailures.FailedField known
        ? known.error()
        : new GraphError(
            Problem.of(ProblemKind.INVALID_DOCUMENT, error.getMessage()),
            error.getLocations() == null ? List.of() : error.getLocations(),
            error.getPath() == null ? List.of() : error.getPath(),
            Map.of());
  }

  /// Ignores dependencies, for a response that is not cached.
  private enum NoDependencies implements GraphContext.Dependencies {
    INSTANCE;

    @Override
    public void member(UUID memberId) {
      // Ignored.
    }

    @Override
    public void group(UUID groupId) {
      // Ignored.
    }

    @Override
    public void notCacheable() {
      // Ignored.
    }

    @Override
    public boolean isRecording() {
      return false;
    }
  }

  /// Maximum number of operations in one request.
  int maxOperations() {
    return documents.limits().operations();
  }
}
