package com.upcoach.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The role of a member: its rights beyond its own data.
public enum Role {
  MEMBER,
  COACH,
  ADMIN,
  OPERATOR;

  /// The name of the role in the API, the database and on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role with this name.
  public static Optional<Role> ofWord(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
