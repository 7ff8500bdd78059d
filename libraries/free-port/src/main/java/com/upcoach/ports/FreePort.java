package com.upcoach.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Starts a server that cannot choose a free port of the loopback address itself.
///
/// Only the server's own attempt to listen decides whether a port is free: between a check and the
/// start, another process may take it. So ports are proposed until the server listens on one.
public final class FreePort {

  /// Message of the operating system that servers print if a port is taken.
  public static final String TAKEN = "Address already in use";

  /// Ports below the range for outgoing connections (Linux: from 32768): no connection takes the
  /// port of a server that is restarted.
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 32_000;

  private static final int ATTEMPTS = 100;

  private final RandomGenerator random;

  public FreePort(RandomGenerator random) {
    this.random = random;
  }

  /// Attempt to start a server.
  ///
  /// @param <T> the server
  /// @param <E> failure for another reason than a taken port
  public interface Start<T, E extends Exception> {

    /// @return empty if the server says that the port is taken, once it has ended
    Optional<T> on(int port) throws E;
  }

  /// Starts a server on the first proposed port that it can listen on.
  ///
  /// @throws IllegalStateException if a hundred proposed ports are taken
  public <T, E extends Exception> T start(Start<T, E> start) throws E {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<T> started = start.on(propose());
      if (started.isPresent()) {
        return started.get();
      }
    }
    throw new IllegalStateException(
        "no free port between %d and %d in %d attempts".formatted(LOWEST, HIGHEST, ATTEMPTS));
  }

  /// Proposes another port, for a server that listens on several.
  public int propose() {
    return random.nextInt(LOWEST, HIGHEST);
  }

  /// Whether a port cannot be listened on at the moment. Explains a failed start of a server that
  /// does not report the reason.
  public static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return !socket.isBound();
    } catch (IOException taken) {
      return true;
    }
  }

  /// Whether a server's output says that a port is taken.
  public static boolean isTaken(String output) {
    return output.contains(TAKEN);
  }
}
