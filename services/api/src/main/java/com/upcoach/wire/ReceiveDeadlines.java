package com.upcoach.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Deadlines for what a client has begun to send on one connection: a head has to be complete in
/// time, and a body has to keep arriving at a least rate. Is used on the connection's event loop
/// alone.
///
/// Most requests arrive in one piece, and set no timer.
final class ReceiveDeadlines {

  /// The rate is measured over this many ticks of a second.
  private static final int TICKS = 10;

  private enum Phase {
    NOTHING,
    HEAD,
    BODY
  }

  private final ConnectionLimits limits;
  private final Consumer<RequestFault> missed;
  private Phase phase = Phase.NOTHING;
  private Future<?> timer;

  /// Bytes of the body, and ticks at which the client could have sent some, since the rate was
  /// last looked at.
  private long received;

  private int ticks;

  /// @param missed is told of a deadline that has passed; none follows
  ReceiveDeadlines(ConnectionLimits limits, Consumer<RequestFault> missed) {
    this.limits = limits;
    this.missed = missed;
  }

  /// A head is awaited, or has begun and is not complete.
  void inHead(ChannelHandlerContext context) {
    if (phase == Phase.HEAD) {
      return;
    }
    stop();
    phase = Phase.HEAD;
    timer =
        context
            .executor()
            .schedule(
                () -> miss(RequestFault.HEAD_TOO_SLOW),
                limits.head().toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /// A body has begun and is not complete.
  void inBody(ChannelHandlerContext context) {
    if (phase == Phase.BODY || limits.bodyBytesPerSecond() == 0) {
      return;
    }
    stop();
    phase = Phase.BODY;
    received = 0;
    ticks = 0;
    timer = context.executor().scheduleAtFixedRate(() -> tick(context), 1, 1, TimeUnit.SECONDS);
  }

  /// Notes bytes of a body.
  void received(int bytes) {
    received += bytes;
  }

  /// Nothing is awaited: the last request is complete, or the connection ends.
  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    phase = Phase.NOTHING;
  }

  /// While the server itself does not read, the client cannot send.
  private void tick(ChannelHandlerContext context) {
    if (!context.channel().config().isAutoRead()) {
      return;
    }
    ticks++;
    if (ticks < TICKS) {
      return;
    }
    if (received < (long) limits.bodyBytesPerSecond() * TICKS) {
      miss(RequestFault.BODY_TOO_SLOW);
    }
    received = 0;
    ticks = 0;
  }

  private void miss(RequestFault fault) {
    stop();
    missed.accept(fault);
  }
}
