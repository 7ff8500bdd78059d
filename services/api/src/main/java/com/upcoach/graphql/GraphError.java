package com.upcoach.graphql;

import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;

/// What was wrong with an operation, or with one of its fields.
///
/// @param locations in the document; empty where it has none
/// @param path of the field in the answer; empty where the operation as a whole is at fault
/// @param more what else clients are told, by name
record GraphError(
    Problem problem, List<SourceLocation> locations, List<Object> path, Map<String, Object> more) {

  static GraphError of(ProblemKind kind, String detail) {
    return of(Problem.of(kind, detail));
  }

  static GraphError of(Problem problem) {
    return new GraphError(problem, List.of(), List.of(), Map.of());
  }

  static GraphError at(ProblemKind kind, String detail, SourceLocation location) {
    return new GraphError(
        Problem.of(kind, detail),
        location == null ? List.of() : List.of(location),
        List.of(),
        Map.of());
  }

  GraphError with(Map<String, Object> known) {
    return new GraphError(problem, locations, path, known);
  }
}
