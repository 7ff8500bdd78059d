package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;

/// Holds one whole head to RFC 9112. Its lines end with CRLF, and it has no other control
/// characters but tabs: [RequestHeadScanner] has seen to that.
final class RequestHeadRules {

  private static final byte[] PROTOCOL = "HTTP/".getBytes(US_ASCII);

  /// `HTTP/1.1`.
  private static final int VERSION_LENGTH = PROTOCOL.length + 3;

  /// Of a number that a `long` holds for certain.
  private static final int MOST_DIGITS = 18;

  private static final int END_OF_LINE = 2;

  private final byte[] bytes;
  private final int end;
  private int at;

  private boolean old;
  private int hosts;
  private int lengths;
  private int encodings;
  private boolean chunked;

  RequestHeadRules(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /// The first rule that the head breaks, or empty.
  Optional<RequestFault> fault() {
    RequestFault fault = firstLine();
    while (fault == null && bytes[at] != '\r') {
      fault = header();
    }
    return Optional.ofNullable(fault == null ? body() : fault);
  }

  private RequestFault firstLine() {
    int method = at;
    skipTokens();
    boolean named = at > method && bytes[at] == ' ';
    at++;
    int target = at;
    while (at < end && bytes[at] > ' ') {
      at++;
    }
    if (!named || at == target || bytes[at] != ' ') {
      return RequestFault.MALFORMED_HEAD;
    }
    at++;
    return version();
  }

  private RequestFault version() {
    int line = at + VERSION_LENGTH;
    if (line >= end || bytes[line] != '\r') {
      return RequestFault.MALFORMED_HEAD;
    }
    for (byte one : PROTOCOL) {
      if (bytes[at++] != one) {
        return RequestFault.MALFORMED_HEAD;
      }
    }
    if (!isDigit(bytes[at]) || bytes[at + 1] != '.' || !isDigit(bytes[at + 2])) {
      return RequestFault.MALFORMED_HEAD;
    }
    boolean known = bytes[at] == '1' && (bytes[at + 2] == '0' || bytes[at + 2] == '1');
    old = bytes[at + 2] == '0';
    at = line + END_OF_LINE;
    return known ? null : RequestFault.UNKNOWN_VERSION;
  }

  private RequestFault header() {
    int name = at;
    skipTokens();
    int colon = at;
    if (colon == name || bytes[colon] != ':') {
      return RequestFault.MALFORMED_HEAD;
    }
    at++;
    while (isBlank(bytes[at])) {
      at++;
    }
    int value = at;
    while (bytes[at] != '\r') {
      at++;
    }
    int valueEnd = at;
    while (valueEnd > value && isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    at += END_OF_LINE;
    return noted(name, colon, value, valueEnd);
  }

  /// Takes note of a header on which the framing of the request depends.
  private RequestFault noted(int name, int colon, int value, int valueEnd) {
    if (isNamed(name, colon, "host")) {
      hosts++;
      return HostSyntax.isValid(bytes, value, valueEnd) ? null : RequestFault.BAD_HOST;
    }
    if (isNamed(name, colon, "content-length")) {
      lengths++;
      return length(value, valueEnd);
    }
    if (isNamed(name, colon, "transfer-encoding")) {
      encodings++;
      chunked = text(value, valueEnd).equalsIgnoreCase("chunked");
    }
    return null;
  }

  private RequestFault length(int value, int valueEnd) {
    int first = value;
    while (first < valueEnd && isDigit(bytes[first])) {
      first++;
    }
    if (value == valueEnd || first < valueEnd) {
      return RequestFault.BAD_LENGTH;
    }
    return valueEnd - value > MOST_DIGITS ? RequestFault.LENGTH_TOO_LARGE : null;
  }

  private RequestFault body() {
    if (encodings > 0) {
      return old || encodings > 1 || lengths > 0 || !chunked
          ? RequestFault.BAD_TRANSFER_ENCODING
          : hosts == 1 ? RequestFault.LENGTH_REQUIRED : RequestFault.BAD_HOST;
    }
    if (lengths > 1) {
      return RequestFault.BAD_LENGTH;
    }
    boolean named = hosts == 1 || (old && hosts == 0);
    return named ? null : RequestFault.BAD_HOST;
  }

  /// @param word in small letters
  private boolean isNamed(int name, int colon, String word) {
    return colon - name == word.length() && text(name, colon).equalsIgnoreCase(word);
  }

  private void skipTokens() {
    while (at < end && HttpCharacters.IN_TOKENS[bytes[at] & 0xff]) {
      at++;
    }
  }

  private static boolean isDigit(byte one) {
    return one >= '0' && one <= '9';
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}
