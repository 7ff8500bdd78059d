package com.upcoach.bench.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A Redis without persistence, and one connection to it.
public final class Redis implements AutoCloseable {

  private static final byte[] INCREMENT =
      "*2\r\n$4\r\nINCR\r\n$10\r\ngeneration\r\n".getBytes(US_ASCII);

  private final Workbench bench;
  private final Process process;
  private final Socket socket;
  private final byte[] reply = new byte[64];

  private Redis(Workbench bench, Process process, Socket socket) {
    this.bench = bench;
    this.process = process;
    this.socket = socket;
  }

  /// Starts one on a free port of the loopback address.
  ///
  /// @throws IllegalStateException where it exits; the message has its output
  public static Redis start(Workbench bench) throws IOException {
    return bench.startOnFreePort(port -> on(bench, port));
  }

  private static Optional<Redis> on(Workbench bench, int port) throws IOException {
    Path folder = Files.createTempDirectory(bench.folder(), "redis");
    StartLog log = StartLog.next(folder.resolve("redis.log"));
    Process process =
        bench.start(
            new ProcessBuilder(
                    List.of(
                        "redis-server",
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "no"))
                .redirectErrorStream(true)
                .redirectOutput(log.file().toFile()));
    if (!bench.listens(process, log, "Ready to accept connections")) {
      return Optional.empty();
    }
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return Optional.of(new Redis(bench, process, socket));
  }

  /// The port on the loopback address.
  public int port() {
    return socket.getPort();
  }

  /// Increments a counter and waits for the reply.
  ///
  /// @return the new value
  /// @throws IllegalStateException where the reply is no number
  public long increment() throws IOException {
    socket.getOutputStream().write(INCREMENT);
    int length = 0;
    while (length < 2 || reply[length - 1] != '\n') {
      int read = socket.getInputStream().read(reply, length, reply.length - length);
      if (read <= 0) {
        throw new EOFException("redis has hung up, or answers at length");
      }
      length += read;
    }
    String line = new String(reply, 0, length - 2, US_ASCII);
    if (!line.startsWith(":")) {
      throw new IllegalStateException("redis answers " + line);
    }
    return Long.parseLong(line, 1, line.length(), 10);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    bench.stop(process);
  }
}
