package com.upcoach.graphql;

import java.util.List;
import java.util.Map;

/// The cost of a field that is read from the database or is a list. The cost of an operation is the
/// sum over all such fields.
///
/// Plain fields are no nodes of their own; they count in `plainFields` of the node around them.
///
/// @param path of the field: `groups.members`
/// @param weight cost of requesting the field once
/// @param multiplier how many times the fields within are requested for each request of this field
/// @param plainFields number of plain fields within, down to the next nodes
/// @param children the next nodes
record CostNode(
    String path, long weight, Multiplier multiplier, long plainFields, List<CostNode> children) {

  /// Upper bound of every cost, which prevents overflow.
  private static final long MAX = 1L << 40;

  /// The expected number of entries of a list.
  sealed interface Multiplier {}

  /// A fixed number, from the document or the argument's default.
  record Fixed(long entries) implements Multiplier {}

  /// The number in a variable.
  ///
  /// @param fallback the number if the variable is not sent
  record Variable(String name, long fallback) implements Multiplier {}

  /// The average number of entries in recent responses.
  record Observed(ObservedSize size) implements Multiplier {}

  /// The cost of an operation.
  ///
  /// @param mostExpensive the path of the most expensive field, without the nodes within it
  record Cost(long sum, String mostExpensive) {}

  /// Calculates the cost.
  ///
  /// @param variables as sent
  Cost of(Map<String, Object> variables) {
    Calculation calculation = new Calculation(variables);
    calculation.add(this, 1);
    return new Cost(calculation.sum, calculation.mostExpensive);
  }

  private static final class Calculation {
    private final Map<String, Object> variables;
    private long sum;
    private long maxCost = -1;
    private String mostExpensive = "";

    private Calculation(Map<String, Object> variables) {
      this.variables = variables;
    }

    private void add(CostNode node, long requests) {
      long within = product(requests, entries(node.multiplier));
      long own = Math.min(MAX, product(requests, node.weight) + product(within, node.plainFields));
      sum = Math.min(MAX, sum + own);
      if (own > maxCost) {
        maxCost = own;
        mostExpensive = node.path;
      }
      node.children.forEach(child -> add(child, within));
    }

    private long entries(Multiplier multiplier) {
      return switch (multiplier) {
        case Fixed(long entries) -> entries;
        case Observed(ObservedSize size) -> size.average();
        case Variable(String name, long fallback) ->
            switch (variables.get(name)) {
              case Number number -> Math.max(0, number.longValue());
              case List<?> list -> list.size();
              case null, default -> fallback;
            };
      };
    }

    private static long product(long one, long other) {
      return Math.min(MAX, Math.multiplyExact(Math.min(MAX, one), Math.min(1 << 20, other)));
    }
  }
}
