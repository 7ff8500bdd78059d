package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;

/// The bytes of a request head in an array, where reading one costs no checks of a [ByteBuf].
final class HeadBytes {

  private static final int INITIAL_LENGTH = 4_096;

  private static final FastThreadLocal<byte[]> COPY =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[INITIAL_LENGTH];
        }
      };

  private HeadBytes() {}

  /// Copies the first readable bytes to the beginning of an array, which may be longer. The array
  /// belongs to the thread, and is valid until the next call.
  static byte[] copy(ByteBuf bytes, int length) {
    byte[] copy = COPY.get();
    if (copy.length < length) {
      copy = Arrays.copyOf(copy, Math.max(length, 2 * copy.length));
      COPY.set(copy);
    }
    bytes.getBytes(bytes.readerIndex(), copy, 0, length);
    return copy;
  }
}
