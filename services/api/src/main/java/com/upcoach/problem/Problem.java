package com.upcoach.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// A refusal or failure as the client sees it (RFC 9457).
///
/// @param kind which of the documented problems it is
/// @param detail what was wrong in this request, and what to do
/// @param errors the fields or parameters at fault, empty where the request as a whole is
public record Problem(ProblemKind kind, String detail, List<FieldError> errors) {

  /// One field or parameter at fault.
  ///
  /// @param name its path in the body (`schedule.days`) or its name in the query
  public record FieldError(String name, String reason) {}

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, List.of());
  }

  /// The members that go on the wire, in the order of the RFC. What a request is quoted with
  /// may be no proper text; here it becomes one.
  public Wire wire() {
    return new Wire(
        kind.type(),
        kind.title(),
        kind.status(),
        WellFormedText.repaired(detail),
        errors.stream()
            .map(
                error ->
                    new FieldError(
                        WellFormedText.repaired(error.name()),
                        WellFormedText.repaired(error.reason())))
            .toList());
  }

  /// The JSON form.
  public record Wire(
      String type,
      String title,
      int status,
      String detail,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonProperty("errors") List<FieldError> errors) {

    /// What was left out for being empty is read as that.
    public Wire {
      errors = errors == null ? List.of() : errors;
    }

    /// The stable word in the type: `day-in-future`.
    public String word() {
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }
}
