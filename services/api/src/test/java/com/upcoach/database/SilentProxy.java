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

/// Stands before a PostgreSQL, and falls silent when it is told to: connections stay open, and
/// nothing goes through them any more.
final class SilentProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final DatabaseAddress behind;
  private final IntFunction<UnaryOperator<byte[]>> rewriting;

  /// Connections with an older number than this are silent.
  private final AtomicInteger firstThatSpeaks = new AtomicInteger();

  private final AtomicInteger made = new AtomicInteger();

  SilentProxy(DatabaseAddress behind) {
    this(behind, _ -> UnaryOperator.identity());
  }

  /// @param rewriting changes what a client sends on a connection, given its number
  SilentProxy(DatabaseAddress behind, IntFunction<UnaryOperator<byte[]>> rewriting) {
    this.behind = behind;
    this.rewriting = rewriting;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /// The way through the proxy.
  DatabaseAddress address() {
    return DatabaseAddress.plain(
        "127.0.0.1", listening.getLocalPort(), behind.database(), behind.user(), behind.password());
  }

  /// The connections that are there fall silent, and so do the next ones, so many of them.
  void silence(int next) {
    firstThatSpeaks.set(made.get() + next);
  }

  int connections() {
    return made.get();
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
        int number = made.getAndIncrement();
        Socket server = new Socket(behind.host(), behind.port());
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
        if (number >= firstThatSpeaks.get()) {
          to.getOutputStream().write(rewrites.apply(Arrays.copyOf(bytes, read)));
        }
        read = from.getInputStream().read(bytes);
      }
    } catch (IOException gone) {
      // One end has gone: both are closed by now.
      return;
    }
  }
}
