package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.util.NetUtil;

/// Syntax check for the value of a `Host` header: a name or an address, with an optional port.
///
/// Stricter than RFC 3986: it accepts no percent-encoding, and only punctuation that occurs in host
/// names and addresses.
final class HostSyntax {

  private static final int MAX_DIGITS = 5;
  private static final int HIGHEST_PORT = 65_535;

  private static final boolean[] IN_NAMES =
      HttpCharacters.set(HttpCharacters.LETTERS_AND_DIGITS + "-._~");

  private HostSyntax() {}

  /// Whether the bytes from `from` (inclusive) to `to` (exclusive) are a valid host.
  static boolean isValid(byte[] bytes, int from, int to) {
    int end =
        bytes.length > 0 && from < to && bytes[from] == '['
            ? endOfAddress(bytes, from, to)
            : endOfName(bytes, from, to);
    return end > from && (end == to || (bytes[end] == ':' && isPort(bytes, end + 1, to)));
  }

  private static int endOfName(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && IN_NAMES[bytes[at] & 0xff]) {
      at++;
    }
    return at;
  }

  /// @return the index after an IPv6 address in brackets, or `from` if there is no valid address
  private static int endOfAddress(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to && bytes[at] != ']') {
      at++;
    }
    if (at == to) {
      return from;
    }
    String address = new String(bytes, from + 1, at - from - 1, ISO_8859_1);
    return address.indexOf('%') < 0 && NetUtil.isValidIpV6Address(address) ? at + 1 : from;
  }

  private static boolean isPort(byte[] bytes, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) {
      return false;
    }
    int port = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
      port = port * 10 + bytes[at] - '0';
    }
    return port > 0 && port <= HIGHEST_PORT;
  }
}
