package com.upcoach.graph;

import com.upcoach.input.Parameters;
import com.upcoach.problem.Problem.FieldError;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What all features share: nodes, pages, problems.
public final class GraphBasics implements GraphFeature {

  /// The most nodes that are found in one field.
  private static final int MOST_NODES = 100;

  private static final List<String> PROBLEMS =
      List.of(
          "InvalidField",
          "NotFound",
          "NotAllowed",
          "IdTaken",
          "TooMany",
          "PreconditionFailed",
          "RangeReversed",
          "WrongCredentials",
          "TooManyAttempts");

  /// Something that was removed.
  ///
  /// @param id as [GlobalId] has it
  public record Removed(String id) {
    /// What had this id.
    public static Removed of(String kind, UUID uuid) {
      return new Removed(GlobalId.text(kind, uuid));
    }

    /// The same where ids of the kind carry their owner.
    public static Removed of(String kind, UUID owner, UUID uuid) {
      return new Removed(GlobalId.text(kind, owner, uuid));
    }
  }

  @Override
  public void describe(GraphFields graph) {
    graph
        .query()
        .read(
            "node",
            (none, arguments, asking) -> graph.node(arguments.text("id").orElseThrow(), asking))
        .read("nodes", (none, arguments, asking) -> nodes(graph, arguments.texts("ids"), asking));
    Connection.describePageInfo(graph);
    PROBLEMS.forEach(graph::problem);
    graph
        .<FieldError>type("FieldProblem")
        .value("name", FieldError::name)
        .value("reason", FieldError::reason);
    graph.type("Removed", Removed.class).value("id", Removed::id);
  }

  private static Uni<?> nodes(GraphFields graph, List<String> ids, GraphContext asking) {
    if (ids.size() > MOST_NODES) {
      throw Parameters.invalid(
          "ids", "has %d entries; at most %d are taken".formatted(ids.size(), MOST_NODES));
    }
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Uni.join().all(ids.stream().map(id -> found(graph, id, asking)).toList()).andFailFast();
  }

  private static Uni<Optional<Object>> found(GraphFields graph, String id, GraphContext asking) {
    return graph.node(id, asking).map(one -> one.map(node -> (Object) node));
  }
}
