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

/// Carries operations out, once they are known to be within their limits and for the caller.
final class OperationExecutor {

  private final Documents documents;
  private final PersistedOperations registered;
  private final boolean onlyRegistered;
  private final Clock clock;
  private final ToLongFunction<UUID> state;
  private final ClientNetwork network;
  private final GraphQL engine;
  private final SingleFlight<Same, ResultJson.Result> underWay = new SingleFlight<>();

  /// @param onlyRegistered whether documents are taken that no app has registered
  /// @param state of a member's data: another one once something of it has changed
  OperationExecutor(
      Graph graph,
      Documents documents,
      PersistedOperations registered,
      boolean onlyRegistered,
      Clock clock,
      ToLongFunction<UUID> state,
      FailureMapper failures,
      ClientNetwork network) {
    this.documents = documents;
    this.registered = registered;
    this.onlyRegistered = onlyRegistered;
    this.clock = clock;
    this.state = state;
    this.network = network;
    FieldFailures ofFields = new FieldFailures(failures);
    PreparsedDocumentProvider prepared =
        (input, parse) -> {
          PreparedDocument known = input.getGraphQLContext().get(PreparedDocument.class);
          return CompletableFuture.completedFuture(new PreparsedDocumentEntry(known.document()));
        };
    this.engine =
        GraphQL.newGraphQL(graph.schema())
            .preparsedDocumentProvider(prepared)
            .queryExecutionStrategy(new AsyncExecutionStrategy(ofFields))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(ofFields))
            .defaultDataFetcherExceptionHandler(ofFields)
            .build();
  }

  /// What makes two requests ask for the same.
  ///
  /// @param state of the member's data: who has written since does not join those from before
  private record Same(
      Optional<UUID> memberId,
      PreparedDocument document,
      String operationName,
      Map<String, Object> variables,
      long state) {}

  /// An operation that may be carried out, or the errors for which it may not.
  sealed interface Ready {}

  record Admitted(
      PreparedDocument document, OperationPlan plan, GraphRequest incoming, CostNode.Cost cost)
      implements Ready {}

  record Refused(List<GraphError> errors) implements Ready {}

  /// Whether it takes next to no time to get these ready: their documents are known.
  boolean areKnown(List<GraphRequest> several) {
    return several.stream()
        .allMatch(
            one ->
                one.document()
                    .or(() -> one.documentId().flatMap(registered::find))
                    .map(documents::isKnown)
                    .orElse(true));
  }

  /// All that can be said before anything is carried out. What is not known yet may take some
  /// milliseconds; may be asked on any thread.
  ///
  /// @param mayChange false where only reads are allowed, as for a GET
  Ready ready(GraphRequest incoming, Optional<Caller> caller, boolean mayChange) {
    Optional<String> text =
        incoming.document().or(() -> incoming.documentId().flatMap(registered::find));
    if (text.isEmpty()) {
      return refused(
          GraphError.of(
              ProblemKind.UNKNOWN_OPERATION,
              "No operation is registered as %s; send its document as query."
                  .formatted(Bounds.shortened(incoming.documentId().orElse("")))));
    }
    if (onlyRegistered && incoming.document().isPresent() && !registered.has(text.get())) {
      return refused(
          GraphError.of(
              ProblemKind.OPERATION_NOT_REGISTERED,
              "This server carries out only operations that its apps have" + " registered."));
    }
    return switch (documents.read(text.get())) {
      case Documents.Bad(List<GraphError> errors) -> new Refused(errors);
      case Documents.Good(PreparedDocument document) ->
          switch (document.operation(incoming.operationName())) {
            case PreparedDocument.NotFound(GraphError error) -> refused(error);
            case PreparedDocument.Found(OperationPlan plan) ->
                planned(document, plan, incoming, caller, mayChange);
          };
    };
  }

  private Ready planned(
      PreparedDocument document,
      OperationPlan plan,
      GraphRequest incoming,
      Optional<Caller> caller,
      boolean mayChange) {
    if (plan.isChange() && !mayChange) {
      return refused(
          GraphError.of(
              ProblemKind.METHOD_NOT_ALLOWED, "A GET changes nothing: send mutations with POST."));
    }
    Optional<GraphError> notForCaller = plan.refusal(caller);
    if (notForCaller.isPresent()) {
      return refused(notForCaller.get());
    }
    CostNode.Cost cost = plan.cost().of(incoming.variables());
    if (cost.sum() > documents.limits().cost()) {
      return tooDear(cost, cost.sum());
    }
    return new Admitted(document, plan, incoming, cost);
  }

  private Ready tooDear(CostNode.Cost cost, long all) {
    long limit = documents.limits().cost();
    return refused(
        GraphError.of(
                ProblemKind.DOCUMENT_TOO_COMPLEX,
                ("What is asked for at once would cost %d, of which at most %d are"
                        + " taken; the dearest field is %s: ask for less"
                        + " of it.")
                    .formatted(all, limit, cost.dearest()))
            .with(
                Map.of(
                    "cost", all,
                    "limit", limit,
                    "field", cost.dearest())));
  }

  /// The same for several that come in one request: together they may cost as much as one.
  List<Ready> ready(List<GraphRequest> several, Optional<Caller> caller) {
    List<Ready> all = new ArrayList<>(several.size());
    long spent = 0;
    for (GraphRequest one : several) {
      Ready ready = ready(one, caller, true);
      if (ready instanceof Admitted admitted) {
        spent += admitted.cost().sum();
        all.add(spent > documents.limits().cost() ? tooDear(admitted.cost(), spent) : ready);
      } else {
        all.add(ready);
      }
    }
    return all;
  }

  private static Ready refused(GraphError error) {
    return new Refused(List.of(error));
  }

  /// Carries an operation out; those who ask for the same while it is under way share it.
  Uni<ResultJson.Result> run(Admitted one, Optional<Caller> caller) {
    if (one.plan().isChange()) {
      return alone(one, caller, Unseen.BY_ANYBODY);
    }
    Optional<UUID> memberId = caller.map(Caller::memberId);
    Same same =
        new Same(
            memberId,
            one.document(),
            one.incoming().operationName(),
            one.incoming().variables(),
            memberId.map(state::applyAsLong).orElse(0L));
    return Uni.createFrom()
        .completionStage(
            () ->
                underWay
                    .get(
                        same,
                        () -> Future.fromCompletionStage(execute(one, caller, Unseen.BY_ANYBODY)))
                    .toCompletionStage())
        .map(result -> told(one, result));
  }

  /// The same for one who is to know what its answer shows, and shares it with nobody here.
  Uni<ResultJson.Result> alone(Admitted one, Optional<Caller> caller, GraphContext.Shown shown) {
    return Uni.createFrom()
        .completionStage(() -> execute(one, caller, shown))
        .map(result -> told(one, result));
  }

  private CompletableFuture<ResultJson.Result> execute(
      Admitted one, Optional<Caller> caller, GraphContext.Shown shown) {
    GraphContext asking = new GraphContext(caller, clock.instant(), shown, network.current());
    ExecutionInput input =
        ExecutionInput.newExecutionInput()
            .query("")
            .operationName(
                one.incoming().operationName().isEmpty() ? null : one.incoming().operationName())
            .variables(one.incoming().variables())
            .dataLoaderRegistry(new DataLoaderRegistry())
            .graphQLContext(
                Map.of(GraphContext.class, asking, PreparedDocument.class, one.document()))
            .build();
    return engine.executeAsync(input).thenApply(result -> result(one, result));
  }

  private ResultJson.Result result(Admitted one, ExecutionResult result) {
    return new ResultJson.Result(
        result.isDataPresent(),
        result.getData(),
        result.getErrors().stream().map(this::error).toList(),
        Map.of(),
        one.document()::word);
  }

  private static ResultJson.Result told(Admitted one, ResultJson.Result result) {
    return one.incoming().wantsCost()
        ? new ResultJson.Result(
            result.begun(),
            result.data(),
            result.errors(),
            Map.of(
                "cost",
                Map.of(
                    "sum", one.cost().sum(),
                    "mostExpensiveField", one.cost().dearest())),
            result.names())
        : result;
  }

  private GraphError error(GraphQLError error) {
    return error instanceof FieldFailures.OfField known
        ? known.error()
        : new GraphError(
            Problem.of(ProblemKind.INVALID_DOCUMENT, error.getMessage()),
            error.getLocations() == null ? List.of() : error.getLocations(),
            error.getPath() == null ? List.of() : error.getPath(),
            Map.of());
  }

  /// Told to nobody: what is shown matters to those alone who keep it.
  private enum Unseen implements GraphContext.Shown {
    BY_ANYBODY;

    @Override
    public void member(UUID memberId) {
      // Nothing is kept of it.
    }

    @Override
    public void group(UUID groupId) {
      // Nothing is kept of it.
    }

    @Override
    public void changesUntold() {
      // Nothing is kept of it.
    }

    @Override
    public boolean matters() {
      return false;
    }
  }

  /// How many operations one request may have.
  int mostAtOnce() {
    return documents.limits().operations();
  }
}
