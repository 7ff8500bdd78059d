package com.upcoach.coalesce;

import java.util.Optional;

/// Word of a connection to the database, for the log.
///
/// @param kind of which each connection has word of its own
/// @param text one sentence
/// @param sqlState the SQLSTATE of the database's refusal; empty where it refused nothing
public record ConnectionNotice(Kind kind, String text, Optional<String> sqlState) {

  public enum Kind {
    /// The connection was lost, or cannot be made.
    LOST,
    /// It was made again.
    RESTORED,
    /// A statement that nobody waits for cannot be cancelled.
    CANCEL_FAILED
  }
}
