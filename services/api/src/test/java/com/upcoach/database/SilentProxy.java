package com.upcoach.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// A proxy in front of a PostgreSQL that can fall silent: its connections stay open but forward
/// nothing.
final class SilentProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final DatabaseAddress database;
  private final IntFunction<UnaryOperator<byte[]>> rewriting;

  /// Connections with a smaller number are silent.
  private final AtomicInteger firstForwarding = new AtomicInteger();

  private final AtomicInteger connectionCount = new AtomicInteger();

  SilentProxy(DatabaseAddress database) {
    this(database, _ -> UnaryOperator.identity());
  }

  /// @param rewriting changes the client's bytes on the connection with a given number
  SilentProxy(DatabaseAddress database, IntFunction<UnaryOperator<byte[]>> rewriting) {
    this.database = database;
    this.rewriting = rewriting;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /// The address of the database through the proxy.
  DatabaseAddress address() {
    return DatabaseAddress.plain(
        "127.0.0.1",
        listening.getLocalPort(),
        database.database(),
        database.user(),
        database.password());
  }

  /// Silences the open connections, and the next ones.
  ///
  /// @param next number of further connections
  void silence(int next) {
    firstForwarding.set(connectionCount.get() + next);
  }

  int connections() {
    return connectionCount.get();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        int number = connectionCount.getAndIncrement();
        Socket server = new Socket(database.host(), database.port());
        Thread.ofVirtual().start(() -> forward(number, client, server, rewriting.apply(number)));
        Thread.ofVirtual().start(() -> forward(number, server, client, UnaryOperator.identity()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void forward(int number, Socket from, Socket to, UnaryOperator<byte[]> rewrites) {
    byte[] bytes = new byte[8_192];
    try (from;
        to) {
      int read = from.getInputStream().read(bytes);
      while (read > 0) {
        if (number >= firstForwarding.get()) {
          to.getOutputStream().write(rewrites.apply(Arrays.copyOf(bytes, read)));
        }
        read = from.getInputStream().read(bytes);
      }
    } catch (IOException disconnected) {
      // One end was closed, and both sockets are closed by now.
      return;
    }
  }
}
