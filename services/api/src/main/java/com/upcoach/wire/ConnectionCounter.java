package com.upcoach.wire;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts open connections, in total and of each client. May be used by any thread.
final class ConnectionCounter {

  private final ConnectionLimits limits;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<Object, Integer> ofClients = new ConcurrentHashMap<>();

  ConnectionCounter(ConnectionLimits limits) {
    this.limits = limits;
  }

  /// Counts one more, also where it is refused: [#closed] has to follow in any case.
  ///
  /// @return why the connection is refused; empty where it is admitted
  Optional<RequestFault> opened(InetAddress address) {
    int total = all.incrementAndGet();
    int own = ofClients.merge(limits.client().apply(address), 1, Integer::sum);
    if (total > limits.connections()) {
      return Optional.of(RequestFault.TOO_MANY_CONNECTIONS);
    }
    return limits.perClient() > 0 && own > limits.perClient() && !limits.exempt().test(address)
        ? Optional.of(RequestFault.TOO_MANY_CONNECTIONS_OF_CLIENT)
        : Optional.empty();
  }

  void closed(InetAddress address) {
    all.decrementAndGet();
    ofClients.computeIfPresent(
        limits.client().apply(address), (_, own) -> own == 1 ? null : own - 1);
  }

  /// Clients with an open connection.
  int clients() {
    return ofClients.size();
  }
}
