package com.upcoach.graphql;

import java.util.List;
import java.util.Map;

/// What a field costs that is read, or that is a list: the sum of all such fields is the cost of
/// an operation.
///
/// Fields that come along with such a field are no nodes of their own; they are in its `inner`.
///
/// @param path of the field: `groups.members`
/// @param weight of asking for it once
/// @param times how often what is within is asked for then
/// @param inner how many fields stand within it, down to the next nodes
/// @param children the next nodes
record CostNode(String path, long weight, Times times, long inner, List<CostNode> children) {

  /// Beyond it nothing is told apart any more; far from overflowing.
  private static final long MOST = 1L << 40;

  /// How many entries a list will have.
  sealed interface Times {}

  /// As many as the document says, or as there are without an argument.
  record Always(long times) implements Times {}

  /// As many as a variable says.
  ///
  /// @param otherwise where it is not sent
  record Variable(String name, long otherwise) implements Times {}

  /// As many as there have been of late.
  record Observed(ObservedSize size) implements Times {}

  /// The cost of an operation.
  ///
  /// @param dearest the path of the field that costs most, without the nodes within it
  record Cost(long sum, String dearest) {}

  /// @param variables as they were sent
  Cost of(Map<String, Object> variables) {
    Adding adding = new Adding(variables);
    adding.add(this, 1);
    return new Cost(adding.sum, adding.dearest);
  }

  private static final class Adding {
    private final Map<String, Object> variables;
    private long sum;
    private long most = -1;
    private String dearest = "";

    private Adding(Map<String, Object> variables) {
      this.variables = variables;
    }

    private void add(CostNode node, long asked) {
      long within = product(asked, times(node.times));
      long own = Math.min(MOST, product(asked, node.weight) + product(within, node.inner));
      sum = Math.min(MOST, sum + own);
      if (own > most) {
        most = own;
        dearest = node.path;
      }
      node.children.forEach(child -> add(child, within));
    }

    private long times(Times times) {
      return switch (times) {
        case Always(long many) -> many;
        case Observed(ObservedSize size) -> size.now();
        case Variable(String name, long otherwise) ->
            switch (variables.get(name)) {
              case Number many -> Math.max(0, many.longValue());
              case List<?> list -> list.size();
              case null, default -> otherwise;
            };
      };
    }

    private static long product(long one, long other) {
      return Math.min(MOST, Math.multiplyExact(Math.min(MOST, one), Math.min(1 << 20, other)));
    }
  }
}
