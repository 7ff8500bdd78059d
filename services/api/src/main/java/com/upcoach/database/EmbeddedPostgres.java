package com.upcoach.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.logging.RateLimitedLog;
import com.upcoach.ports.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The embedded PostgreSQL: a child process with its data in the data folder.
///
/// It is supervised while open: if it dies, it is restarted on the same port and recovers from its
/// write-ahead log. Its starter must hold the folder's lock.
public final class EmbeddedPostgres implements AutoCloseable {

  /// The name of UpCoach's database.
  static final String DATABASE = "upcoach";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 6;

  /// Maximum bytes of the socket folder's path. A Unix socket path has at most 107 bytes, and
  /// PostgreSQL appends the name of the socket.
  private static final int MAX_SOCKET_FOLDER = 85;

  private final DataFolder folder;
  private final PostgresPrograms programs;
  private final PostgresSettings settings;
  private final Consumer<String> progress;
  private final int port;
  private final ReentrantLock processLock = new ReentrantLock();
  private Process process;
  private boolean closed;

  private EmbeddedPostgres(
      DataFolder folder,
      PostgresPrograms programs,
      PostgresSettings settings,
      Consumer<String> progress,
      int port) {
    this.folder = folder;
    this.programs = programs;
    this.settings = settings;
    this.progress = progress;
    this.port = port;
  }

  /// Starts PostgreSQL, after creating missing programs and files. An orphaned PostgreSQL on this
  /// folder, left behind by a killed UpCoach, is stopped first.
  ///
  /// @param progress takes a line for each step that takes a moment
  /// @throws DatabaseFailure if PostgreSQL does not start
  public static EmbeddedPostgres start(
      DataFolder folder, PostgresSettings settings, Consumer<String> progress) {
    var programs = PostgresPrograms.unpackedIn(folder.path(), progress);
    return start(folder, programs, settings, progress);
  }

  static EmbeddedPostgres start(
      DataFolder folder,
      PostgresPrograms programs,
      PostgresSettings settings,
      Consumer<String> progress) {
    return start(folder, programs, settings, progress, new FreePort(ThreadLocalRandom.current()));
  }

  static EmbeddedPostgres start(
      DataFolder folder,
      PostgresPrograms programs,
      PostgresSettings settings,
      Consumer<String> progress,
      FreePort ports) {
    DatabaseFiles.ensure(folder, programs, progress);
    var stopping = new PostgresStop(programs);
    PostmasterFile.read(folder)
        .flatMap(running -> running.process(folder))
        .ifPresent(
            orphan -> {
              progress.accept(
                  "Stopping the PostgreSQL that a killed UpCoach left behind (process %d)"
                      .formatted(orphan.pid()));
              stopping.stop(orphan);
            });
    var started =
        ports.start(
            port ->
                new EmbeddedPostgres(folder, programs, settings, progress, port)
                    .launchWithRetries());
    started.address().ensureDatabase();
    Thread.ofVirtual().name("postgres-watch").start(started::watch);
    return started;
  }

  /// Its address with the owner's role; constant while it is open.
  public DatabaseAddress address() {
    return at(folder, port, DatabaseFiles.USER, DatabaseFiles.password(folder));
  }

  /// Its address for each of its roles.
  DatabaseRoles roles() {
    return rolesAt(folder, port);
  }

  /// The addresses of the PostgreSQL of a folder at a port, for each of its roles.
  static DatabaseRoles rolesAt(DataFolder folder, int port) {
    return new DatabaseRoles(
        at(folder, port, DatabaseFiles.SERVER_USER, DatabaseFiles.serverPassword(folder)),
        at(folder, port, DatabaseFiles.USER, DatabaseFiles.password(folder)));
  }

  private static DatabaseAddress at(DataFolder folder, int port, String user, String password) {
    var address = DatabaseAddress.plain(LOOPBACK, port, DATABASE, user, password);
    return socketFolder(folder).map(address::withSocket).orElse(address);
  }

