package com.upcoach.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Ends connections so that the client can read the last response (RFC 9112, 9.6): first the
/// output is closed, then what the client still sends is read for a moment and thrown away.
final class ConnectionEnd {

  /// Most that a connection stays open after its last response.
  static final long LINGER_MILLISECONDS = 1_000;

  private ConnectionEnd() {}

  /// Writes the last bytes of a connection.
  static void say(ChannelHandlerContext context, byte[] response) {
    context.writeAndFlush(Unpooled.wrappedBuffer(response)).addListener(_ -> linger(context));
  }

  /// Closes the output now, and the rest when the client has closed its side, or after a
  /// moment. The caller throws away what is read from now on.
  ///
  /// @param context ahead of Vert.x, which closes a channel only when all that was written is taken
  static void linger(ChannelHandlerContext context) {
    Channel channel = context.channel();
    if (!channel.isActive()) {
      return;
    }
    // The end of the client's side is seen by reading alone.
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

  /// The other end; loopback where the connection has no address, as one within the process.
  static InetAddress peer(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? peer.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
