package com.upcoach.wire;

import io.netty.buffer.ByteBuf;

/// Syntax check for the beginning of a chunked body (RFC 9112, 7.1).
final class ChunkSyntax {

  private static final int MAX_DIGITS = 16;

  private ChunkSyntax() {}

  /// Whether the bytes received so far can be the first line of a chunked body: a size in
  /// hexadecimal digits, optional extensions, and a line end.
  ///
  /// @param from index of the first byte of the body
  static boolean canBeginBody(ByteBuf bytes, int from) {
    int at = from;
    while (at < bytes.writerIndex() && Character.digit(bytes.getByte(at), 16) >= 0) {
      at++;
    }
    if (at == bytes.writerIndex()) {
      return at - from <= MAX_DIGITS;
    }
    byte next = bytes.getByte(at);
    boolean ends =
        next == ';'
            || (next == '\r' && (at + 1 == bytes.writerIndex() || bytes.getByte(at + 1) == '\n'));
    return at > from && at - from <= MAX_DIGITS && ends;
  }
}
