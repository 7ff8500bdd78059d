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

/// A Redis of its own, on a free port of the loopback address, that keeps nothing on disk unless
/// it is told to.
public final class RedisServer implements AutoCloseable {

  /// Stands for one more free port among the flags, see [#otherPort()].
  public static final String OTHER_PORT = "other-port";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private static final long POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(2);

  private static final FreePort PORTS = new FreePort(ThreadLocalRandom.current());

  /// Redis says one of these once it listens on all of its ports.
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

  /// Starts one.
  ///
  /// @param flags as on its command line, `--maxmemory 10mb` as two
  /// @throws IllegalStateException where it does not start, with what it says
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

  /// One without flags that another part of this program has started.
  ///
  /// @param pid of its process
  public static RedisServer running(Path folder, int port, long pid) {
    return new RedisServer(folder, port, port, List.of(), ProcessHandle.of(pid).orElseThrow());
  }

  /// Starts it again on the same port and folder, once it has ended.
  ///
  /// @throws IllegalStateException where it does not start, with what it says
  public void restart() throws IOException {
    long limit = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      int logLength = log().length();
      process = launch(folder, port, otherPort, flags);
      String failure = awaitListening(logLength);
      if (failure.isEmpty()) {
        return;
      }
      // Its clients know the port, so it waits until the port is free.
      if (!FreePort.isTaken(failure) || System.nanoTime() > limit) {
        throw new IllegalStateException("Redis did not start: " + failure);
      }
    }
  }

  private static ProcessHandle launch(Path folder, int port, int otherPort, List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("redis-server"));
    // A file stands before all flags.
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

  /// Waits until this process listens: another one that has the port would answer as well.
  ///
  /// @param logLength length of the log before it was started
  /// @return what it says instead of listening; empty once it listens
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
        return log.isBlank() ? "it says nothing" : log.strip();
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

  /// The port that [#OTHER_PORT] stands for.
  public int otherPort() {
    return otherPort;
  }

  /// The process that it is now.
  public long pid() {
    return process.pid();
  }

  /// Its address for clients.
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Where it keeps its files.
  public Path folder() {
    return folder;
  }

  /// Asks it something, as an operator would.
  public String execute(String... words) {
    try (var client = new RespClient(port)) {
      return client.execute(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it at once, as a crash would.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// It answers nothing any more, though its connections stay.
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
