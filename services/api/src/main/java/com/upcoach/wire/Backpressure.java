package com.upcoach.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Backpressure on one connection: pipelined requests wait, unread, until the response before them
/// has ended and the client takes it. So a client that takes nothing has one response in memory at
/// most, and loses its connection soon. Is used on the connection's event loop alone.
///
/// Vert.x stops and starts reading too, for bodies. Here only a stop of its own is undone.
final class Backpressure {

  /// The rate at which a client takes a response is measured over this time. The system takes
  /// bytes for a slow client in large lots, seconds apart.
  private static final int SECONDS = 30;

  private final long leastTaken;
  private boolean waiting;
  private boolean stopped;

  /// Runs while the client does not take what was written.
  private Future<?> timer;

  /// Bytes that the client has to take before more is written.
  private long untaken;

  /// @param bytesPerSecond least rate at which a response is taken; 0 for none
  Backpressure(int bytesPerSecond) {
    this.leastTaken = (long) bytesPerSecond * SECONDS;
  }

  /// Whether another request may begin. Where it may not, reading stops until [#end].
  ///
  /// @param open requests whose responses have not ended
  boolean admits(ChannelHandlerContext context, int open) {
    waiting = open > 0 || !isTaken(context);
    if (waiting && context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(false);
      stopped = true;
    }
    return !waiting;
  }

  /// Whether the client takes its responses.
  static boolean isTaken(ChannelHandlerContext context) {
    if (!context.channel().isWritable()) {
      context.flush();
    }
    return context.channel().isWritable();
  }

  /// Whether a request was not admitted, and waits.
  boolean isOn() {
    return waiting;
  }

  /// Starts reading again, where a request that waited was admitted.
  void end(ChannelHandlerContext context) {
    if (stopped && !waiting) {
      stopped = false;
      context.channel().config().setAutoRead(true);
    }
  }

  /// Notes that the client began to take too little, or takes enough again.
  void writabilityChanged(ChannelHandlerContext context) {
    stopTimer();
    Channel channel = context.channel();
    if (!channel.isWritable() && channel.isActive() && leastTaken > 0) {
      untaken = channel.bytesBeforeWritable();
      timer =
          channel
              .eventLoop()
              .scheduleAtFixedRate(
                  () -> closeIfTooSlow(context), SECONDS, SECONDS, TimeUnit.SECONDS);
    }
  }

  private void closeIfTooSlow(ChannelHandlerContext context) {
    long before = untaken;
    untaken = context.channel().bytesBeforeWritable();
    // Where it is more, the response has gone on: nothing is known of what was taken.
    if (untaken <= before && before - untaken < leastTaken) {
      stopTimer();
      // Not that of the channel: by that Vert.x waits until all is taken.
      var _ = context.close();
    }
  }

  /// The connection ends.
  void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
