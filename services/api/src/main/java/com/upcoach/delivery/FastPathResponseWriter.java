package com.upcoach.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.http.ResponseSecurity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/// Kept answers as they go over the wire, with the headers that [ResponseCacheFilter] sends.
final class FastPathResponseWriter {

  /// More than all that is in a head.
  private static final int HEAD_BYTES = 400;

  private static final byte[] WHOLE = ascii("HTTP/1.1 200 OK\r\netag: ");
  private static final byte[] UNCHANGED = ascii("HTTP/1.1 304 Not Modified\r\netag: ");
  private static final byte[] AFTER_TAG =
      ascii(
          "\r\n%s: %s\r\ncache-control: %s\r\nvary: %s\r\nCache-Status: %s"
              .formatted(
                  ResponseSecurity.NOSNIFF_NAME,
                  ResponseSecurity.NOSNIFF,
                  ResponseCacheFilter.OWN,
                  ResponseCacheFilter.BY_ENCODING,
                  ResponseCacheFilter.HIT));
  private static final byte[] ENCODING = ascii("\r\ncontent-encoding: ");
  private static final byte[] TYPE_AND_LENGTH =
      ascii("\r\ncontent-type: %s\r\ncontent-length: ".formatted(ResponseCacheFilter.JSON));
  private static final byte[] TRANSPORT =
      ascii("\r\n%s: %s".formatted(ResponseSecurity.TRANSPORT_NAME, ResponseSecurity.TRANSPORT));
  private static final byte[] LINK = ascii("\r\nLink: ");
  private static final byte[] END = ascii("\r\n\r\n");

  private static final int DIGITS = 19;
  private static final int TEN = 10;

  private FastPathResponseWriter() {}

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /// The whole answer.
  ///
  /// @param link what goes in its header `Link`, or null
  /// @param seconds that it is good for, 0 or more
  /// @param secure whether the client's connection is encrypted
  static ByteBuf whole(
      CachedResponse.Body body,
      String link,
      long seconds,
      boolean secure,
      ByteBufAllocator allocator) {
    int more = link == null ? 0 : LINK.length + link.length();
    ByteBuf bytes = allocator.directBuffer(HEAD_BYTES + more + body.bytes().length);
    head(bytes, WHOLE, body, seconds, secure);
    if (body.encoding() != ContentEncoding.IDENTITY) {
      bytes.writeBytes(ENCODING);
      ByteBufUtil.writeAscii(bytes, body.encoding().token());
    }
    if (link != null) {
      bytes.writeBytes(LINK);
      ByteBufUtil.writeAscii(bytes, link);
    }
    bytes.writeBytes(TYPE_AND_LENGTH);
    decimal(bytes, body.bytes().length);
    return bytes.writeBytes(END).writeBytes(body.bytes());
  }

  /// The answer to a client that has it already.
  ///
  /// @param seconds that it is good for, 0 or more
  /// @param secure whether the client's connection is encrypted
  static ByteBuf unchanged(
      CachedResponse.Body body, long seconds, boolean secure, ByteBufAllocator allocator) {
    ByteBuf bytes = allocator.directBuffer(HEAD_BYTES);
    head(bytes, UNCHANGED, body, seconds, secure);
    return bytes.writeBytes(END);
  }

  private static void head(
      ByteBuf bytes, byte[] status, CachedResponse.Body body, long seconds, boolean secure) {
    bytes.writeBytes(status);
    ByteBufUtil.writeAscii(bytes, body.entityTag());
    bytes.writeBytes(AFTER_TAG);
    decimal(bytes, seconds);
    if (secure) {
      bytes.writeBytes(TRANSPORT);
    }
  }

  /// @param number 0 or more
  private static void decimal(ByteBuf bytes, long number) {
    byte[] digits = new byte[DIGITS];
    int first = DIGITS;
    long left = number;
    do {
      digits[--first] = (byte) ('0' + left % TEN);
      left /= TEN;
    } while (left > 0);
    bytes.writeBytes(digits, first, DIGITS - first);
  }
}
