package com.upcoach.wire;

/// The reasons for which a connection refuses a request, or a client, before any route is known.
public enum RequestFault {
  /// Bytes that RFC 9112 does not allow where they stand.
  MALFORMED_HEAD,
  /// No host, more than one, or a text that is no host.
  BAD_HOST,
  /// A Content-Length that is not one plain number.
  BAD_LENGTH,
  /// A Content-Length that no number here can hold.
  LENGTH_TOO_LARGE,
  /// Any Transfer-Encoding that is not exactly `chunked`, or one beside a Content-Length.
  BAD_TRANSFER_ENCODING,
  /// A proper chunked body: its length is not known beforehand.
  LENGTH_REQUIRED,
  /// A chunked body that does not begin with the size of a chunk.
  BROKEN_CHUNK,
  /// A version of HTTP other than 1.0 and 1.1.
  UNKNOWN_VERSION,
  HEAD_TOO_LONG,
  HEAD_TOO_SLOW,
  BODY_TOO_SLOW,
  /// More connections than the server keeps open.
  TOO_MANY_CONNECTIONS,
  /// More connections than one client may keep open.
  TOO_MANY_CONNECTIONS_OF_CLIENT
}
