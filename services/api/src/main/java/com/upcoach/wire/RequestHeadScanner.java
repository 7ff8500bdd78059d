package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;

/// Finds the end of a request's head, and refuses every head that RFC 9112 does not allow.
///
/// The decoder behind is lenient: it takes bare line feeds, folded lines and more. It gets only
/// heads that can be read in one way, so no proxy in front reads them differently.
final class RequestHeadScanner {

  private static final Incomplete INCOMPLETE = new Incomplete();
  private static final Whole WHOLE = new Whole();

  private static final int USUAL_LENGTH = 4_096;

  private static final FastThreadLocal<byte[]> COPY =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[USUAL_LENGTH];
        }
      };

  private final int longestLine;
  private final int longestHead;

  /// Bytes of the head that were looked at, as it may arrive in many pieces.
  private int at;

  private int lineStart;
  private int lines;

  /// @param longestLine bytes of the request line
  /// @param longestHead bytes of the whole head
  RequestHeadScanner(int longestLine, int longestHead) {
    this.longestLine = longestLine;
    this.longestHead = longestHead;
  }

  /// The state of a head after a look at the bytes that there are.
  sealed interface Found {}

  /// More bytes are needed.
  record Incomplete() implements Found {}

  /// The whole head is there, and proper.
  record Whole() implements Found {}

  record Broken(RequestFault fault) implements Found {}

  /// Looks at the bytes that were not looked at yet.
  ///
  /// @param bytes begin with the head, as at the last look, and may go on after it
  Found scan(ByteBuf bytes) {
    int first = bytes.readerIndex();
    int readable = bytes.readableBytes();
    while (at < readable) {
      byte one = bytes.getByte(first + at);
      if (one == '\r') {
        if (at + 1 == readable) {
          return INCOMPLETE;
        }
        if (bytes.getByte(first + at + 1) != '\n') {
          return new Broken(RequestFault.MALFORMED_HEAD);
        }
        at += 2;
        if (at - 2 == lineStart) {
          return ended(bytes);
        }
        lines++;
        lineStart = at;
      } else if (isControl(one)) {
        return new Broken(RequestFault.MALFORMED_HEAD);
      } else {
        at++;
      }
      if (at > longestHead || (lines == 0 && at > longestLine)) {
        return new Broken(RequestFault.HEAD_TOO_LONG);
      }
    }
    return INCOMPLETE;
  }

  /// Whether the next bytes are an empty line.
  static boolean isAtEmptyLine(ByteBuf bytes) {
    int first = bytes.readerIndex();
    return bytes.readableBytes() >= 2
        && bytes.getByte(first) == '\r'
        && bytes.getByte(first + 1) == '\n';
  }

  private Found ended(ByteBuf bytes) {
    int length = at;
    at = 0;
    lineStart = 0;
    lines = 0;
    if (length > longestHead) {
      return new Broken(RequestFault.HEAD_TOO_LONG);
    }
    byte[] head = COPY.get();
    if (head.length < length) {
      head = new byte[longestHead];
      COPY.set(head);
    }
    bytes.getBytes(bytes.readerIndex(), head, 0, length);
    Optional<RequestFault> fault = new RequestHeadRules(head, length).fault();
    if (fault.isEmpty()) {
      return WHOLE;
    }
    boolean broken =
        fault.get() == RequestFault.LENGTH_REQUIRED
            && !ChunkSyntax.mayBegin(bytes, bytes.readerIndex() + length);
    return new Broken(broken ? RequestFault.BROKEN_CHUNK : fault.get());
  }

  private static boolean isControl(byte one) {
    return (one >= 0 && one < ' ' && one != '\t') || one == 0x7f;
  }
}
