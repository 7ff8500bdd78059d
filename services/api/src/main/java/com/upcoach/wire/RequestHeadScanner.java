package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;

/// Finds the end of a request head, and rejects every head that RFC 9112 does not allow.
///
/// The HTTP decoder behind it is lenient: it accepts bare line feeds, folded lines and more. Only
/// unambiguous heads reach that decoder, so a proxy in front cannot read them differently (request
/// smuggling).
final class RequestHeadScanner {

  private static final Incomplete INCOMPLETE = new Incomplete();
  private static final Complete COMPLETE = new Complete();

  private static final int LINE_END_LENGTH = 2;

  private static final boolean[] IN_TEXT = text();

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
    // Two bytes beyond the limit tell whether a line end or the whole head crosses it.
    int length = Math.min(bytes.readableBytes(), maxHeadLength + LINE_END_LENGTH);
    byte[] head = HeadBytes.copy(bytes, length);
    while (true) {
      at = endOfText(head, at, length);
      if (at > maxHeadLength || (lines == 0 && at > maxLineLength)) {
        return new Invalid(RequestFault.HEAD_TOO_LONG);
      }
      if (at == length || (head[at] == '\r' && at + 1 == length)) {
        return INCOMPLETE;
      }
      if (head[at] != '\r' || head[at + 1] != '\n') {
        return new Invalid(RequestFault.MALFORMED_HEAD);
      }
      boolean isEmptyLine = at == lineStart;
      at += LINE_END_LENGTH;
      if (isEmptyLine) {
        return checked(bytes, head);
      }
      lines++;
      lineStart = at;
    }
  }

  /// The index of the next control character but tab, or the end.
  private static int endOfText(byte[] head, int from, int end) {
    int at = from;
    while (at < end && IN_TEXT[head[at] & 0xff]) {
      at++;
    }
    return at;
  }

  /// Whether the next bytes are an empty line.
  static boolean isAtEmptyLine(ByteBuf bytes) {
    int first = bytes.readerIndex();
    return bytes.readableBytes() >= 2
        && bytes.getByte(first) == '\r'
        && bytes.getByte(first + 1) == '\n';
  }

  private ScanResult checked(ByteBuf bytes, byte[] head) {
    int length = at;
    at = 0;
    lineStart = 0;
    lines = 0;
    if (length > maxHeadLength) {
      return new Invalid(RequestFault.HEAD_TOO_LONG);
    }
    Optional<RequestFault> fault = new RequestHeadRules(head, length).fault();
    if (fault.isEmpty()) {
      return COMPLETE;
    }
    boolean brokenChunk =
        fault.get() == RequestFault.LENGTH_REQUIRED
            && !ChunkSyntax.canBeginBody(bytes, bytes.readerIndex() + length);
    return new Invalid(brokenChunk ? RequestFault.BROKEN_CHUNK : fault.get());
  }

  private static boolean[] text() {
    boolean[] text = new boolean[256];
    Arrays.fill(text, ' ', text.length, true);
    text['\t'] = true;
    text[0x7f] = false;
    return text;
  }
}
