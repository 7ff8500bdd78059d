package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.util.NetUtil;

/// The value of a `Host` header: a name or an address, and perhaps a port.
///
/// Stricter than RFC 3986: without escapes and punctuation that no name or address has.
final class HostSyntax {

  private static final int MOST_DIGITS = 5;
  private static final int HIGHEST_PORT = 65_535;

  private static final boolean[] IN_NAMES =
      HttpCharacters.set(HttpCharacters.LETTERS_AND_DIGITS + "-._~");

  private HostSyntax() {}

  /// Whether the bytes from `from` up to `to` are a host.
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

  /// @return where an IPv6 address in brackets ends, or `from` where there is none
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
    if (from == to || to - from > MOST_DIGITS) {
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
