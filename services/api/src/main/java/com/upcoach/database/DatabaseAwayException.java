package com.upcoach.database;

/// The database could not be reached, or the connection to it was lost. Whether a write took place
/// is not known.
///
/// Made where statements are sent, so that a failure of anything else is never taken for one of
/// the database.
public final class DatabaseAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseAwayException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
