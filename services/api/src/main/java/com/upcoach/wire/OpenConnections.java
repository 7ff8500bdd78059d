package com.upcoach.wire;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The open connections of the server, and their graceful end (connection draining).
///
/// From [#drain] on each response is the last of its connection and says `Connection: close`. A
/// connection without an open request is closed by [#closeIdle].
public final class OpenConnections {

  /// A request may be on its way on a connection that was used or accepted a moment ago.
  private static final long QUIET_NANOS = Duration.ofMillis(100).toNanos();

  /// A client that has just connected is about to send a request, and may be on a busy machine.
  private static final long NEW_NANOS = Duration.ofMillis(500).toNanos();

  private final LongSupplier nanoTime;
  private final Set<Channel> listening = ConcurrentHashMap.newKeySet(1);
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  /// Connections that were accepted and whose pipeline is not made yet.
  private final Set<Channel> arriving = ConcurrentHashMap.newKeySet();

  private volatile boolean draining;
  private volatile long drainingSince;

  /// @param nanoTime as [System#nanoTime]
  public OpenConnections(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Begins the graceful end: from now on each response is the last of its connection.
  public void drain() {
    drainingSince = nanoTime.getAsLong();
    draining = true;
  }

  /// Accepts the connections that wait to be accepted, and no others. Those that are open stay as
  /// they are.
  public void stopAccepting() {
    listening.forEach(channel -> channel.eventLoop().execute(() -> ListenSocket.close(channel)));
  }

  /// Whether connections are accepted still.
  public boolean isAccepting() {
    return !listening.isEmpty();
  }

  /// Closes the connections that have no open request and were not used for a moment. To be
  /// called again and again until none is left.
  ///
  /// @return how many are open still
  public int closeIdle() {
    for (Channel channel : open) {
      channel
          .eventLoop()
          .execute(
              () -> {
                var drain = channel.pipeline().get(ConnectionDrain.class);
                if (drain != null) {
                  drain.closeIfIdle();
                }
              });
    }
    return open.size() + arriving.size();
  }

  boolean isDraining() {
    return draining;
  }

  /// Whether nothing has happened for a moment, neither on a connection nor since draining began.
  ///
  /// @param isNew whether the connection has had no request
  boolean isQuietSince(long lastUsed, boolean isNew) {
    long now = nanoTime.getAsLong();
    return now - lastUsed >= (isNew ? NEW_NANOS : QUIET_NANOS)
        && now - drainingSince >= QUIET_NANOS;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /// Notes the channel that accepts connections.
  void accepts(Channel channel) {
    if (listening.add(channel)) {
      channel.closeFuture().addListener(closed -> listening.remove(channel));
    }
  }

  /// Notes a connection that was accepted, until it is [#opened].
  void arrives(Channel channel) {
    arriving.add(channel);
    channel.closeFuture().addListener(closed -> arriving.remove(channel));
  }

  /// Notes that the pipeline of a connection is made, whether or not it is one to wait for.
  void arrived(Channel channel) {
    arriving.remove(channel);
  }

  /// Notes an open connection.
  void opened(Channel channel) {
    if (open.add(channel)) {
      channel.closeFuture().addListener(closed -> open.remove(channel));
    }
  }
}
