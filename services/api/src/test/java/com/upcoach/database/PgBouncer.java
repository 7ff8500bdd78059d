package com.upcoach.database;

import com.upcoach.ports.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A real PgBouncer in transaction mode, in front of a PostgreSQL.
public final class PgBouncer implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /// Small, so that consecutive statements are likely to use different connections.
  private static final int POOL_SIZE = 4;

  private final Path folder;
  private final Process process;
  private final DatabaseAddress address;

  private PgBouncer(Path folder, Process process, DatabaseAddress address) {
    this.folder = folder;
    this.process = process;
    this.address = address;
  }

  /// Starts a PgBouncer on a free port.
  public static PgBouncer before(DatabaseAddress database) {
    try {
      return new FreePort(ThreadLocalRandom.current()).start(port -> on(port, database));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Optional<PgBouncer> on(int port, DatabaseAddress database) throws IOException {
    Path folder = Files.createTempDirectory("pgbouncer");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path users = folder.resolve("userlist.txt");
    Files.writeString(users, "\"%s\" \"%s\"%n".formatted(database.user(), database.password()));
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(settings, settings(database, port, users));
    Process process =
        new ProcessBuilder(command(settings))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var address =
        DatabaseAddress.plain(
            "127.0.0.1", port, database.database(), database.user(), database.password());
    var bouncer = new PgBouncer(folder, process, address.pooledPerTransaction());
    return bouncer.listens() ? Optional.of(bouncer) : Optional.empty();
  }

  private static String settings(DatabaseAddress database, int port, Path users) {
    return """
        [databases]
        * = host=%s port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = %d
        max_client_conn = 200
        ignore_startup_parameters = extra_float_digits
        """
        .formatted(database.host(), database.port(), port, users, POOL_SIZE);
  }

  /// PgBouncer refuses to run as root.
  private static List<String> command(Path settings) throws IOException {
    String program =
        Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer")
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("install the package pgbouncer"));
    List<String> command = new ArrayList<>();
    if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program, settings.toString()));
    return command;
  }

  /// Waits until this process listens, by its log: a connection could reach another process that
  /// uses the port.
  ///
  /// @return false if its port is in use
  private boolean listens() {
    long limit = System.nanoTime() + START_TIMEOUT.toNanos();
    while (System.nanoTime() < limit) {
      boolean isAlive = process.isAlive();
      String log = log();
      if (log.contains("process up")) {
        return true;
      }
      if (!isAlive && FreePort.isTaken(log)) {
        return false;
      }
      if (!isAlive) {
        break;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    close();
    throw new IllegalStateException("PgBouncer did not start: " + log());
  }

  /// The address of the database through PgBouncer.
  public DatabaseAddress address() {
    return address;
  }

  /// The content of its log.
  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
