package com.upcoach.graphql;

import com.upcoach.graph.GraphBasics;
import com.upcoach.graph.GraphFeature;
import com.upcoach.problem.FailureMapper;
import com.upcoach.ratelimit.ClientNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;

/// The door to the graph: put together once, at the start of the server.
public final class GraphService {

  /// The files of `contracts/schema`.
  static final List<String> FILES =
      List.of(
          "graph", "checkin", "group", "habit", "leaderboard", "member", "session", "statistics");

  private final Graph graph;
  private final OperationExecutor operations;

  /// What operators decide.
  ///
  /// @param cost that an operation may have at most
  /// @param onlyRegistered whether documents are taken that no app has registered
  /// @param openIntrospection whether anybody may ask for the schema, or operators alone
  public record Rules(long cost, boolean onlyRegistered, boolean openIntrospection) {}

  /// @param state of a member's data: another one once something of it has changed
  /// @throws IllegalStateException where schema and features do not fit, or a registered
  ///     operation does not fit the schema
  public GraphService(
      List<? extends GraphFeature> features,
      Rules rules,
      Clock clock,
      ToLongFunction<UUID> state,
      FailureMapper failures,
      ClientNetwork network) {
    List<GraphFeature> all = new ArrayList<>(features);
    all.add(new GraphBasics());
    this.graph = Graph.of(schema(), all, rules.openIntrospection());
    Documents documents = new Documents(graph, DocumentLimits.withCost(rules.cost()));
    PersistedOperations registered = PersistedOperations.ofTheApps();
    registered.texts().forEach(text -> requireGood(documents, text));
    this.operations =
        new OperationExecutor(
            graph, documents, registered, rules.onlyRegistered(), clock, state, failures, network);
  }

  private static void requireGood(Documents documents, String text) {
    if (documents.read(text) instanceof Documents.Bad(List<GraphError> errors)) {
      throw new IllegalStateException(
          "a registered operation does not fit: %s, in%n%s"
              .formatted(errors.getFirst().problem().detail(), text));
    }
  }

  private static List<String> schema() {
    return FILES.stream().map(name -> text("/contracts/schema/" + name + ".graphqls")).toList();
  }

  private static String text(String resource) {
    try (InputStream in = GraphService.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new IllegalStateException("the jar lacks " + resource, broken);
    }
  }

  OperationExecutor operations() {
    return operations;
  }

  Graph graph() {
    return graph;
  }
}
