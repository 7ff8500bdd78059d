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

/// The GraphQL service: builds the schema and the executor once, at the start of the server.
public final class GraphService {

  /// The files of `contracts/schema`.
  static final List<String> FILES =
      List.of(
          "graph", "checkin", "group", "habit", "leaderboard", "member", "session", "statistics");

  private final Graph graph;
  private final OperationExecutor operations;

  /// The operator's settings.
  ///
  /// @param cost maximum cost of an operation
  /// @param persistedOnly whether the server executes only persisted queries
  /// @param openIntrospection whether introspection is public, or only for operators
  public record Rules(long cost, boolean persistedOnly, boolean openIntrospection) {}

  /// @param dataVersion the version of a member's data, which differs after every change
  /// @throws IllegalStateException if the schema and the features do not match, or a persisted
  ///     query is invalid
  public GraphService(
      List<? extends GraphFeature> features,
      Rules rules,
      Clock clock,
      ToLongFunction<UUID> dataVersion,
      FailureMapper failures,
      ClientNetwork network) {
    List<GraphFeature> all = new ArrayList<>(features);
    all.add(new GraphBasics());
    this.graph = Graph.of(schema(), all, rules.openIntrospection());
    Documents documents = new Documents(graph, DocumentLimits.withCost(rules.cost()));
    PersistedOperations persisted = PersistedOperations.ofTheApps();
    persisted.texts().forEach(text -> requireValid(documents, text));
    this.operations =
        new OperationExecutor(
            graph,
            documents,
            persisted,
            rules.persistedOnly(),
            clock,
            dataVersion,
            failures,
            network);
  }

  private static void requireValid(Documents documents, String text) {
    if (documents.read(text) instanceof Documents.Invalid(List<GraphError> errors)) {
      throw new IllegalStateException(
          "a registered operation is invalid: %s, in%n%s"
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
