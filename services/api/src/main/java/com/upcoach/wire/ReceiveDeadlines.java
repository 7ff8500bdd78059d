package com.upcoach.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Deadlines for receiving a request on one connection: a head must be complete in time, and a body
/// must arrive at a minimum rate. Used only on the connection's event loop.
///
/// Most requests arrive in one piece and need no timer.
final class ReceiveDeadlines {

  /// The window over which the rate is measured, in ticks of one second.
  private static final int TICKS = 10;

  private enum Phase {
    NONE,
    HEAD,
    BODY
  }

  private final ConnectionLimits limits;
  private final Consumer<RequestFault> missed;
  private Phase phase = Phase.NONE;
  private Future<?> timer;

  /// Bytes of the body in the current window, and ticks of it in which the server read.
  private long received;

  private int ticks;

  /// @param missed takes the fault of a missed deadline; no further deadline follows
  ReceiveDeadlines(ConnectionLimits limits, Consumer<RequestFault> missed) {
    this.limits = limits;
    this.missed = missed;
  }

  /// Starts the deadline of a head that is awaited or incomplete.
  void startHead(ChannelHandlerContext context) {
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

  /// Starts the deadline of a body that is incomplete.
  void startBody(ChannelHandlerContext context) {
    if (phase == Phase.BODY || limits.bodyBytesPerSecond() == 0) {
      return;
    }
    stop();
    phase = Phase.BODY;
    received = 0;
    ticks = 0;
    timer = context.executor().scheduleAtFixedRate(() -> tick(context), 1, 1, TimeUnit.SECONDS);
  }

  /// Counts bytes of a body.
  void received(int bytes) {
    received += bytes;
  }

  /// Stops the deadline: the request is complete, or the connection ends.
  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    phase = Phase.NONE;
  }

  /// Checks the rate at the end of each window. Ticks do not count while the server pauses reading,
  /// as the client cannot send then.
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
