package com.upcoach.database;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;

/// One PostgreSQL for all tests of a run, with separate databases for each test that needs one.
///
/// It starts on first use and ends with the test run. It trades durability for speed; tests of
/// durability use [DatabaseAccess] on a separate folder.
public final class TestDatabase {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String TEMPLATE = "migrated_template";

  /// The system property with the server's address. Quarkus loads test classes a second time, and
  /// only system properties are shared by both class loaders.
  private static final String SERVER = "upcoach.test.server";

  private TestDatabase() {}

  /// Batched statements with the server's limits; they close with `vertx`.
  public static BatchedStatements batching(Vertx vertx, DatabaseAddress address) {
    return new BatchedStatements(
        Pools.lanes(vertx, address, System.err::println),
        256,
        BatchedStatements.DEFAULT_QUEUE_LIMIT);
  }

  /// A new empty database with the current schema.
  public static DatabaseAddress fresh() {
    var server = server();
    var name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "create database %s template %s".formatted(name, TEMPLATE));
    return server.named(name);
  }

  /// A new empty database, with the owner's and the server's role.
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

  /// A data folder that reuses the unpacked PostgreSQL.
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

  /// Starts the server. The next run reuses its folder, which saves a second, and stops a
  /// PostgreSQL that a killed run left behind.
  private static DatabaseAddress start() {
    var postgres =
        EmbeddedPostgres.start(
            DataFolder.at(TARGET.resolve("test-database")),
            PostgresPrograms.unpackedIn(TARGET, _ -> {}),
            PostgresSettings.durable().with(withoutDurability()),
            _ -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    var server = postgres.address();
    dropDatabasesOfLastRun(server);
    execute(server, "create database " + TEMPLATE);
    Migrations.run(server.named(TEMPLATE), _ -> {});
    DatabaseRoles roles = withServerRole(server.named(TEMPLATE));
    ServerRole.ensure(roles);
    ServerRole.grant(roles);
    return server;
  }

  private static Map<String, String> withoutDurability() {
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

  private static void dropDatabasesOfLastRun(DatabaseAddress server) {
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
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
