package com.upcoach.wire;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The open connections of the server, and their graceful end (connection draining).
///
/// After [#drain], each response is the last of its connection and carries `Connection: close`.
/// [#closeIdle] closes connections without a request in flight.
public final class OpenConnections {

  /// Idle time before a used connection closes: a further request may be in flight on the network.
  private static final long IDLE_NANOS = Duration.ofMillis(100).toNanos();

  /// Idle time before a new connection closes: its client is about to send a request, and its
  /// machine may be busy.
  private static final long NEW_IDLE_NANOS = Duration.ofMillis(500).toNanos();

  private final LongSupplier nanoTime;
  private final Set<Channel> listening = ConcurrentHashMap.newKeySet(1);
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  /// Accepted connections whose pipeline is not built yet.
  private final Set<Channel> arriving = ConcurrentHashMap.newKeySet();

  private volatile boolean draining;
  private volatile long drainingSince;

  /// @param nanoTime as [System#nanoTime]
  public OpenConnections(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Begins draining: from now on each response is the last of its connection.
  public void drain() {
    drainingSince = nanoTime.getAsLong();
    draining = true;
  }

  /// Closes the listening sockets, after accepting the connections in their queues. Open
  /// connections stay open.
  public void stopAccepting() {
    listening.forEach(channel -> channel.eventLoop().execute(() -> ListenSocket.close(channel)));
  }

  /// Whether the server still accepts connections.
  public boolean isAccepting() {
    return !listening.isEmpty();
  }

  /// Closes the connections without a request in flight that were idle for a moment. Must be called
  /// repeatedly until no connection is left.
  ///
  /// @return the number of connections still open
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

  /// Whether a connection was idle long enough to close, and draining began long enough ago.
  ///
  /// @param isNew whether the connection has had no request
  boolean isIdleSince(long lastUsed, boolean isNew) {
    long now = nanoTime.getAsLong();
    return now - lastUsed >= (isNew ? NEW_IDLE_NANOS : IDLE_NANOS)
        && now - drainingSince >= IDLE_NANOS;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /// Registers a server channel.
  void accepts(Channel channel) {
    if (listening.add(channel)) {
      channel.closeFuture().addListener(closed -> listening.remove(channel));
    }
  }

  /// Registers an accepted connection, until [#arrived].
  void arrives(Channel channel) {
    arriving.add(channel);
    channel.closeFuture().addListener(closed -> arriving.remove(channel));
  }

  /// Notes that the pipeline of a connection is built, or that the connection was refused.
  void arrived(Channel channel) {
    arriving.remove(channel);
  }

  /// Registers an open connection.
  void opened(Channel channel) {
    if (open.add(channel)) {
      channel.closeFuture().addListener(closed -> open.remove(channel));
    }
  }
}
