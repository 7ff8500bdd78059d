package com.upcoach.graphql;

import com.upcoach.input.Bounds;
import com.upcoach.json.JsonWord;
import com.upcoach.problem.ProblemKind;
import graphql.language.Document;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A document that is known to be good, with the plan of each of its operations.
final class PreparedDocument {

  private final Document document;
  private final Map<String, OperationPlan> plans;
  private final Map<String, JsonWord> names = new ConcurrentHashMap<>();

  /// @param plans by the name of the operation, empty for one that has none
  PreparedDocument(Document document, Map<String, OperationPlan> plans) {
    this.document = document;
    this.plans = plans;
  }

  Document document() {
    return document;
  }

  /// An operation, or why there is none.
  sealed interface Chosen {}

  record Found(OperationPlan plan) implements Chosen {}

  record NotFound(GraphError error) implements Chosen {}

  /// @param name empty where the request names none
  Chosen operation(String name) {
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
                ? "The document has %d operations; say which with operationName."
                    .formatted(plans.size())
                : "The document has no operation %s.".formatted(Bounds.shortened(name))));
  }

  /// A name of the answer as the bytes that it has there. There are only as many as the
  /// document has fields.
  JsonWord word(String name) {
    return names.computeIfAbsent(name, JsonWord::of);
  }
}
