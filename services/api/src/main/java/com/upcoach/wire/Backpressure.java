package com.upcoach.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Backpressure on one connection: pipelined requests stay unread until the previous response has
/// ended and the client reads it. A client that reads nothing therefore has at most one response in
/// memory, and soon loses its connection. Used only on the connection's event loop.
///
/// Vert.x also pauses and resumes reading, for bodies. This class resumes reading only after a
/// pause of its own.
final class Backpressure {

  /// The window over which a client's read rate is measured. For a slow client the operating system
  /// accepts bytes in large lots, seconds apart.
  private static final int WINDOW_SECONDS = 30;

  private final long minReadPerWindow;
  private boolean requestWaiting;
  private boolean readingPaused;

  /// Runs while the client does not read the bytes that were written.
  private Future<?> timer;

  /// Bytes that the client has to read before the channel is writable again.
  private long unread;

  /// @param bytesPerSecond minimum rate at which a client reads a response; 0 for no minimum
  Backpressure(int bytesPerSecond) {
    this.minReadPerWindow = (long) bytesPerSecond * WINDOW_SECONDS;
  }

  /// Whether another request may begin. If not, reading pauses until [#end].
  ///
  /// @param open requests whose responses have not ended
  boolean admits(ChannelHandlerContext context, int open) {
    requestWaiting = open > 0 || !isTaken(context);
    if (requestWaiting && context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(false);
      readingPaused = true;
    }
    return !requestWaiting;
  }

  /// Whether the client reads its responses: the channel is writable, if need be after a flush.
  static boolean isTaken(ChannelHandlerContext context) {
    if (!context.channel().isWritable()) {
      context.flush();
    }
    return context.channel().isWritable();
  }

  /// Whether a request was not admitted and is waiting.
  boolean isOn() {
    return requestWaiting;
  }

  /// Resumes reading after a waiting request was admitted.
  void end(ChannelHandlerContext context) {
    if (readingPaused && !requestWaiting) {
      readingPaused = false;
      context.channel().config().setAutoRead(true);
    }
  }

  /// Handles a change of the channel's writability: starts or stops the timer for slow clients.
  void writabilityChanged(ChannelHandlerContext context) {
    stopTimer();
    Channel channel = context.channel();
    if (!channel.isWritable() && channel.isActive() && minReadPerWindow > 0) {
      unread = channel.bytesBeforeWritable();
      timer =
          channel
              .eventLoop()
              .scheduleAtFixedRate(
                  () -> closeIfTooSlow(context), WINDOW_SECONDS, WINDOW_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void closeIfTooSlow(ChannelHandlerContext context) {
    long before = unread;
    unread = context.channel().bytesBeforeWritable();
    // A larger number means that more was written: the read rate is unknown.
    if (unread <= before && before - unread < minReadPerWindow) {
      stopTimer();
      // Not the channel's close: with that, Vert.x waits until the client has read everything.
      var _ = context.close();
    }
  }

  /// Cancels the timer, when the client reads again or the connection ends.
  void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
