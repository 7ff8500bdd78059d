package com.upcoach.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionCounterTest {

  private static final InetAddress PROXY = address("10.0.0.1");
  private static final InetAddress ADA = address("192.0.2.1");
  private static final InetAddress BEA = address("192.0.2.2");

  /// At most five connections in total, two per client.
  private final ConnectionCounter connections =
      new ConnectionCounter(
          new ConnectionLimits(5, 2, PROXY::equals, address -> address, Duration.ofSeconds(1), 1));

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException wrong) {
      throw new IllegalArgumentException(text, wrong);
    }
  }

  @Test
  void a_client_has_a_connection_limit_that_does_not_affect_other_clients() {
    assertEquals(Optional.empty(), connections.opened(ADA));
    assertEquals(Optional.empty(), connections.opened(ADA));
    assertEquals(Optional.of(RequestFault.TOO_MANY_CONNECTIONS_OF_CLIENT), connections.opened(ADA));
    assertEquals(Optional.empty(), connections.opened(BEA));
    connections.closed(ADA);
    connections.closed(ADA);
    assertEquals(Optional.empty(), connections.opened(ADA));
  }

  @Test
  void a_proxy_is_limited_only_by_the_total_of_connections() {
    for (int count = 0; count < 5; count++) {
      assertEquals(Optional.empty(), connections.opened(PROXY));
    }
    assertEquals(Optional.of(RequestFault.TOO_MANY_CONNECTIONS), connections.opened(PROXY));
    assertEquals(Optional.of(RequestFault.TOO_MANY_CONNECTIONS), connections.opened(ADA));
  }

  @Test
  void a_client_without_open_connections_takes_no_memory() {
    var _ = connections.opened(ADA);
    var _ = connections.opened(BEA);
    assertEquals(2, connections.clients());
    connections.closed(ADA);
    connections.closed(BEA);
    assertEquals(0, connections.clients());
  }
}
