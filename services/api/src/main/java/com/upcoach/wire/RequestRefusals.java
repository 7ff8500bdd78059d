package com.upcoach.wire;

import java.net.InetAddress;

/// Writes the response to a request that is refused before any route is known.
@FunctionalInterface
public interface RequestRefusals {

  /// The whole response, from the status line on; it must say `Connection: close`.
  ///
  /// Is called on an event loop, once for each connection at most, and must not block.
  ///
  /// @param peer the other end of the connection
  byte[] response(InetAddress peer, RequestFault fault);
}
