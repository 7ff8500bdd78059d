package com.upcoach.coalesce;

import java.util.Optional;

/// State change of a database connection, for the log.
///
/// @param kind category; log limits apply to each kind separately
/// @param text one sentence
/// @param sqlState the SQLSTATE with which the database refused; empty if it did not refuse
public record ConnectionNotice(Kind kind, String text, Optional<String> sqlState) {

  public enum Kind {
    /// The connection was lost, or cannot be established.
    LOST,
    /// The connection was established again.
    RESTORED,
    /// An abandoned statement cannot be cancelled.
    CANCEL_FAILED
  }
}
