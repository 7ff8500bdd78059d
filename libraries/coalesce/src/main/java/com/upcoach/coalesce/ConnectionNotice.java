package com.upcoach.coalesce;

/// Word of a connection to the database, for the log.
///
/// @param kind of which each connection has word of its own
/// @param text one sentence
public record ConnectionNotice(Kind kind, String text) {

    public enum Kind {
        /// The connection was lost, or cannot be made.
        LOST,
        /// It was made again.
        RESTORED,
        /// A statement that nobody waits for cannot be cancelled.
        CANCEL_FAILED
    }
}
