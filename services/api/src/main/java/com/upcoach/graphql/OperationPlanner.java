package com.upcoach.graphql;

import com.upcoach.access.Access.Rule;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Plans the operations of one document that has been validated.
final class OperationPlanner {

  private final Graph graph;
  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<Rule, OperationPlan.Place> rules = new EnumMap<>(Rule.class);
  private final Map<String, Value<?>> defaults = new HashMap<>();

  private OperationPlanner(Graph graph, Document document, OperationDefinition operation) {
    this.graph = graph;
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      defaults.put(variable.getName(), variable.getDefaultValue());
    }
  }

  static OperationPlan plan(Graph graph, Document document, OperationDefinition operation) {
    OperationPlanner planning = new OperationPlanner(graph, document, operation);
    Within all = new Within("");
    planning.walk(operation.getSelectionSet(), graph.rootOf(operation.getOperation()), all);
    return new OperationPlan(
        operation,
        planning.rules,
        new CostNode("", 0, new CostNode.Always(1), all.fields, all.nodes));
  }

  /// What stands within a node, as far as it has been walked.
  private static final class Within {
    private final String path;
    private final List<CostNode> nodes = new ArrayList<>();
    private long fields;

    private Within(String path) {
      this.path = path;
    }
  }

  private void walk(SelectionSet selections, GraphQLCompositeType type, Within within) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> field(field, type, within);
        case InlineFragment inline ->
            walk(
                inline.getSelectionSet(),
                inline.getTypeCondition() == null
                    ? type
                    : graph.composite(inline.getTypeCondition().getName()),
                within);
        case FragmentSpread spread -> {
          FragmentDefinition fragment = fragments.get(spread.getName());
          walk(
              fragment.getSelectionSet(),
              graph.composite(fragment.getTypeCondition().getName()),
              within);
        }
        default -> throw new IllegalStateException("there are no other selections");
      }
    }
  }

  private void field(Field field, GraphQLCompositeType parent, Within within) {
    GraphQLFieldDefinition definition = graph.field(parent, field.getName());
    String coordinate = parent.getName() + '.' + field.getName();
    for (Rule rule : graph.rules(parent, definition)) {
      rules.putIfAbsent(rule, new OperationPlan.Place(coordinate, field.getSourceLocation()));
    }
    GraphQLNamedType type = GraphQLTypeUtil.unwrapAllAs(definition.getType());
    GraphQLCompositeType inner = type instanceof GraphQLCompositeType composite ? composite : null;
    Graph.DeclaredCost declared = graph.cost(parent, definition);
    if (declared == null) {
      within.fields++;
      if (inner != null) {
        walk(field.getSelectionSet(), inner, within);
      }
      return;
    }
    Within own =
        new Within(within.path.isEmpty() ? field.getName() : within.path + '.' + field.getName());
    if (inner != null) {
      walk(field.getSelectionSet(), inner, own);
    }
    if (declared.weight() > 0) {
      within.nodes.add(
          new CostNode(
              own.path,
              declared.weight(),
              times(field, definition, declared),
              own.fields,
              own.nodes));
    }
  }

  private CostNode.Times times(
      Field field, GraphQLFieldDefinition definition, Graph.DeclaredCost declared) {
    if (declared.by() != null) {
      Argument sent =
          field.getArguments().stream()
              .filter(one -> one.getName().equals(declared.by()))
              .findFirst()
              .orElse(null);
      long otherwise = graph.usual(definition, declared.by());
      return switch (sent == null ? null : sent.getValue()) {
        case VariableReference variable ->
            new CostNode.Variable(
                variable.getName(), size(defaults.get(variable.getName()), otherwise));
        case null -> new CostNode.Always(otherwise);
        default -> new CostNode.Always(size(sent.getValue(), otherwise));
      };
    }
    return declared.observed() == null
        ? new CostNode.Always(1)
        : new CostNode.Observed(declared.observed());
  }

  private static long size(Value<?> value, long otherwise) {
    return switch (value) {
      case IntValue whole ->
          Math.max(0, whole.getValue().min(java.math.BigInteger.valueOf(1 << 20)).longValue());
      case ArrayValue list -> list.getValues().size();
      case null, default -> otherwise;
    };
  }
}
