package com.upcoach.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Access to a reachable and migrated database, until it is closed.
///
/// Without an address it is the embedded PostgreSQL of the data folder. One process owns the
/// folder. A command that runs at the same time attaches to the same PostgreSQL and leaves it
/// running.
public final class DatabaseAccess implements AutoCloseable {

  private static final int MIN_VERSION = 150_000;
  private static final Duration OWNER_START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private final DatabaseRoles roles;
  private final boolean isEmbedded;
  private final Optional<EmbeddedPostgres> embedded;
  private final Optional<FolderLock> lock;

  private DatabaseAccess(
      DatabaseRoles roles,
      boolean isEmbedded,
      Optional<EmbeddedPostgres> embedded,
      Optional<FolderLock> lock) {
    this.roles = roles;
    this.isEmbedded = isEmbedded;
    this.embedded = embedded;
    this.lock = lock;
  }

  /// Opens the database for the server. The server owns the folder, even with an external database.
  ///
  /// @param external the roles of an external PostgreSQL, or empty for the embedded one
  /// @param progress takes a line for each step that takes a moment
  /// @throws DatabaseFailure if another process owns the folder, or the database cannot be used
  public static DatabaseAccess serve(
      DataFolder folder, Optional<DatabaseRoles> external, Consumer<String> progress) {
    var lock = FolderLock.tryTake(folder).orElseThrow(() -> inUse(folder));
    return owning(lock, folder, external, progress);
  }

  /// Opens the database for a command. It attaches to the embedded PostgreSQL if one runs on the
  /// folder; otherwise it starts one, and stops it on close.
  ///
  /// @param external the roles of an external PostgreSQL, or empty for the embedded one
  /// @param progress takes a line for each step that takes a moment
  /// @throws DatabaseFailure if the database cannot be used
  public static DatabaseAccess open(
      DataFolder folder, Optional<DatabaseRoles> external, Consumer<String> progress) {
    if (external.isPresent()) {
      return ready(
          new DatabaseAccess(external.get(), false, Optional.empty(), Optional.empty()), progress);
    }
    return FolderLock.tryTake(folder)
        .map(lock -> owning(lock, folder, external, progress))
        .orElseGet(() -> ready(attached(folder), progress));
  }

  /// The address of the database with the server's role, which reads and writes rows. It is
  /// constant while this is open.
  public DatabaseAddress address() {
    return roles.server();
  }

  /// The address of the database with the owner's role, which may change tables.
  public DatabaseAddress owner() {
    return roles.owner();
  }

  /// The embedded PostgreSQL, if this process runs it.
  public Optional<EmbeddedPostgres> embedded() {
    return embedded;
  }

  /// Stops the PostgreSQL that this process started, and releases the folder.
  @Override
  public void close() {
    try {
      embedded.ifPresent(EmbeddedPostgres::close);
    } finally {
      lock.ifPresent(FolderLock::close);
    }
  }

  private static DatabaseAccess owning(
      FolderLock lock,
      DataFolder folder,
      Optional<DatabaseRoles> external,
      Consumer<String> progress) {
    try {
      var embedded =
          external.isPresent()
              ? Optional.<EmbeddedPostgres>empty()
              : Optional.of(EmbeddedPostgres.start(folder, PostgresSettings.durable(), progress));
      var roles = external.or(() -> embedded.map(EmbeddedPostgres::roles)).orElseThrow();
      return ready(
          new DatabaseAccess(roles, embedded.isPresent(), embedded, Optional.of(lock)), progress);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// Migrates the database and grants the server's role. Closes the access if that fails.
  private static DatabaseAccess ready(DatabaseAccess access, Consumer<String> progress) {
    try {
      if (access.embedded.isEmpty()) {
        refuseOld(access.owner(), versionOf(access.owner()));
      }
      if (access.isEmbedded) {
        ServerRole.ensure(access.roles);
      }
      Migrations.run(access.owner(), progress);
      if (access.roles.areSeparate()) {
        ServerRole.grant(access.roles);
      }
      return access;
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }

  private static DatabaseAccess attached(DataFolder folder) {
    var deadline = System.nanoTime() + OWNER_START_TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      var running =
          PostmasterFile.read(folder)
              .filter(PostmasterFile::ready)
              .filter(file -> file.process(folder).isPresent());
      if (running.isPresent()) {
        return new DatabaseAccess(
            EmbeddedPostgres.rolesAt(folder, running.get().port()),
            true,
            Optional.empty(),
            Optional.empty());
      }
      pause();
    }
    throw new DatabaseFailure(
        "Process %s uses the data folder %s but runs no database in it: pass the --database-url that it was started with"
            .formatted(FolderLock.holder(folder), folder.path()));
  }

  private static int versionOf(DatabaseAddress address) {
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery("show server_version_num")) {
      result.next();
      return Integer.parseInt(result.getString(1));
    } catch (SQLException e) {
      throw new DatabaseFailure(
          "The database %s refuses the connection (%s): check --database-url"
              .formatted(
                  address, e.getMessage().strip().lines().findFirst().orElse("no reason given")),
          e);
    }
  }

  /// Refuses a PostgreSQL that is too old.
  ///
  /// @param version as in `server_version_num`: 150004 is 15.4
  static void refuseOld(DatabaseAddress address, int version) {
    if (version < MIN_VERSION) {
      throw new DatabaseFailure(
          "The database %s is PostgreSQL %d.%d, and UpCoach needs 15 or newer: upgrade it, or leave --database-url out to use the embedded one"
              .formatted(address, version / 10_000, version % 10_000));
    }
  }

  private static DatabaseFailure inUse(DataFolder folder) {
    return new DatabaseFailure(
        "The data folder %s is in use by process %s: stop it, or choose another folder with --data"
            .formatted(folder.path(), FolderLock.holder(folder)));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFailure("Interrupted while waiting for the database", e);
    }
  }
}
