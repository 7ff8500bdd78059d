package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

/// A strict parser for the head of a [PlainGet]: it gives up at the first unexpected byte.
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

  /// Parses the head.
  ///
  /// @return null if the head is incomplete or not plain
  PlainGet read() {
    if (!skipExactly(METHOD)) {
      return null;
    }
    String path = text(METHOD.length - 1, skip(IN_PATHS));
    String query = null;
    if (at < end && bytes[at] == '?') {
      at++;
      query = text(at, skip(IN_QUERIES));
    }
    if (!skipExactly(VERSION)) {
      return null;
    }
    while (at < end && bytes[at] != '\r') {
      if (!header()) {
        return null;
      }
    }
    boolean complete = skipLineEnd() && hosts == 1 && acceptsJson();
    return complete && authorization != null && authorization.startsWith(BEARER)
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

  private boolean acceptsJson() {
    return accept == null || accept.equals("*/*") || accept.equals("application/json");
  }

  /// Parses one header.
  ///
  /// @return whether the header is valid and not unusual
  private boolean header() {
    int name = at;
    int colon = skip(HttpCharacters.IN_TOKENS);
    if (colon == name || colon == end || bytes[colon] != ':') {
      return false;
    }
    at++;
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    int value = at;
    int valueEnd = skip(IN_VALUES);
    while (valueEnd > value && isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    return skipLineEnd() && accepts(name, colon, value, valueEnd);
  }

  /// Records the headers on which a response depends. Returns false for a repeated header that must
  /// occur once, and for a header that announces a body or another protocol.
  private boolean accepts(int name, int colon, int value, int valueEnd) {
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

  /// Skips bytes of a character set.
  ///
  /// @return the index of the first byte that is not in the set
  private int skip(boolean[] set) {
    int next = at;
    while (next < end && set[bytes[next] & 0xff]) {
      next++;
    }
    at = next;
    return next;
  }

  private boolean skipExactly(byte[] expected) {
    if (end - at < expected.length) {
      return false;
    }
    for (byte next : expected) {
      if (bytes[at++] != next) {
        return false;
      }
    }
    return true;
  }

  private boolean skipLineEnd() {
    if (end - at < 2 || bytes[at] != '\r' || bytes[at + 1] != '\n') {
      return false;
    }
    at += 2;
    return true;
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  /// Whether a header name equals a word, ignoring case.
  ///
  /// @param word lower-case letters and `-`, as long as the name
  private boolean isNamed(int name, String word) {
    for (int i = 0; i < word.length(); i++) {
      // Setting this bit turns an upper-case letter into lower case. The hyphen has it already.
      if ((bytes[name + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}
