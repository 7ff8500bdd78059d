package com.upcoach.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// How PostgreSQL ran a prepared statement: `explain (analyze, format json)`.
///
/// @param nodes of the plan, each before those below it
public record QueryPlan(List<JsonNode> nodes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a statement's plan was made for.
  public enum Made {
    /// For these arguments, as in a statement's first executions.
    FOR_THE_ARGUMENTS("force_custom_plan"),
    /// For any arguments, as in a statement that has been executed often.
    ONCE_FOR_ALL("force_generic_plan");

    private final String mode;

    Made(String mode) {
      this.mode = mode;
    }
  }

  /// Runs the statement.
  ///
  /// @param types of the statement's parameters, as `prepare` has them
  /// @param arguments as SQL has them
  public static QueryPlan of(
      DatabaseAddress address, Made made, String sql, String types, String arguments) {
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

  /// The nodes that read a table or one of its parts.
  ///
  /// @param prefix that its name begins with
  public Stream<JsonNode> reading(String prefix) {
    return nodes.stream().filter(node -> node.path("Relation Name").asText().startsWith(prefix));
  }

  /// The tables that were really read, in the order of the plan.
  public List<String> executed(String prefix) {
    return reading(prefix)
        .filter(node -> node.path("Actual Loops").asLong() > 0)
        .map(node -> node.get("Relation Name").asText())
        .toList();
  }

  /// How many parts were left out before the plan ran.
  public int removed() {
    return nodes.stream().mapToInt(node -> node.path("Subplans Removed").asInt()).sum();
  }

  /// All blocks that were looked at.
  public long buffers() {
    return nodes.getFirst().path("Shared Hit Blocks").asLong()
        + nodes.getFirst().path("Shared Read Blocks").asLong();
  }

  @Override
  public String toString() {
    return nodes.isEmpty() ? "no plan" : nodes.getFirst().toPrettyString();
  }
}
