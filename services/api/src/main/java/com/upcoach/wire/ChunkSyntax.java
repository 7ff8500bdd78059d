package com.upcoach.wire;

import io.netty.buffer.ByteBuf;

/// The beginning of a chunked body.
final class ChunkSyntax {

  private static final int MOST_DIGITS = 16;

  private ChunkSyntax() {}

  /// Whether the bytes that there are may be the first line of a chunked body: a size in
  /// hexadecimal digits, perhaps extensions, and a line's end.
  ///
  /// @param from where the body begins
  static boolean mayBegin(ByteBuf bytes, int from) {
    int at = from;
    while (at < bytes.writerIndex() && Character.digit(bytes.getByte(at), 16) >= 0) {
      at++;
    }
    if (at == bytes.writerIndex()) {
      return at - from <= MOST_DIGITS;
    }
    byte next = bytes.getByte(at);
    boolean ends =
        next == ';'
            || (next == '\r' && (at + 1 == bytes.writerIndex() || bytes.getByte(at + 1) == '\n'));
    return at > from && at - from <= MOST_DIGITS && ends;
  }
}
