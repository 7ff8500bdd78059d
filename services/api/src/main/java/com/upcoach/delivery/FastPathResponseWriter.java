package com.upcoach.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.upcoach.http.ResponseSecurity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.http.HttpHeaders;

/// Writes a [ConditionalResponse] as the bytes of an HTTP/1.1 response.
final class FastPathResponseWriter {

  /// Room for all headers but `Link`; the buffer grows where it is too little.
  private static final int HEAD_BYTES = 512;

  private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
  private static final byte[] NOT_MODIFIED = ascii("HTTP/1.1 304 Not Modified\r\n");
  private static final byte[] NOT_FOUND = ascii("HTTP/1.1 404 Not Found\r\n");

  private static final int COLON_AND_BLANK = (':' << 8) | ' ';
  private static final int END_OF_LINE = ('\r' << 8) | '\n';

  private FastPathResponseWriter() {}

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /// @param secure whether the client's connection is encrypted
  static ByteBuf write(ConditionalResponse response, boolean secure, ByteBufAllocator allocator) {
    ByteBuf bytes = allocator.directBuffer(HEAD_BYTES + response.body().length);
    bytes.writeBytes(
        switch (response.status()) {
          case ConditionalResponse.OK -> OK;
          case ConditionalResponse.NOT_MODIFIED -> NOT_MODIFIED;
          default -> NOT_FOUND;
        });
    header(bytes, ResponseSecurity.NOSNIFF_NAME, ResponseSecurity.NOSNIFF);
    if (secure) {
      header(bytes, ResponseSecurity.TRANSPORT_NAME, ResponseSecurity.TRANSPORT);
    }
    response.headers((name, value) -> header(bytes, name, value));
    if (response.hasBody()) {
      header(bytes, HttpHeaders.CONTENT_LENGTH, Integer.toString(response.body().length));
    }
    return bytes.writeShort(END_OF_LINE).writeBytes(response.body());
  }

  private static void header(ByteBuf bytes, CharSequence name, CharSequence value) {
    ByteBufUtil.writeAscii(bytes, name);
    bytes.writeShort(COLON_AND_BLANK);
    ByteBufUtil.writeAscii(bytes, value);
    bytes.writeShort(END_OF_LINE);
  }
}
