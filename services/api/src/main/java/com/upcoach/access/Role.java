package com.upcoach.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a member may do beside minding its own habits.
public enum Role {
  MEMBER,
  COACH,
  ADMIN,
  OPERATOR;

  /// The word used in the API, the database and on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofWord(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
