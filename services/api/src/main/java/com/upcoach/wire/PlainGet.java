package com.upcoach.wire;

import java.util.Optional;

/// The head of a request that has nothing unusual: a GET of HTTP/1.1 for JSON with a session's
/// token, without a body, on a connection that stays open.
///
/// @param path of letters, digits, `/`, `-` and `_` only, so that it cannot be written in two
///     ways
/// @param query as it was sent, without the `?`, or null
/// @param token what stands after `Bearer`
/// @param acceptEncoding the header, or null
/// @param ifNoneMatch the header, or null
/// @param forwardedProto the header `X-Forwarded-Proto`, or null
/// @param length of the head in bytes, with the empty line that ends it
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
public record PlainGet(
    String path,
    String query,
    String token,
    String acceptEncoding,
    String ifNoneMatch,
    String forwardedProto,
    int length) {

  /// Reads the head that begins these bytes; empty where it is not all there, or not plain.
  ///
  /// @param length how many of the bytes there are, from the first
  public static Optional<PlainGet> read(byte[] bytes, int length) {
    return Optional.ofNullable(new RequestHeadParser(bytes, length).read());
  }
}
