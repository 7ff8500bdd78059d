package com.upcoach.wire;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts open connections, in total and per client, and enforces the limits. Thread-safe.
final class ConnectionCounter {

  private final ConnectionLimits limits;
  private final AtomicInteger totalOpen = new AtomicInteger();
  private final Map<Object, Integer> openByClient = new ConcurrentHashMap<>();

  ConnectionCounter(ConnectionLimits limits) {
    this.limits = limits;
  }

  /// Counts a new connection, including one that is refused: [#closed] must follow in either case.
  ///
  /// @return the reason why the connection is refused; empty if it is admitted
  Optional<RequestFault> opened(InetAddress address) {
    int total = totalOpen.incrementAndGet();
    int ofClient = openByClient.merge(limits.client().apply(address), 1, Integer::sum);
    if (total > limits.connections()) {
      return Optional.of(RequestFault.TOO_MANY_CONNECTIONS);
    }
    return limits.perClient() > 0 && ofClient > limits.perClient() && !limits.exempt().test(address)
        ? Optional.of(RequestFault.TOO_MANY_CONNECTIONS_OF_CLIENT)
        : Optional.empty();
  }

  /// Counts the end of a connection.
  void closed(InetAddress address) {
    totalOpen.decrementAndGet();
    openByClient.computeIfPresent(
        limits.client().apply(address), (_, ofClient) -> ofClient == 1 ? null : ofClient - 1);
  }

  /// The number of clients with an open connection.
  int clients() {
    return openByClient.size();
  }
}
