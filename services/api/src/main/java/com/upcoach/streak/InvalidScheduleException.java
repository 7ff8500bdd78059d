package com.upcoach.streak;

/// A field of a [Schedule] has an invalid value.
public final class InvalidScheduleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String reason;

  /// @param field name of the field
  /// @param reason what is wrong with its value
  public InvalidScheduleException(String field, String reason) {
    super(field + ": " + reason);
    this.field = field;
    this.reason = reason;
  }

  public String field() {
    return field;
  }

  public String reason() {
    return reason;
  }
}
