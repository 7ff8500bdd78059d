package com.upcoach.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.upcoach.http.ResponseSecurity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.function.BiConsumer;

/// Writes a [ConditionalResponse] as the bytes of an HTTP/1.1 response.
///
/// The head is composed in an array, which is reused, and copied once: each write to a [ByteBuf]
/// has checks that cost more than a header.
final class FastPathResponseWriter implements BiConsumer<CharSequence, CharSequence> {

  /// Room for all headers but `Link`; the array grows where it is too little.
  private static final int HEAD_BYTES = 512;

  private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
  private static final byte[] NOT_MODIFIED = ascii("HTTP/1.1 304 Not Modified\r\n");
  private static final byte[] NOT_FOUND = ascii("HTTP/1.1 404 Not Found\r\n");

  /// Bytes of a header line beside its name and value, and of an empty line after it.
  private static final int SEPARATOR_BYTES = 6;

  private static final FastThreadLocal<FastPathResponseWriter> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected FastPathResponseWriter initialValue() {
          return new FastPathResponseWriter();
        }
      };

  private byte[] head = new byte[HEAD_BYTES];
  private int size;

  private FastPathResponseWriter() {}

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /// @param secure whether the client's connection is encrypted
  static ByteBuf write(ConditionalResponse response, boolean secure, ByteBufAllocator allocator) {
    FastPathResponseWriter writer = OF_THREAD.get();
    writer.writeHead(response, secure);
    byte[] body = response.body();
    return allocator
        .directBuffer(writer.size + body.length)
        .writeBytes(writer.head, 0, writer.size)
        .writeBytes(body);
  }

  private void writeHead(ConditionalResponse response, boolean secure) {
    byte[] statusLine =
        switch (response.status()) {
          case ConditionalResponse.OK -> OK;
          case ConditionalResponse.NOT_MODIFIED -> NOT_MODIFIED;
          default -> NOT_FOUND;
        };
    System.arraycopy(statusLine, 0, head, 0, statusLine.length);
    size = statusLine.length;
    accept(ResponseSecurity.NOSNIFF_NAME, ResponseSecurity.NOSNIFF);
    if (secure) {
      accept(ResponseSecurity.TRANSPORT_NAME, ResponseSecurity.TRANSPORT);
    }
    response.headers(this);
    if (response.hasBody()) {
      accept(HttpHeaders.CONTENT_LENGTH, Integer.toString(response.body().length));
    }
    endLine();
  }

  /// Appends a header.
  @Override
  public void accept(CharSequence name, CharSequence value) {
    int needed = size + name.length() + value.length() + SEPARATOR_BYTES;
    if (head.length < needed) {
      head = Arrays.copyOf(head, Math.max(needed, 2 * head.length));
    }
    append(name);
    head[size++] = ':';
    head[size++] = ' ';
    append(value);
    endLine();
  }

  private void endLine() {
    head[size++] = '\r';
    head[size++] = '\n';
  }

  /// Appends ASCII text, for which there is room.
  private void append(CharSequence text) {
    int length = text.length();
    if (text instanceof AsciiString constant) {
      System.arraycopy(constant.array(), constant.arrayOffset(), head, size, length);
    } else {
      for (int i = 0; i < length; i++) {
        head[size + i] = AsciiString.c2b(text.charAt(i));
      }
    }
    size += length;
  }
}
