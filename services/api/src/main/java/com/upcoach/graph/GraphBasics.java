package com.upcoach.graph;

import com.upcoach.input.Parameters;
import com.upcoach.problem.Problem.FieldError;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The parts of the schema that all features share: nodes, page info, problems.
public final class GraphBasics implements GraphFeature {

  /// Maximum number of ids in the field `nodes`.
  private static final int MAX_NODES = 100;

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

  /// A removed object.
  ///
  /// @param id its global id
  public record Removed(String id) {
    /// A removed object whose UUID is globally unique.
    public static Removed of(String kind, UUID uuid) {
      return new Removed(GlobalId.text(kind, uuid));
    }

    /// A removed object whose id carries its owner.
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
            (none, arguments, context) -> graph.node(arguments.text("id").orElseThrow(), context))
        .read("nodes", (none, arguments, context) -> nodes(graph, arguments.texts("ids"), context));
    Connection.describePageInfo(graph);
    PROBLEMS.forEach(graph::problem);
    graph
        .<FieldError>type("FieldProblem")
        .value("name", FieldError::name)
        .value("reason", FieldError::reason);
    graph.type("Removed", Removed.class).value("id", Removed::id);
  }

  private static Uni<?> nodes(GraphFields graph, List<String> ids, GraphContext context) {
    if (ids.size() > MAX_NODES) {
      throw Parameters.invalid(
          "ids", "has %d entries; at most %d are allowed".formatted(ids.size(), MAX_NODES));
    }
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Uni.join().all(ids.stream().map(id -> found(graph, id, context)).toList()).andFailFast();
  }

  private static Uni<Optional<Object>> found(GraphFields graph, String id, GraphContext context) {
    return graph.node(id, context).map(found -> found.map(node -> (Object) node));
  }
}
