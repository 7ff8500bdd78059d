package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;

/// Checks one complete head against RFC 9112. [RequestHeadScanner] has already checked that its
/// lines end with CRLF, and that tabs are its only other control characters.
final class RequestHeadRules {

  private static final byte[] PROTOCOL = "HTTP/".getBytes(US_ASCII);

  /// Length of `HTTP/1.1`.
  private static final int VERSION_LENGTH = PROTOCOL.length + 3;

  /// Maximum digits of a number that always fits into a `long`.
  private static final int MAX_DIGITS = 18;

  private static final int LINE_END_LENGTH = 2;

  private final byte[] bytes;
  private final int end;
  private int at;

  private boolean isHttp10;
  private int hostHeaders;
  private int lengthHeaders;
  private int encodingHeaders;
  private boolean chunked;

  RequestHeadRules(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /// The fault of the head: the first rule that it breaks. Empty if it is valid.
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
    boolean hasMethod = at > method && bytes[at] == ' ';
    at++;
    int target = at;
    while (at < end && bytes[at] > ' ') {
      at++;
    }
    if (!hasMethod || at == target || bytes[at] != ' ') {
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
    for (byte expected : PROTOCOL) {
      if (bytes[at++] != expected) {
        return RequestFault.MALFORMED_HEAD;
      }
    }
    if (!isDigit(bytes[at]) || bytes[at + 1] != '.' || !isDigit(bytes[at + 2])) {
      return RequestFault.MALFORMED_HEAD;
    }
    boolean known = bytes[at] == '1' && (bytes[at + 2] == '0' || bytes[at + 2] == '1');
    isHttp10 = bytes[at + 2] == '0';
    at = line + LINE_END_LENGTH;
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
    int valueEnd = value;
    while (bytes[valueEnd] != '\r') {
      valueEnd++;
    }
    at = valueEnd + LINE_END_LENGTH;
    while (valueEnd > value && isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    return recorded(name, colon, value, valueEnd);
  }

  /// Records a header on which the framing of the request depends, and checks its value.
  private RequestFault recorded(int name, int colon, int value, int valueEnd) {
    if (isNamed(name, colon, "host")) {
      hostHeaders++;
      return HostSyntax.isValid(bytes, value, valueEnd) ? null : RequestFault.BAD_HOST;
    }
    if (isNamed(name, colon, "content-length")) {
      lengthHeaders++;
      return length(value, valueEnd);
    }
    if (isNamed(name, colon, "transfer-encoding")) {
      encodingHeaders++;
      chunked = text(value, valueEnd).equalsIgnoreCase("chunked");
    }
    return null;
  }

  private RequestFault length(int value, int valueEnd) {
    int digitsEnd = value;
    while (digitsEnd < valueEnd && isDigit(bytes[digitsEnd])) {
      digitsEnd++;
    }
    if (value == valueEnd || digitsEnd < valueEnd) {
      return RequestFault.BAD_LENGTH;
    }
    return valueEnd - value > MAX_DIGITS ? RequestFault.LENGTH_TOO_LARGE : null;
  }

  private RequestFault body() {
    if (encodingHeaders > 0) {
      return isHttp10 || encodingHeaders > 1 || lengthHeaders > 0 || !chunked
          ? RequestFault.BAD_TRANSFER_ENCODING
          : hostHeaders == 1 ? RequestFault.LENGTH_REQUIRED : RequestFault.BAD_HOST;
    }
    if (lengthHeaders > 1) {
      return RequestFault.BAD_LENGTH;
    }
    boolean hasHost = hostHeaders == 1 || (isHttp10 && hostHeaders == 0);
    return hasHost ? null : RequestFault.BAD_HOST;
  }

  /// Whether a header name equals a word, ignoring case.
  ///
  /// @param word in lower case
  private boolean isNamed(int name, int colon, String word) {
    return colon - name == word.length() && text(name, colon).equalsIgnoreCase(word);
  }

  private void skipTokens() {
    int next = at;
    while (next < end && HttpCharacters.IN_TOKENS[bytes[next] & 0xff]) {
      next++;
    }
    at = next;
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}
