package com.upcoach.database;

/// The database cannot be used. The message is shown to the operator: one line with the cause, the
/// place, and what to do.
public final class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseFailure(String message) {
    super(message);
  }

  public DatabaseFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
