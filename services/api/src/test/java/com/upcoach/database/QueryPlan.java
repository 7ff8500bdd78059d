package com.upcoach.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The executed plan of a prepared statement: `explain (analyze, format json)`.
///
/// @param nodes the nodes of the plan, parents first
public record QueryPlan(List<JsonNode> nodes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// The kind of a plan.
  public enum PlanMode {
    /// A custom plan for the arguments, as in a statement's first executions.
    CUSTOM("force_custom_plan"),
    /// A generic plan for any arguments, as in a statement that was executed often.
    GENERIC("force_generic_plan");

    private final String mode;

    PlanMode(String mode) {
      this.mode = mode;
    }
  }

  /// Runs a statement and returns its plan.
  ///
  /// @param types the types of the statement's parameters, as in `prepare`
  /// @param arguments in SQL syntax
  public static QueryPlan of(
      DatabaseAddress address, PlanMode made, String sql, String types, String arguments) {
    String name = "p" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = " + made.mode);
      statement.execute("prepare %s (%s) as %s".formatted(name, types, sql));
      try (var answer =
          statement.executeQuery(
              "explain (analyze, buffers, format json) execute %s (%s)"
                  .formatted(name, arguments))) {
        answer.next();
        List<JsonNode> nodes = new ArrayList<>();
        gather(JSON.readTree(answer.getString(1)).get(0).get("Plan"), nodes);
        return new QueryPlan(nodes);
      }
    } catch (SQLException | JsonProcessingException wrong) {
      throw new IllegalStateException(sql, wrong);
    }
  }

  private static void gather(JsonNode node, List<JsonNode> nodes) {
    nodes.add(node);
    node.path("Plans").forEach(child -> gather(child, nodes));
  }

  /// The nodes of a type, such as `Append`.
  public List<JsonNode> of(String type) {
    return nodes.stream().filter(node -> node.path("Node Type").asText().equals(type)).toList();
  }

  /// The nodes that read a table or one of its partitions.
  ///
  /// @param prefix of the table's name
  public Stream<JsonNode> reading(String prefix) {
    return nodes.stream().filter(node -> node.path("Relation Name").asText().startsWith(prefix));
  }

  /// The tables that were actually read, in the order of the plan.
  public List<String> executed(String prefix) {
    return reading(prefix)
        .filter(node -> node.path("Actual Loops").asLong() > 0)
        .map(node -> node.get("Relation Name").asText())
        .toList();
  }

  /// The number of partitions pruned before execution.
  public int removed() {
    return nodes.stream().mapToInt(node -> node.path("Subplans Removed").asInt()).sum();
  }

  /// The number of accessed blocks.
  public long buffers() {
    return nodes.getFirst().path("Shared Hit Blocks").asLong()
        + nodes.getFirst().path("Shared Read Blocks").asLong();
  }

  @Override
  public String toString() {
    return nodes.isEmpty() ? "no plan" : nodes.getFirst().toPrettyString();
  }
}
