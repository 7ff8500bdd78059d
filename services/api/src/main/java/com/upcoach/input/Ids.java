package com.upcoach.input;

import java.util.Optional;
import java.util.UUID;

/// Parses UUIDs strictly.
public final class Ids {

  private static final int LENGTH = 36;

  private Ids() {}

  /// The UUID in the text; empty if the text is none.
  public static Optional<UUID> parse(String text) {
    return isId(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /// Whether the text is a full UUID: 8, 4, 4, 4 and 12 hexadecimal digits. `UUID.fromString` also
  /// accepts fewer digits.
  static boolean isId(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char letter = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? letter != '-' : !isHex(letter)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char letter) {
    return (letter >= '0' && letter <= '9')
        || (letter >= 'a' && letter <= 'f')
        || (letter >= 'A' && letter <= 'F');
  }
}
