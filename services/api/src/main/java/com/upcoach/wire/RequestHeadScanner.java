package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;

/// Finds the end of a request head, and rejects every head that RFC 9112 does not allow.
///
/// The HTTP decoder behind it is lenient: it accepts bare line feeds, folded lines and more. Only
/// unambiguous heads reach that decoder, so a proxy in front cannot read them differently (request
/// smuggling).
final class RequestHeadScanner {

  private static final Incomplete INCOMPLETE = new Incomplete();
  private static final Complete COMPLETE = new Complete();

  private static final int INITIAL_BUFFER = 4_096;

  private static final FastThreadLocal<byte[]> COPY =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[INITIAL_BUFFER];
        }
      };

  private final int maxLineLength;
  private final int maxHeadLength;

  /// Bytes of the head scanned so far; the head may arrive in many pieces.
  private int at;

  private int lineStart;
  private int lines;

  /// @param maxLineLength maximum bytes of the request line
  /// @param maxHeadLength maximum bytes of the whole head
  RequestHeadScanner(int maxLineLength, int maxHeadLength) {
    this.maxLineLength = maxLineLength;
    this.maxHeadLength = maxHeadLength;
  }

  /// The state of a head after scanning the bytes received so far.
  sealed interface ScanResult {}

  /// More bytes are needed.
  record Incomplete() implements ScanResult {}

  /// The whole head has arrived and is valid.
  record Complete() implements ScanResult {}

  /// The head breaks a rule.
  record Invalid(RequestFault fault) implements ScanResult {}

  /// Scans the bytes that arrived since the last call.
  ///
  /// @param bytes begin with the head, as in the last call, and may continue after it
  ScanResult scan(ByteBuf bytes) {
    int first = bytes.readerIndex();
    int readable = bytes.readableBytes();
    while (at < readable) {
      byte next = bytes.getByte(first + at);
      if (next == '\r') {
        if (at + 1 == readable) {
          return INCOMPLETE;
        }
        if (bytes.getByte(first + at + 1) != '\n') {
          return new Invalid(RequestFault.MALFORMED_HEAD);
        }
        at += 2;
        if (at - 2 == lineStart) {
          return checked(bytes);
        }
        lines++;
        lineStart = at;
      } else if (isControl(next)) {
        return new Invalid(RequestFault.MALFORMED_HEAD);
      } else {
        at++;
      }
      if (at > maxHeadLength || (lines == 0 && at > maxLineLength)) {
        return new Invalid(RequestFault.HEAD_TOO_LONG);
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

  private ScanResult checked(ByteBuf bytes) {
    int length = at;
    at = 0;
    lineStart = 0;
    lines = 0;
    if (length > maxHeadLength) {
      return new Invalid(RequestFault.HEAD_TOO_LONG);
    }
    byte[] head = COPY.get();
    if (head.length < length) {
      head = new byte[maxHeadLength];
      COPY.set(head);
    }
    bytes.getBytes(bytes.readerIndex(), head, 0, length);
    Optional<RequestFault> fault = new RequestHeadRules(head, length).fault();
    if (fault.isEmpty()) {
      return COMPLETE;
    }
    boolean brokenChunk =
        fault.get() == RequestFault.LENGTH_REQUIRED
            && !ChunkSyntax.canBeginBody(bytes, bytes.readerIndex() + length);
    return new Invalid(brokenChunk ? RequestFault.BROKEN_CHUNK : fault.get());
  }

  private static boolean isControl(byte value) {
    return (value >= 0 && value < ' ' && value != '\t') || value == 0x7f;
  }
}
