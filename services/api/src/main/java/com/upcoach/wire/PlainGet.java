package com.upcoach.wire;

import java.util.Optional;

/// The head of a request without unusual parts: an HTTP/1.1 GET for JSON with a session's token,
/// without a body, on a connection that stays open.
///
/// @param path consists of letters, digits, `/`, `-` and `_` only, so it has one spelling
/// @param query the query as sent, without the `?`, or null
/// @param token the text after `Bearer`
/// @param acceptEncoding the header `Accept-Encoding`, or null
/// @param ifNoneMatch the header `If-None-Match`, or null
/// @param forwardedProto the header `X-Forwarded-Proto`, or null
/// @param length bytes of the head, including the empty line at its end
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
public record PlainGet(
    String path,
    String query,
    String token,
    String acceptEncoding,
    String ifNoneMatch,
    String forwardedProto,
    int length) {

  /// Parses the head at the beginning of these bytes; empty if it is incomplete or not plain.
  ///
  /// @param length number of valid bytes, from the first
  public static Optional<PlainGet> read(byte[] bytes, int length) {
    return Optional.ofNullable(new RequestHeadParser(bytes, length).read());
  }
}
