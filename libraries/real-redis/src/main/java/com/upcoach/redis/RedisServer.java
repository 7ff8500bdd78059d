package com.upcoach.redis;

import com.upcoach.ports.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A Redis server on a free port of the loopback address, without persistence unless flags enable
/// it.
public final class RedisServer implements AutoCloseable {

  /// Placeholder among the flags for a second free port, see [#otherPort()].
  public static final String OTHER_PORT = "other-port";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private static final long POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(2);

  private static final FreePort PORTS = new FreePort(ThreadLocalRandom.current());

  /// Redis prints one of these once it listens on all of its ports.
  private static final List<String> READY_MESSAGES =
      List.of("Ready to accept connections", "monitor master");

  private final Path folder;
  private final int port;
  private final int otherPort;
  private final List<String> flags;
  private ProcessHandle process;

  private RedisServer(
      Path folder, int port, int otherPort, List<String> flags, ProcessHandle process) {
    this.folder = folder;
    this.port = port;
    this.otherPort = otherPort;
    this.flags = flags;
    this.process = process;
  }

  /// Starts a server.
  ///
  /// @param flags as on the command line; `--maxmemory 10mb` is two of them
  /// @throws IllegalStateException if it does not start, with its output
  public static RedisServer start(String... flags) {
    try {
      return PORTS.start(port -> started(port, PORTS.propose(), List.of(flags)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<RedisServer> started(int port, int otherPort, List<String> flags)
      throws IOException {
    Path folder = Files.createTempDirectory("redis");
    var server =
        new RedisServer(folder, port, otherPort, flags, launch(folder, port, otherPort, flags));
    String failure = server.awaitListening(0);
    if (failure.isEmpty()) {
      return Optional.of(server);
    }
    server.close();
    if (FreePort.isTaken(failure)) {
      return Optional.empty();
    }
    throw new IllegalStateException("Redis did not start: " + failure);
  }

  /// Attaches to a server without flags that another part of this program has started.
  ///
  /// @param pid process ID of the server
  public static RedisServer running(Path folder, int port, long pid) {
    return new RedisServer(folder, port, port, List.of(), ProcessHandle.of(pid).orElseThrow());
  }

  /// Restarts the server on the same port and folder, once it has ended.
  ///
  /// @throws IllegalStateException if it does not start, with its output
  public void restart() throws IOException {
    long limit = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      int logLength = log().length();
      process = launch(folder, port, otherPort, flags);
      String failure = awaitListening(logLength);
      if (failure.isEmpty()) {
        return;
      }
      // Clients know the port, so the restart waits until it is free.
      if (!FreePort.isTaken(failure) || System.nanoTime() > limit) {
        throw new IllegalStateException("Redis did not start: " + failure);
      }
    }
  }

  private static ProcessHandle launch(Path folder, int port, int otherPort, List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-server"));
    // A configuration file comes before all flags.
    List<String> files = flags.stream().limit(1).filter(flag -> flag.startsWith("/")).toList();
    command.addAll(files);
    command.addAll(
        List.of(
            "--port", "" + port, "--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
    flags.stream()
        .skip(files.size())
        .map(flag -> flag.equals(OTHER_PORT) ? "" + otherPort : flag)
        .forEach(command::add);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start()
        .toHandle();
  }

  /// Waits until this process listens; another process on the same port would respond as well.
  ///
  /// @param logLength length of the log before the start
  /// @return output of a failed start; empty once the server listens
  private String awaitListening(int logLength) throws IOException {
    long limit = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      boolean isAlive = process.isAlive();
      String log = log().substring(logLength);
      if (READY_MESSAGES.stream().anyMatch(log::contains)) {
        return "";
      }
      if (!isAlive || System.nanoTime() > limit) {
        kill();
        return log.isBlank() ? "no output" : log.strip();
      }
      LockSupport.parkNanos(POLL_INTERVAL);
    }
  }

  private String log() throws IOException {
    Path log = folder.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  public int port() {
    return port;
  }

  /// The port for [#OTHER_PORT].
  public int otherPort() {
    return otherPort;
  }

  /// Process ID of the server at present.
  public long pid() {
    return process.pid();
  }

  /// URL for clients.
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Working folder.
  public Path folder() {
    return folder;
  }

  /// Executes a command.
  public String execute(String... words) {
    try (var client = new RespClient(port)) {
      return client.execute(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Kills the process, as a crash would.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Suspends the process: it stops responding, while its connections stay open.
  public void hang() {
    signal("-STOP");
  }

  /// Ends [#hang].
  public void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", signal, "" + process.pid()).start();
      if (!kill.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("Redis did not get the signal " + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
