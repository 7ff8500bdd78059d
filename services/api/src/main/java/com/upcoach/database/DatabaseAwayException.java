package com.upcoach.database;

/// The database is unreachable, or the connection to it was lost. It is unknown whether a write
/// took place.
///
/// Thrown only where statements are sent, so that no other failure is mistaken for one of the
/// database.
public final class DatabaseAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseAwayException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
