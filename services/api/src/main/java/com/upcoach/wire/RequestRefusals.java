package com.upcoach.wire;

import java.net.InetAddress;

/// Writes the response to a request that is refused before it is routed.
@FunctionalInterface
public interface RequestRefusals {

  /// The whole response, from the status line on. It must carry `Connection: close`.
  ///
  /// Called on an event loop, at most once for each connection. It must not block.
  ///
  /// @param peer the address at the other end of the connection
  byte[] response(InetAddress peer, RequestFault fault);
}
