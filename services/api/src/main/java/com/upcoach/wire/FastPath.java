package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.SocketAddress;
import java.util.Optional;

/// The fast path: responds to some requests on the event loop, without waiting for anything.
public interface FastPath {

  /// The whole response, from the status line on. Empty when the response is not immediately
  /// available: the request is then decoded and routed as usual.
  ///
  /// Called on an event loop, which it must not block.
  ///
  /// @param peer the address at the other end of the connection
  Optional<ByteBuf> response(PlainGet request, SocketAddress peer, ByteBufAllocator allocator);
}
