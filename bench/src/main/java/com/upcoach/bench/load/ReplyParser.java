package com.upcoach.bench.load;

import java.util.Arrays;

/// Reads consecutive replies from a connection: only their status and length.
final class ReplyParser {

  private static final byte[] LENGTH = {
    'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'
  };
  private static final byte[] CLOSE = {
    'c', 'o', 'n', 'n', 'e', 'c', 't', 'i', 'o', 'n', ':', ' ', 'c', 'l', 'o', 's', 'e'
  };
  private static final int STATUS_AT = 9;
  private static final int MIN_HEAD_LENGTH = 16;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int UNKNOWN = -1;
  private static final int MAX_HEAD_LENGTH = 16_384;

  private static final byte[] NOTHING = {};

  private byte[] pending = NOTHING;
  private boolean inBody;
  private boolean closes;
  private int status;
  private long left;

  /// A reply that is not HTTP, or whose end cannot be determined.
  static final class UnreadableReplyException extends RuntimeException {
    UnreadableReplyException(String message) {
      super(message);
    }
  }

  /// Consumes the next bytes of the connection.
  ///
  /// @return whether the reply is complete; then [#status] and [#closes] describe it
  /// @throws UnreadableReplyException where the bytes are not one reply
  boolean take(byte[] bytes, int length) {
    if (inBody) {
      return body(length);
    }
    if (pending.length == 0) {
      return head(bytes, length);
    }
    byte[] all = Arrays.copyOf(pending, pending.length + length);
    System.arraycopy(bytes, 0, all, pending.length, length);
    return head(all, all.length);
  }

  int status() {
    return status;
  }

  /// Tells whether the server closes the connection after this reply.
  boolean closes() {
    return closes;
  }

  private boolean head(byte[] bytes, int length) {
    int end = endOfHead(bytes, length);
    if (end < 0) {
      if (length > MAX_HEAD_LENGTH) {
        throw new UnreadableReplyException("a head of more than " + MAX_HEAD_LENGTH);
      }
      pending = Arrays.copyOf(bytes, length);
      return false;
    }
    pending = NOTHING;
    if (end < MIN_HEAD_LENGTH || bytes[0] != 'H' || bytes[4] != '/') {
      throw new UnreadableReplyException("a reply that does not begin with HTTP/1.1");
    }
    status = number(bytes, STATUS_AT, STATUS_AT + 3);
    left = UNKNOWN;
    closes = false;
    readFields(bytes, end);
    if (left == UNKNOWN) {
      if (status != NO_CONTENT && status != NOT_MODIFIED) {
        throw new UnreadableReplyException(status + " without Content-Length");
      }
      left = 0;
    }
    inBody = true;
    return body(length - end);
  }

  private boolean body(int length) {
    left -= length;
    if (left < 0) {
      throw new UnreadableReplyException("more bytes than Content-Length says");
    }
    inBody = left > 0;
    return left == 0;
  }

  private void readFields(byte[] bytes, int end) {
    int line = 0;
    while (line < end) {
      int next = line;
      while (bytes[next] != '\n') {
        next++;
      }
      if (startsWith(bytes, line, next, LENGTH)) {
        left = number(bytes, line + LENGTH.length, next);
      } else if (startsWith(bytes, line, next, CLOSE)) {
        closes = true;
      }
      line = next + 1;
    }
  }

  /// Index after the empty line; -1 where it has not arrived yet.
  private static int endOfHead(byte[] bytes, int length) {
    for (int at = 3; at < length; at++) {
      if (bytes[at] == '\n' && bytes[at - 2] == '\n' && bytes[at - 1] == '\r') {
        return at + 1;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] bytes, int from, int end, byte[] lowerCase) {
    if (end - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      int letter = bytes[from + i];
      if (letter >= 'A' && letter <= 'Z') {
        letter += 'a' - 'A';
      }
      if (letter != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from, int end) {
    int value = 0;
    for (int at = from; at < end; at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        value = Math.addExact(Math.multiplyExact(value, 10), bytes[at] - '0');
      }
    }
    return value;
  }
}
