package com.upcoach.graphql;

import com.upcoach.input.Bounds;
import com.upcoach.json.JsonWord;
import com.upcoach.problem.ProblemKind;
import graphql.language.Document;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A parsed and validated document, with the plan of each of its operations.
final class PreparedDocument {

  private final Document document;
  private final Map<String, OperationPlan> plans;
  private final Map<String, JsonWord> encodedNames = new ConcurrentHashMap<>();

  /// @param plans by the name of the operation; an empty name for an anonymous operation
  PreparedDocument(Document document, Map<String, OperationPlan> plans) {
    this.document = document;
    this.plans = plans;
  }

  Document document() {
    return document;
  }

  /// The selected operation, or the error if there is none.
  sealed interface Selected {}

  record Found(OperationPlan plan) implements Selected {}

  record NotFound(GraphError error) implements Selected {}

  /// Selects an operation.
  ///
  /// @param name empty if the request names none
  Selected operation(String name) {
    if (name.isEmpty() && plans.size() == 1) {
      return new Found(plans.values().iterator().next());
    }
    OperationPlan plan = plans.get(name);
    if (plan != null) {
      return new Found(plan);
    }
    return new NotFound(
        GraphError.of(
            ProblemKind.INVALID_DOCUMENT,
            name.isEmpty()
                ? "The document has %d operations; name one of them with operationName."
                    .formatted(plans.size())
                : "The document has no operation %s.".formatted(Bounds.shortened(name))));
  }

  /// The encoded form of a field name in the response. The cache is bounded by the number of fields
  /// in the document.
  JsonWord word(String name) {
    return encodedNames.computeIfAbsent(name, JsonWord::of);
  }
}
