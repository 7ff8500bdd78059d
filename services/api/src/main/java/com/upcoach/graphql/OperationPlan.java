package com.upcoach.graphql;

import com.upcoach.access.Access.Rule;
import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.problem.ProblemKind;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The plan of an operation: its access rules and its cost, known before execution.
///
/// @param rules the access rules of its fields, each with the first field that has it
/// @param cost the root of the cost tree
record OperationPlan(
    OperationDefinition definition, Map<Rule, FieldLocation> rules, CostNode cost) {

  /// A field in the document.
  ///
  /// @param coordinate `Query.members`
  record FieldLocation(String coordinate, SourceLocation location) {}

  /// Whether the operation is a mutation.
  boolean isMutation() {
    return definition.getOperation() == OperationDefinition.Operation.MUTATION;
  }

  /// The error if the caller lacks access to a field. Such an operation is refused as a whole.
  Optional<GraphError> refusal(Optional<Caller> caller) {
    for (Rule rule : List.of(Rule.OWN, Rule.GRANTED, Rule.OPERATOR, Rule.ADMIN)) {
      FieldLocation field = rules.get(rule);
      if (field == null) {
        continue;
      }
      if (caller.isEmpty()) {
        return Optional.of(
            GraphError.at(
                ProblemKind.NOT_SIGNED_IN,
                ("%s is for members: sign in, and send the session's token as"
                        + " Authorization: Bearer.")
                    .formatted(field.coordinate()),
                field.location()));
      }
      if (!allows(rule, caller.get().role())) {
        return Optional.of(
            GraphError.at(
                ProblemKind.NOT_ALLOWED,
                "Your role is %s, which may not use %s."
                    .formatted(caller.get().role().word(), field.coordinate()),
                field.location()));
      }
    }
    return Optional.empty();
  }

  private static boolean allows(Rule rule, Role role) {
    return switch (rule) {
      case PUBLIC, BY_FIELD, OWN, GRANTED -> true;
      case ADMIN -> role == Role.ADMIN;
      case OPERATOR -> role == Role.OPERATOR || role == Role.ADMIN;
    };
  }
}
