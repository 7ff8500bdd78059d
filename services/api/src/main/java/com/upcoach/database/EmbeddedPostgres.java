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

/// A PostgreSQL that runs as a child of this process, with its data in the data folder.
///
/// While it is open it is watched: when it dies it is started again on the same port, and recovers
/// from its log. Whoever starts it must hold the folder's lock.
public final class EmbeddedPostgres implements AutoCloseable {

  /// The database that UpCoach keeps its data in.
  static final String DATABASE = "upcoach";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
  private static final Duration ASKS_EVERY = Duration.ofMillis(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 6;

  /// The longest path that a Unix socket may have is 107 bytes; PostgreSQL adds its own name.
  private static final int LONGEST_SOCKET_FOLDER = 85;

  private final DataFolder folder;
  private final PostgresPrograms programs;
  private final PostgresSettings settings;
  private final Consumer<String> says;
  private final int port;
  private final ReentrantLock turn = new ReentrantLock();
  private Process process;
  private boolean closed;

  private EmbeddedPostgres(
      DataFolder folder,
      PostgresPrograms programs,
      PostgresSettings settings,
      Consumer<String> says,
      int port) {
    this.folder = folder;
    this.programs = programs;
    this.settings = settings;
    this.says = says;
    this.port = port;
  }

  /// Starts PostgreSQL, making its programs and files first where they are missing. One that a
  /// killed UpCoach left behind on this folder is stopped.
  ///
  /// @param says is told, in one line each, what takes a moment
  /// @throws DatabaseFailure when it does not start
  public static EmbeddedPostgres start(
      DataFolder folder, PostgresSettings settings, Consumer<String> says) {
    var programs = PostgresPrograms.unpackedIn(folder.path(), says);
    return start(folder, programs, settings, says);
  }

  static EmbeddedPostgres start(
      DataFolder folder,
      PostgresPrograms programs,
      PostgresSettings settings,
      Consumer<String> says) {
    return start(folder, programs, settings, says, new FreePort(ThreadLocalRandom.current()));
  }

  static EmbeddedPostgres start(
      DataFolder folder,
      PostgresPrograms programs,
      PostgresSettings settings,
      Consumer<String> says,
      FreePort ports) {
    DatabaseFiles.ready(folder, programs, says);
    var stopping = new PostgresStop(programs);
    PostmasterFile.read(folder)
        .flatMap(left -> left.process(folder))
        .ifPresent(
            orphan -> {
              says.accept(
                  "Stopping the PostgreSQL that a killed UpCoach left behind (process %d)"
                      .formatted(orphan.pid()));
              stopping.stop(orphan);
            });
    var started =
        ports.start(
            port -> new EmbeddedPostgres(folder, programs, settings, says, port).launchPatiently());
    started.address().ensureDatabase();
    Thread.ofVirtual().name("postgres-watch").start(started::watch);
    return started;
  }

  /// Where its owner reaches it; the same as long as it is open.
  public DatabaseAddress address() {
    return at(folder, port, DatabaseFiles.USER, DatabaseFiles.password(folder));
  }

  /// Where each of its roles reaches it.
  DatabaseRoles roles() {
    return rolesAt(folder, port);
  }

  /// The roles of the PostgreSQL of this folder at this port.
  static DatabaseRoles rolesAt(DataFolder folder, int port) {
    return new DatabaseRoles(
        at(folder, port, DatabaseFiles.SERVER_USER, DatabaseFiles.serverPassword(folder)),
        at(folder, port, DatabaseFiles.USER, DatabaseFiles.password(folder)));
  }

  private static DatabaseAddress at(DataFolder folder, int port, String user, String password) {
    var address = DatabaseAddress.plain(LOOPBACK, port, DATABASE, user, password);
    return socketFolder(folder).map(address::withSocket).orElse(address);
  }

  /// Where the Unix socket is; nowhere if the path would be too long for one.
  private static Optional<String> socketFolder(DataFolder folder) {
    return Optional.of(folder.path().toString())
        .filter(path -> path.getBytes(UTF_8).length <= LONGEST_SOCKET_FOLDER);
  }

  /// The process that is the server now.
  public long pid() {
    return exclusively(() -> process.pid());
  }

  /// Stops PostgreSQL: open connections are ended, nothing that was acknowledged is lost.
  @Override
  public void close() {
    exclusively(
        () -> {
          closed = true;
          new PostgresStop(programs).stop(process.toHandle());
          return null;
        });
  }

  private void watch() {
    while (true) {
      var watched = exclusively(() -> process);
      try {
        PostgresLogs.prune(folder);
        if (!watched.waitFor(1, TimeUnit.MINUTES)) {
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (!startAgain(watched.exitValue())) {
        return;
      }
    }
  }

  /// False once nobody wants it any more.
  private boolean startAgain(int exit) {
    var pause = FIRST_PAUSE;
    var failures = new RateLimitedLog<Restart>(Restart.values().length, says, System::nanoTime);
    while (true) {
      try {
        return exclusively(
            () -> {
              if (closed) {
                return false;
              }
              failures.write(
                  Restart.BEGINS,
                  "PostgreSQL ended by itself (exit code %d); starting it again".formatted(exit));
              launch();
              says.accept("PostgreSQL is back");
              return true;
            });
      } catch (DatabaseFailure e) {
        failures.write(Restart.FAILED, e.getMessage());
        sleep(pause);
        pause = longer(pause);
      }
    }
  }

  private enum Restart {
    BEGINS,
    FAILED
  }

  /// Empty if another process has the port.
  private Optional<EmbeddedPostgres> launchPatiently() {
    var pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        launch();
        return Optional.of(this);
      } catch (DatabaseFailure e) {
        // Its own log is not written to the end when it has ended.
        if (FreePort.isTaken(port)) {
          return Optional.empty();
        }
        if (attempt == ATTEMPTS || !StartLog.saysPassing(folder.startLog())) {
          throw e;
        }
        sleep(pause);
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
    var deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw StartLog.failure("PostgreSQL did not start", folder.startLog());
      }
      var ready =
          PostmasterFile.read(folder).filter(file -> file.pid() == process.pid() && file.ready());
      if (ready.isPresent()) {
        return;
      }
      sleep(ASKS_EVERY);
    }
    new PostgresStop(programs).stop(process.toHandle());
    throw StartLog.failure(
        "PostgreSQL was not ready within " + STARTS_WITHIN.toMinutes() + " minutes",
        folder.startLog());
  }

  private <T> T exclusively(Supplier<T> work) {
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFailure("Interrupted while starting PostgreSQL", e);
    }
  }
}
