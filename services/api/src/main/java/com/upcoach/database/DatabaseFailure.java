package com.upcoach.database;

/// The database cannot be used. The message is one line that says what was wrong, where, and what
/// to do: it is shown to the operator as it is.
public final class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseFailure(String message) {
    super(message);
  }

  public DatabaseFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
