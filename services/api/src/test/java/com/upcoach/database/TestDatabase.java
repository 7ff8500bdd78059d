package com.upcoach.database;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;

/// One PostgreSQL for all tests of a run, and a database of its own for whoever asks.
///
/// It starts when it is first asked for, and ends with the test run. It forgoes durability for
/// speed: what tests durability uses [DatabaseAccess] on a folder of its own.
public final class TestDatabase {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String TEMPLATE = "migrated_template";

  /// Quarkus loads test classes a second time; only the JVM's own properties are seen by both.
  private static final String SERVER = "upcoach.test.server";

  private TestDatabase() {}

  /// Batched statements as the server has them; they end with `vertx`.
  public static BatchedStatements batching(Vertx vertx, DatabaseAddress address) {
    return new BatchedStatements(
        Pools.lanes(vertx, address, System.err::println), 256, BatchedStatements.DEFAULT_QUEUE_LIMIT);
  }

  /// An empty database with the current schema, for the caller alone.
  public static DatabaseAddress fresh() {
    var server = server();
    var name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "create database %s template %s".formatted(name, TEMPLATE));
    return server.named(name);
  }

  /// The same with the role that the server uses it with.
  static DatabaseRoles freshWithRoles() {
    return withServerRole(fresh());
  }

  private static DatabaseRoles withServerRole(DatabaseAddress owner) {
    return new DatabaseRoles(
        new DatabaseAddress(
            owner.host(),
            owner.port(),
            owner.database(),
            DatabaseFiles.SERVER_USER,
            owner.password(),
            owner.parameters()),
        owner);
  }

  /// A data folder whose PostgreSQL need not be unpacked again.
  static DataFolder folder(Path parent) throws IOException {
    var folder = DataFolder.at(parent.resolve("data"));
    var home = PostgresPrograms.unpackedIn(TARGET, _ -> {}).home();
    Files.createSymbolicLink(folder.path().resolve(home.getFileName().toString()), home);
    return folder;
  }

  private static DatabaseAddress server() {
    synchronized (System.getProperties()) {
      var running = System.getProperty(SERVER);
      if (running != null) {
        return DatabaseAddress.parse(running);
      }
      var server = start();
      System.setProperty(SERVER, server.url());
      return server;
    }
  }

  /// The folder is used again by the next run, which saves it a second; a PostgreSQL that a
  /// killed run left behind is stopped by the start.
  private static DatabaseAddress start() {
    var postgres =
        EmbeddedPostgres.start(
            DataFolder.at(TARGET.resolve("test-database")),
            PostgresPrograms.unpackedIn(TARGET, _ -> {}),
            PostgresSettings.durable().with(hasty()),
            _ -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    var server = postgres.address();
    dropAllOfLastRun(server);
    execute(server, "create database " + TEMPLATE);
    Migrations.run(server.named(TEMPLATE), _ -> {});
    DatabaseRoles roles = withServerRole(server.named(TEMPLATE));
    ServerRole.ensure(roles);
    ServerRole.grant(roles);
    return server;
  }

  private static Map<String, String> hasty() {
    return Map.of(
        "fsync",
        "off",
        "synchronous_commit",
        "off",
        "full_page_writes",
        "off",
        "shared_buffers",
        "32MB",
        "max_wal_size",
        "256MB",
        "min_wal_size",
        "80MB");
  }

  private static void dropAllOfLastRun(DatabaseAddress server) {
    var names = new ArrayList<String>();
    try (var connection = server.dataSource().getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select datname from pg_database where datname like 'test\\_%' or datname = '"
                    + TEMPLATE
                    + "'")) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    names.forEach(name -> execute(server, "drop database " + name));
  }

  /// Runs one statement, or several.
  public static void execute(DatabaseAddress address, String sql) {
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// The first column of the first row, as text.
  public static String ask(DatabaseAddress address, String sql) {
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
