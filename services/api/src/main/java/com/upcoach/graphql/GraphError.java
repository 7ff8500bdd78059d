package com.upcoach.graphql;

import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;

/// An error of an operation, or of one of its fields.
///
/// @param locations in the document; empty if there is none
/// @param path of the field in the response; empty if the operation as a whole is at fault
/// @param details further entries of `extensions`, by name
record GraphError(
    Problem problem,
    List<SourceLocation> locations,
    List<Object> path,
    Map<String, Object> details) {

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

  GraphError with(Map<String, Object> added) {
    return new GraphError(problem, locations, path, added);
  }
}
