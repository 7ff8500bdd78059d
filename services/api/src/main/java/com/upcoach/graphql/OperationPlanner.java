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

/// Plans an operation of a validated document: collects its access rules and builds its cost tree.
final class OperationPlanner {

  private final Graph graph;
  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<Rule, OperationPlan.FieldLocation> rules = new EnumMap<>(Rule.class);
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

  /// The plan of an operation.
  static OperationPlan plan(Graph graph, Document document, OperationDefinition operation) {
    OperationPlanner planner = new OperationPlanner(graph, document, operation);
    NodeContent all = new NodeContent("");
    planner.walk(operation.getSelectionSet(), graph.rootOf(operation.getOperation()), all);
    return new OperationPlan(
        operation,
        planner.rules,
        new CostNode("", 0, new CostNode.Fixed(1), all.fields, all.nodes));
  }

  /// The content of a cost node, collected while walking the selections.
  private static final class NodeContent {
    private final String path;
    private final List<CostNode> nodes = new ArrayList<>();
    private long fields;

    private NodeContent(String path) {
      this.path = path;
    }
  }

  private void walk(SelectionSet selections, GraphQLCompositeType type, NodeContent content) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> field(field, type, content);
        case InlineFragment inline ->
            walk(
                inline.getSelectionSet(),
                inline.getTypeCondition() == null
                    ? type
                    : graph.composite(inline.getTypeCondition().getName()),
                content);
        case FragmentSpread spread -> {
          FragmentDefinition fragment = fragments.get(spread.getName());
          walk(
              fragment.getSelectionSet(),
              graph.composite(fragment.getTypeCondition().getName()),
              content);
        }
        default -> throw new IllegalStateException("unknown kind of selection");
      }
    }
  }

  private void field(Field field, GraphQLCompositeType parent, NodeContent content) {
    GraphQLFieldDefinition definition = graph.field(parent, field.getName());
    String coordinate = parent.getName() + '.' + field.getName();
    for (Rule rule : graph.rules(parent, definition)) {
      rules.putIfAbsent(
          rule, new OperationPlan.FieldLocation(coordinate, field.getSourceLocation()));
    }
    GraphQLNamedType type = GraphQLTypeUtil.unwrapAllAs(definition.getType());
    GraphQLCompositeType inner = type instanceof GraphQLCompositeType composite ? composite : null;
    Graph.DeclaredCost declared = graph.cost(parent, definition);
    if (declared == null) {
      content.fields++;
      if (inner != null) {
        walk(field.getSelectionSet(), inner, content);
      }
      return;
    }
    NodeContent own =
        new NodeContent(
            content.path.isEmpty() ? field.getName() : content.path + '.' + field.getName());
    if (inner != null) {
      walk(field.getSelectionSet(), inner, own);
    }
    if (declared.weight() > 0) {
      content.nodes.add(
          new CostNode(
              own.path,
              declared.weight(),
              multiplier(field, definition, declared),
              own.fields,
              own.nodes));
    }
  }

  private CostNode.Multiplier multiplier(
      Field field, GraphQLFieldDefinition definition, Graph.DeclaredCost declared) {
    if (declared.sizeArgument() != null) {
      Argument sent =
          field.getArguments().stream()
              .filter(argument -> argument.getName().equals(declared.sizeArgument()))
              .findFirst()
              .orElse(null);
      long fallback = graph.defaultSize(definition, declared.sizeArgument());
      return switch (sent == null ? null : sent.getValue()) {
        case VariableReference variable ->
            new CostNode.Variable(
                variable.getName(), size(defaults.get(variable.getName()), fallback));
        case null -> new CostNode.Fixed(fallback);
        default -> new CostNode.Fixed(size(sent.getValue(), fallback));
      };
    }
    return declared.observed() == null
        ? new CostNode.Fixed(1)
        : new CostNode.Observed(declared.observed());
  }

  private static long size(Value<?> value, long fallback) {
    return switch (value) {
      case IntValue whole ->
          Math.max(0, whole.getValue().min(java.math.BigInteger.valueOf(1 << 20)).longValue());
      case ArrayValue list -> list.getValues().size();
      case null, default -> fallback;
    };
  }
}
