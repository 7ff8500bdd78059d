package com.upcoach.wire;

/// The reasons why a connection or a request is refused before it is routed.
public enum RequestFault {
  /// Bytes that RFC 9112 does not allow at their position.
  MALFORMED_HEAD,
  /// No `Host` header, more than one, or an invalid value.
  BAD_HOST,
  /// A Content-Length that is not one decimal number.
  BAD_LENGTH,
  /// A Content-Length that exceeds 18 digits.
  LENGTH_TOO_LARGE,
  /// Any Transfer-Encoding that is not exactly `chunked`, or one beside a Content-Length.
  BAD_TRANSFER_ENCODING,
  /// A valid chunked body: its length is not known in advance.
  LENGTH_REQUIRED,
  /// A chunked body that does not begin with a chunk size.
  BROKEN_CHUNK,
  /// A version of HTTP other than 1.0 and 1.1.
  UNKNOWN_VERSION,
  /// A request line or head above the maximum length.
  HEAD_TOO_LONG,
  /// A head that was not complete before its deadline.
  HEAD_TOO_SLOW,
  /// A body that arrived below the minimum rate.
  BODY_TOO_SLOW,
  /// More open connections than the server allows in total.
  TOO_MANY_CONNECTIONS,
  /// More open connections than one client may have.
  TOO_MANY_CONNECTIONS_OF_CLIENT
}
