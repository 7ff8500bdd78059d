package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

/// Reads one head, strictly: every byte has to be one that is expected there.
final class RequestHeadParser {

  private static final byte[] METHOD = "GET /".getBytes(US_ASCII);
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(US_ASCII);

  private static final boolean[] IN_PATHS =
      HttpCharacters.set(HttpCharacters.LETTERS_AND_DIGITS + "/-_");
  private static final boolean[] IN_QUERIES =
      HttpCharacters.set(HttpCharacters.LETTERS_AND_DIGITS + "-_.~=&:,");
  private static final boolean[] IN_VALUES = visible();

  private static final String BEARER = "Bearer ";

  private final byte[] bytes;
  private final int end;
  private int at;

  private int hosts;
  private String accept;
  private String authorization;
  private String acceptEncoding;
  private String ifNoneMatch;
  private String forwardedProto;

  RequestHeadParser(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  private static boolean[] visible() {
    boolean[] set = new boolean[256];
    set['\t'] = true;
    for (int one = ' '; one <= '~'; one++) {
      set[one] = true;
    }
    return set;
  }

  /// @return null where the head is not all there, or not plain
  PlainGet read() {
    if (!takes(METHOD)) {
      return null;
    }
    String path = text(METHOD.length - 1, run(IN_PATHS));
    String query = null;
    if (at < end && bytes[at] == '?') {
      at++;
      query = text(at, run(IN_QUERIES));
    }
    if (!takes(VERSION)) {
      return null;
    }
    while (at < end && bytes[at] != '\r') {
      if (!header()) {
        return null;
      }
    }
    boolean whole = endsLine() && hosts == 1 && isForJson();
    return whole && authorization != null && authorization.startsWith(BEARER)
        ? new PlainGet(
            path,
            query,
            authorization.substring(BEARER.length()),
            acceptEncoding,
            ifNoneMatch,
            forwardedProto,
            at)
        : null;
  }

  private boolean isForJson() {
    return accept == null || accept.equals("*/*") || accept.equals("application/json");
  }

  /// Reads one line of the head.
  ///
  /// @return whether there is nothing unusual about it
  private boolean header() {
    int name = at;
    int colon = run(HttpCharacters.IN_TOKENS);
    if (colon == name || colon == end || bytes[colon] != ':') {
      return false;
    }
    at++;
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    int value = at;
    int valueEnd = run(IN_VALUES);
    while (valueEnd > value && isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    return endsLine() && isUsual(name, colon, value, valueEnd);
  }

  /// Takes note of what an answer depends on. A header that must not be there twice is unusual
  /// where it is, and so is whatever makes the request more than a head.
  private boolean isUsual(int name, int colon, int value, int valueEnd) {
    switch (colon - name) {
      case 4 -> {
        if (isNamed(name, "host")) {
          hosts++;
          return HostSyntax.isValid(bytes, value, valueEnd);
        }
        return true;
      }
      case 6 -> {
        if (isNamed(name, "accept")) {
          boolean first = accept == null;
          accept = text(value, valueEnd);
          return first;
        }
        return !isNamed(name, "expect");
      }
      case 7 -> {
        return !isNamed(name, "upgrade");
      }
      case 10 -> {
        return !isNamed(name, "connection") || text(value, valueEnd).equalsIgnoreCase("keep-alive");
      }
      case 13 -> {
        return authorizationOrTag(name, value, valueEnd);
      }
      case 14 -> {
        return !isNamed(name, "content-length");
      }
      case 15 -> {
        if (isNamed(name, "accept-encoding")) {
          boolean first = acceptEncoding == null;
          acceptEncoding = text(value, valueEnd);
          return first;
        }
        return true;
      }
      case 17 -> {
        if (isNamed(name, "x-forwarded-proto")) {
          boolean first = forwardedProto == null;
          forwardedProto = text(value, valueEnd);
          return first;
        }
        return !isNamed(name, "transfer-encoding");
      }
      default -> {
        return true;
      }
    }
  }

  private boolean authorizationOrTag(int name, int value, int valueEnd) {
    if (isNamed(name, "authorization")) {
      boolean first = authorization == null;
      authorization = text(value, valueEnd);
      return first;
    }
    if (isNamed(name, "if-none-match")) {
      boolean first = ifNoneMatch == null;
      ifNoneMatch = text(value, valueEnd);
      return first;
    }
    return true;
  }

  /// Passes over bytes of a set.
  ///
  /// @return where they end
  private int run(boolean[] set) {
    while (at < end && set[bytes[at] & 0xff]) {
      at++;
    }
    return at;
  }

  private boolean takes(byte[] expected) {
    if (end - at < expected.length) {
      return false;
    }
    for (byte one : expected) {
      if (bytes[at++] != one) {
        return false;
      }
    }
    return true;
  }

  private boolean endsLine() {
    if (end - at < 2 || bytes[at] != '\r' || bytes[at + 1] != '\n') {
      return false;
    }
    at += 2;
    return true;
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t';
  }

  /// @param word in small letters and `-`, as long as the name
  private boolean isNamed(int name, String word) {
    for (int place = 0; place < word.length(); place++) {
      // In names of headers nothing but a capital differs from a small letter in this bit,
      // and the hyphen has it already.
      if ((bytes[name + place] | 0x20) != word.charAt(place)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}
