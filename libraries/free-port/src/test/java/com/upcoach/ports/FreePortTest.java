package com.upcoach.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FreePortTest {

  private final long seed = Long.getLong("seed", System.nanoTime());

  private static Optional<ServerSocket> listen(int port) throws IOException {
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (BindException taken) {
      assertTrue(FreePort.isTaken(taken.getMessage()), taken.getMessage());
      return Optional.empty();
    }
  }

  @Test
  void a_server_whose_port_is_taken_is_started_on_another() throws IOException {
    // Both propose the same ports.
    FreePort first = new FreePort(new Random(seed));
    FreePort second = new FreePort(new Random(seed));
    try (ServerSocket taken = first.start(FreePortTest::listen);
        ServerSocket other = second.start(FreePortTest::listen)) {
      assertTrue(other.getLocalPort() != taken.getLocalPort(), "seed " + seed);
      assertTrue(FreePort.isTaken(taken.getLocalPort()), "seed " + seed);
    }
  }

  @Test
  void a_failure_for_another_reason_ends_the_attempts() {
    List<Integer> tried = new ArrayList<>();
    assertThrows(
        IOException.class,
        () ->
            new FreePort(new Random(seed))
                .start(
                    port -> {
                      tried.add(port);
                      throw new IOException("no such program");
                    }));
    assertEquals(1, tried.size());
  }

  @Test
  void a_machine_without_a_free_port_is_given_up() {
    assertThrows(
        IllegalStateException.class,
        () -> new FreePort(new Random(seed)).start(port -> Optional.empty()));
  }
}
