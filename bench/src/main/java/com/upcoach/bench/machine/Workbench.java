package com.upcoach.bench.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.ports.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A temporary folder and the processes that a bench starts. Closing it, or a signal to the JVM,
/// removes both.
public final class Workbench implements AutoCloseable {

  private static final int ENDS_WITHIN_SECONDS = 60;

  private final Path home;
  private final Path folder;
  private final Deque<Process> processes = new ArrayDeque<>();
  private final Set<Path> dataFolders = new LinkedHashSet<>();
  private final Thread hook = new Thread(this::clear, "clear-workbench");
  private final FreePort ports = new FreePort(ThreadLocalRandom.current());
  private boolean cleared;

  private Workbench(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /// Opens one.
  ///
  /// @param home folder of `./upcoach`
  public static Workbench open(Path home) {
    try {
      Workbench bench =
          new Workbench(home.toAbsolutePath(), Files.createTempDirectory("upcoach-bench"));
      Runtime.getRuntime().addShutdownHook(bench.hook);
      return bench;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Folder for temporary files, deleted at the end.
  public Path folder() {
    return folder;
  }

  /// Tells whether it is closed, or the JVM is shutting down.
  public synchronized boolean isOver() {
    return cleared;
  }

  /// Writes a line to the bench's log on standard error.
  public void log(String line) {
    System.err.println(line);
  }

  /// Prepares an UpCoach command without starting it.
  ProcessBuilder upcoach(List<String> before, List<String> arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(home.resolve("upcoach").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    // The operator's own settings, such as the address of a database, must not apply here.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("UPCOACH_") && !name.startsWith("UPCOACH_JAVA"));
    // The started process itself is measured, so it must not be a supervisor.
    builder.environment().put("UPCOACH_RESTART", "no");
    return builder;
  }

  /// A data folder inside [#folder]; a PostgreSQL that a killed server leaves there is stopped too.
  synchronized Path dataFolder(String name) {
    Path data = folder.resolve(name);
    dataFolders.add(data);
    return data;
  }

  /// Starts a process that is stopped with this bench.
  ///
  /// @throws IllegalStateException where the bench is closed already
  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (cleared) {
      throw new IllegalStateException("the bench is over");
    }
    Process process = builder.start();
    processes.push(process);
    return process;
  }

  /// Runs a process to its end.
  ///
  /// @return its output, including errors
  /// @throws IllegalStateException where it failed; the message has the end of its output
  String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = start(builder.redirectErrorStream(true));
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    forget(process);
    if (code != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s".formatted(builder.command(), code, end(printed)));
    }
    return printed;
  }

  /// Stops a process and waits for it.
  ///
  /// @throws IllegalStateException where it does not stop within a minute and is killed
  void stop(Process process) {
    process.destroy();
    boolean stopped = endedInTime(process);
    forget(process);
    if (!stopped) {
      throw new IllegalStateException(
          "process %d did not stop within a minute".formatted(process.pid()));
    }
  }

  private synchronized void forget(Process process) {
    processes.remove(process);
  }

  /// Starts a server that cannot choose a free port itself.
  ///
  /// @param start empty if the port is taken
  <T> T startOnFreePort(FreePort.Start<T, IOException> start) throws IOException {
    return ports.start(start);
  }

  /// Waits until a server listens.
  ///
  /// @param word that it prints then
  /// @return false if its port is taken; it is stopped then
  /// @throws IllegalStateException where it exits for another reason, with its output
  boolean listens(Process process, StartLog log, String word) throws IOException {
    String output = log.await(process, word, FreePort.TAKEN);
    if (FreePort.isTaken(output)) {
      stop(process);
      return false;
    }
    if (!output.contains(word)) {
      throw new IllegalStateException("the server did not start: " + end(output));
    }
    return true;
  }

  /// The last thousand characters of an output, for a message.
  static String end(String text) {
    String stripped = text.strip();
    return stripped.substring(Math.max(0, stripped.length() - 1_000));
  }

  private static boolean endedInTime(Process process) {
    try {
      if (process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is shutting down: the hook itself is running and has nothing left to do.
      return;
    }
  }

  private synchronized void clear() {
    if (cleared) {
      return;
    }
    cleared = true;
    processes.forEach(Process::destroy);
    processes.forEach(Workbench::endedInTime);
    dataFolders.forEach(Postmaster::end);
    try {
      Tree.delete(folder);
    } catch (IOException e) {
      System.err.println("upcoach: " + folder + " is left behind: " + e.getMessage());
    }
  }
}
