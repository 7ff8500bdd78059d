package com.upcoach.security;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// An event that concerns the security of a member's account.
///
/// @param detail additional information, such as the new role; null for none
public record SecurityEvent(UUID id, Instant at, Kind kind, String detail) {

  /// The kinds of events.
  public enum Kind {
    SIGN_IN_FAILED,
    SIGN_IN_REFUSED,
    PASSWORD_CHANGED,
    SESSIONS_ENDED,
    ROLE_CHANGED;

    /// Its name in JSON, in the table and in the log: `sign-in-failed`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