  /// The folder of the Unix socket; empty if the path would be too long.
  private static Optional<String> socketFolder(DataFolder folder) {
    return Optional.of(folder.path().toString())
        .filter(path -> path.getBytes(UTF_8).length <= MAX_SOCKET_FOLDER);
  }

  /// The id of the current server process.
  public long pid() {
    return locked(() -> process.pid());
  }

  /// Stops PostgreSQL. Open connections end; no acknowledged write is lost.
  @Override
  public void close() {
    locked(
        () -> {
          closed = true;
          new PostgresStop(programs).stop(process.toHandle());
          return null;
        });
  }

  private void watch() {
    while (true) {
      var watched = locked(() -> process);
      try {
        PostgresLogs.prune(folder);
        if (!watched.waitFor(1, TimeUnit.MINUTES)) {
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (!restart(watched.exitValue())) {
        return;
      }
    }
  }

  /// Restarts PostgreSQL, and retries until it succeeds.
  ///
  /// @return false if it was closed in the meantime
  private boolean restart(int exit) {
    var pause = FIRST_PAUSE;
    var failures = new RateLimitedLog<Restart>(Restart.values().length, progress, System::nanoTime);
    while (true) {
      try {
        return locked(
            () -> {
              if (closed) {
                return false;
              }
              failures.write(
                  Restart.BEGINS,
                  "PostgreSQL ended unexpectedly (exit code %d); restarting it".formatted(exit));
              launch();
              progress.accept("PostgreSQL is running again");
              return true;
            });
      } catch (DatabaseFailure e) {
        failures.write(Restart.FAILED, e.getMessage());
        pause(pause);
        pause = longer(pause);
      }
    }
  }

  private enum Restart {
    BEGINS,
    FAILED
  }

  /// Launches PostgreSQL, with retries after transient failures.
  ///
  /// @return empty if another process uses the port
  private Optional<EmbeddedPostgres> launchWithRetries() {
    var pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        launch();
        return Optional.of(this);
      } catch (DatabaseFailure e) {
        // PostgreSQL's own log may be incomplete when the process has ended.
        if (FreePort.isTaken(port)) {
          return Optional.empty();
        }
        if (attempt == ATTEMPTS || !StartLog.isTransient(folder.startLog())) {
          throw e;
        }
        pause(pause);
        pause = longer(pause);
      }
    }
  }

  private void launch() {
    settings.writeTo(folder);
    var server = programs.server(arguments());
    server.redirectOutput(folder.startLog().toFile());
    try {
      process = server.start();
    } catch (IOException e) {
      throw new DatabaseFailure(
          "PostgreSQL cannot be started (%s): install the package util-linux"
              .formatted(e.getMessage()),
          e);
    }
    awaitReady();
  }

  private List<String> arguments() {
    var arguments = new ArrayList<>(List.of("-D", folder.database().toString()));
    arguments.addAll(List.of("-c", "listen_addresses=" + LOOPBACK, "-c", "port=" + port));
    var socket = socketFolder(folder).map(path -> '"' + path + '"').orElse("");
    arguments.addAll(List.of("-c", "unix_socket_directories=" + socket));
    return arguments;
  }

  private void awaitReady() {
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw StartLog.failure("PostgreSQL did not start", folder.startLog());
      }
      var ready =
          PostmasterFile.read(folder).filter(file -> file.pid() == process.pid() && file.ready());
      if (ready.isPresent()) {
        return;
      }
      pause(POLL_INTERVAL);
    }
    new PostgresStop(programs).stop(process.toHandle());
    throw StartLog.failure(
        "PostgreSQL was not ready within " + START_TIMEOUT.toMinutes() + " minutes",
        folder.startLog());
  }

  private <T> T locked(Supplier<T> work) {
    processLock.lock();
    try {
      return work.get();
    } finally {
      processLock.unlock();
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFailure("Interrupted while starting PostgreSQL", e);
    }
  }
}
