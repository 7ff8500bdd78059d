package com.upcoach.input;

import java.util.Optional;
import java.util.UUID;

/// The form of ids.
public final class Ids {

  private static final int LENGTH = 36;

  private Ids() {}

  /// The id that the text is, if it is one.
  public static Optional<UUID> parse(String text) {
    return isId(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /// Whether the text is a UUID in full: 8, 4, 4, 4 and 12 hexadecimal digits. Java's own
  /// reading is content with less.
  static boolean isId(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int place = 0; place < LENGTH; place++) {
      char letter = text.charAt(place);
      boolean dash = place == 8 || place == 13 || place == 18 || place == 23;
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
