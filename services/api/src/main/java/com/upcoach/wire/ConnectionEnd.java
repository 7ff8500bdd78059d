package com.upcoach.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Closes connections such that the client can read the last response (RFC 9112, 9.6). The output
/// closes first; input that still arrives is read for a moment and discarded (lingering close).
final class ConnectionEnd {

  /// Maximum time that a connection stays open after its last response.
  static final long LINGER_MILLISECONDS = 1_000;

  private ConnectionEnd() {}

  /// Writes the last response of a connection, then closes it with [#linger].
  static void sendLast(ChannelHandlerContext context, byte[] response) {
    context.writeAndFlush(Unpooled.wrappedBuffer(response)).addListener(_ -> linger(context));
  }

  /// Closes the output now, and the channel when the client has closed its side, or after
  /// [#LINGER_MILLISECONDS]. The caller discards all input from now on.
  ///
  /// @param context ahead of Vert.x, which closes a channel only after the client has read
  ///     everything
  static void linger(ChannelHandlerContext context) {
    Channel channel = context.channel();
    if (!channel.isActive()) {
      return;
    }
    // Only reading reveals that the client has closed its side.
    channel.config().setAutoRead(true);
    if (channel instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
    }
    var closing =
        channel
            .eventLoop()
            .schedule(() -> close(context), LINGER_MILLISECONDS, TimeUnit.MILLISECONDS);
    ChannelFuture closed = channel.closeFuture();
    closed.addListener(_ -> closing.cancel(false));
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }

  /// The address of the peer; loopback for a connection without an address, such as one within the
  /// process.
  static InetAddress peer(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? peer.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
