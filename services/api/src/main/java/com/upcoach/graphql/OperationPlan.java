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

/// What is known of an operation before it is carried out.
///
/// @param rules each rule that one of its fields has, with the first such field
/// @param cost of all of it
record OperationPlan(OperationDefinition definition, Map<Rule, Place> rules, CostNode cost) {

  /// A field in the document.
  ///
  /// @param coordinate `Query.members`
  record Place(String coordinate, SourceLocation location) {}

  boolean isChange() {
    return definition.getOperation() == OperationDefinition.Operation.MUTATION;
  }

  /// Why the caller may not ask for this, if it may not. Nothing of an operation is carried out
  /// that has a field which is not for the caller.
  Optional<GraphError> refusal(Optional<Caller> caller) {
    for (Rule rule : List.of(Rule.OWN, Rule.GRANTED, Rule.OPERATOR, Rule.ADMIN)) {
      Place place = rules.get(rule);
      if (place == null) {
        continue;
      }
      if (caller.isEmpty()) {
        return Optional.of(
            GraphError.at(
                ProblemKind.NOT_SIGNED_IN,
                ("%s is for members: sign in, and send the session's token as"
                        + " Authorization: Bearer.")
                    .formatted(place.coordinate()),
                place.location()));
      }
      if (!allows(rule, caller.get().role())) {
        return Optional.of(
            GraphError.at(
                ProblemKind.NOT_ALLOWED,
                "Your role is %s; %s is not for it."
                    .formatted(caller.get().role().word(), place.coordinate()),
                place.location()));
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
