package com.upcoach.json;

import java.nio.charset.StandardCharsets;

/// Encodes text as a JSON string in UTF-8, with Jackson's escapes: quotes, backslashes, control
/// characters, and characters beyond `\uffff` as the two halves of their surrogate pair.
final class JsonText {

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /// Maximum bytes of one UTF-16 unit, such as `\u001F`.
  private static final int MAX_BYTES_PER_CHAR = 6;

  /// Replaces a lone surrogate, which has no UTF-8 form.
  private static final char REPLACEMENT = '\ufffd';

  private JsonText() {}

  /// Maximum bytes of an encoded text, including its quotes.
  static int maxLength(String text) {
    return Math.addExact(Math.multiplyExact(text.length(), MAX_BYTES_PER_CHAR), 2);
  }

  /// Encodes a text.
  ///
  /// @param to has space for [#maxLength] bytes from index `from`
  /// @return the index after the last byte
  static int write(String text, byte[] to, int from) {
    int length = text.length();
    int at = from;
    to[at++] = '"';
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (unit >= ' ' && unit < 0x80 && unit != '"' && unit != '\\') {
        to[at++] = (byte) unit;
      } else if (unit < 0x80) {
        at = escape(to, at, unit);
      } else if (!Character.isSurrogate(unit)) {
        at = multibyte(to, at, unit);
      } else if (Character.isHighSurrogate(unit)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        at = escape(to, escape(to, at, unit), text.charAt(++i));
      } else {
        at = multibyte(to, at, REPLACEMENT);
      }
    }
    to[at++] = '"';
    return at;
  }

  private static int escape(byte[] to, int from, char unit) {
    int at = from;
    to[at++] = '\\';
    switch (unit) {
      case '"', '\\' -> to[at++] = (byte) unit;
      case '\b' -> to[at++] = 'b';
      case '\t' -> to[at++] = 't';
      case '\n' -> to[at++] = 'n';
      case '\f' -> to[at++] = 'f';
      case '\r' -> to[at++] = 'r';
      default -> {
        to[at++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
          to[at++] = HEX[unit >>> shift & 0xf];
        }
      }
    }
    return at;
  }

  /// Encodes a character from `\u0080` to `\uffff` that is no surrogate.
  private static int multibyte(byte[] to, int from, char unit) {
    int at = from;
    if (unit < 0x800) {
      to[at++] = (byte) (0xc0 | (unit >>> 6));
    } else {
      to[at++] = (byte) (0xe0 | (unit >>> 12));
      to[at++] = continuation(unit >>> 6);
    }
    to[at++] = continuation(unit);
    return at;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }
}
