package com.upcoach.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// Problem details: a refusal or failure as the client sees it (RFC 9457).
///
/// @param kind the documented kind of problem
/// @param detail what was wrong in this request, and what to do
/// @param errors the fields or parameters at fault; empty if the request as a whole is at fault
public record Problem(ProblemKind kind, String detail, List<FieldError> errors) {

  /// One field or parameter at fault.
  ///
  /// @param name its path in the body (`schedule.days`) or its name in the query
  public record FieldError(String name, String reason) {}

  /// A problem of the request as a whole.
  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, List.of());
  }

  /// The JSON form, with the members in the order of the RFC. Quoted parts of a request may be
  /// ill-formed Unicode, which is repaired here.
  public Json json() {
    return new Json(
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
  public record Json(
      String type,
      String title,
      int status,
      String detail,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonProperty("errors") List<FieldError> errors) {

    /// Reads an omitted list of errors as an empty list.
    public Json {
      errors = errors == null ? List.of() : errors;
    }

    /// The stable last part of the type: `day-in-future`.
    public String word() {
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }
}
