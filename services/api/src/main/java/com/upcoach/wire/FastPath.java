package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.SocketAddress;
import java.util.Optional;

/// Who can answer some requests without waiting for anything.
public interface FastPath {

  /// The whole answer, from the status line on, or empty where it takes more than a look: the
  /// request goes the long way then, as if nobody had looked.
  ///
  /// Is called on an event loop, and must not block it.
  ///
  /// @param peer the address at the other end of the connection
  Optional<ByteBuf> answer(PlainGet request, SocketAddress peer, ByteBufAllocator allocator);
}
