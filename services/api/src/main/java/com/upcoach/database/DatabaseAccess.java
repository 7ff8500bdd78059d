package com.upcoach.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A database that is reachable and has the schema of this UpCoach, for as long as this is open.
///
/// Without an address it is the embedded PostgreSQL of the data folder. One process owns the
/// folder; a command that runs beside it uses the same PostgreSQL and leaves it running.
public final class DatabaseAccess implements AutoCloseable {

  private static final int OLDEST_VERSION = 150_000;
  private static final Duration OWNER_STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration ASKS_EVERY = Duration.ofMillis(50);

  private final DatabaseRoles roles;
  private final boolean ours;
  private final Optional<EmbeddedPostgres> embedded;
  private final Optional<FolderLock> lock;

  private DatabaseAccess(
      DatabaseRoles roles,
      boolean ours,
      Optional<EmbeddedPostgres> embedded,
      Optional<FolderLock> lock) {
    this.roles = roles;
    this.ours = ours;
    this.embedded = embedded;
    this.lock = lock;
  }

  /// For the server: takes the folder for itself, also when the database is elsewhere.
  ///
  /// @param elsewhere the roles of an existing PostgreSQL, or empty for the embedded one
  /// @param says is told, in one line each, what takes a moment
  /// @throws DatabaseFailure when another process has the folder, or the database cannot be used
  public static DatabaseAccess serve(
      DataFolder folder, Optional<DatabaseRoles> elsewhere, Consumer<String> says) {
    var lock = FolderLock.tryTake(folder).orElseThrow(() -> inUse(folder));
    return owning(lock, folder, elsewhere, says);
  }

  /// For a command: attaches to the embedded PostgreSQL if one runs on the folder, else starts it
  /// for as long as this is open.
  ///
  /// @param elsewhere the roles of an existing PostgreSQL, or empty for the embedded one
  /// @param says is told, in one line each, what takes a moment
  /// @throws DatabaseFailure when the database cannot be used
  public static DatabaseAccess open(
      DataFolder folder, Optional<DatabaseRoles> elsewhere, Consumer<String> says) {
    if (elsewhere.isPresent()) {
      return ready(
          new DatabaseAccess(elsewhere.get(), false, Optional.empty(), Optional.empty()), says);
    }
    return FolderLock.tryTake(folder)
        .map(lock -> owning(lock, folder, elsewhere, says))
        .orElseGet(() -> ready(attached(folder), says));
  }

  /// Where the database is, as the role that reads and writes rows; the same as long as this is
  /// open.
  public DatabaseAddress address() {
    return roles.server();
  }

  /// The same as the role that may change tables.
  public DatabaseAddress owner() {
    return roles.owner();
  }

  /// The embedded PostgreSQL, if this process runs it.
  public Optional<EmbeddedPostgres> embedded() {
    return embedded;
  }

  /// Stops what this process started, and gives the folder back.
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
      Optional<DatabaseRoles> elsewhere,
      Consumer<String> says) {
    try {
      var embedded =
          elsewhere.isPresent()
              ? Optional.<EmbeddedPostgres>empty()
              : Optional.of(EmbeddedPostgres.start(folder, PostgresSettings.durable(), says));
      var roles = elsewhere.or(() -> embedded.map(EmbeddedPostgres::roles)).orElseThrow();
      return ready(
          new DatabaseAccess(roles, embedded.isPresent(), embedded, Optional.of(lock)), says);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// Closes it again if it turns out to be of no use.
  private static DatabaseAccess ready(DatabaseAccess access, Consumer<String> says) {
    try {
      if (access.embedded.isEmpty()) {
        refuseOld(access.owner(), versionOf(access.owner()));
      }
      if (access.ours) {
        ServerRole.make(access.roles);
      }
      Migrations.run(access.owner(), says);
      if (access.roles.areTwo()) {
        ServerRole.grant(access.roles);
      }
      return access;
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }

  private static DatabaseAccess attached(DataFolder folder) {
    var deadline = System.nanoTime() + OWNER_STARTS_WITHIN.toNanos();
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
        "Process %s has the data folder %s but runs no embedded database there: pass the --database-url that it was started with"
            .formatted(holder(folder), folder.path()));
  }

  private static int versionOf(DatabaseAddress address) {
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("show server_version_num")) {
      answer.next();
      return Integer.parseInt(answer.getString(1));
    } catch (SQLException e) {
      throw new DatabaseFailure(
          "The database %s does not let us in (%s): check --database-url"
              .formatted(address, firstLine(e.getMessage())),
          e);
    }
  }

  /// @param version as `server_version_num` has it: 150004 is 15.4
  static void refuseOld(DatabaseAddress address, int version) {
    if (version < OLDEST_VERSION) {
      throw new DatabaseFailure(
          "The database %s is PostgreSQL %d.%d, and UpCoach needs 15 or newer: upgrade it, or leave --database-url out to use the embedded one"
              .formatted(address, version / 10_000, version % 10_000));
    }
  }

  private static DatabaseFailure inUse(DataFolder folder) {
    return new DatabaseFailure(
        "The data folder %s is in use by process %s: stop it, or choose another folder with --data"
            .formatted(folder.path(), holder(folder)));
  }

  private static String holder(DataFolder folder) {
    var holder = FolderLock.holder(folder);
    return holder.isPresent() ? Long.toString(holder.getAsLong()) : "(unknown)";
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("no reason given");
  }

  private static void pause() {
    try {
      Thread.sleep(ASKS_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFailure("Interrupted while waiting for the database", e);
    }
  }
}
