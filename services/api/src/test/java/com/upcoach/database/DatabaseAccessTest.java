package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseAccessTest {

  @TempDir private Path temporary;
  private DataFolder folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = TestDatabase.folder(temporary);
  }

  /// Removes the symbolic link, as JUnit warns about links that lead out of a temporary folder.
  @AfterEach
  void unlinkPrograms() throws IOException {
    Files.delete(folder.path().resolve("postgresql-" + PostgresPrograms.version()));
  }

  @Test
  void a_new_folder_gets_a_durable_database_that_only_its_owner_can_read() throws IOException {
    try (var access = serve()) {
      assertEquals("on", TestDatabase.ask(access.address(), "show fsync"));
      assertEquals("on", TestDatabase.ask(access.address(), "show synchronous_commit"));
      assertEquals("on", TestDatabase.ask(access.address(), "show data_checksums"));
      assertEquals(
          "0",
          TestDatabase.ask(access.owner(), "select count(*) from pg_stat_statements where false"));
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(folder.password()));
      assertEquals(
          PosixFilePermissions.fromString("rwx------"),
          Files.getPosixFilePermissions(folder.path()));
    }
  }

  @Test
  void a_second_server_on_the_folder_is_refused_with_the_process_that_uses_it() {
    try (var _ = serve()) {
      var refusal = assertThrows(DatabaseFailure.class, this::serve).getMessage();
      assertTrue(refusal.contains(folder.path().toString()), refusal);
      assertTrue(refusal.contains("process " + ProcessHandle.current().pid()), refusal);
    }
  }

  @Test
  void a_command_uses_the_running_database_and_leaves_it_running() {
    try (var server = serve()) {
      try (var command = DatabaseAccess.open(folder, Optional.empty(), _ -> {})) {
        assertEquals(server.address(), command.address());
        TestDatabase.execute(command.owner(), "create table kept (word text)");
      }
      assertEquals("0", TestDatabase.ask(server.owner(), "select count(*) from kept"));
    }
  }

  @Test
  void a_killed_postgres_is_restarted_on_its_port_with_all_acknowledged_writes()
      throws InterruptedException {
    try (var access = serve()) {
      TestDatabase.execute(access.owner(), "create table kept as select 'here' as word");
      var killed = access.embedded().orElseThrow().pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      assertEquals("here", askWithRetries(access.owner(), "select word from kept"));
      assertNotEquals(killed, access.embedded().orElseThrow().pid());
    }
  }

  @Test
  void an_orphaned_postgres_is_stopped_and_its_data_kept() throws IOException {
    var server = ServingProcess.on(folder);
    long orphan;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      orphan = Long.parseLong(lines.readLine());
      try (var command = DatabaseAccess.open(folder, Optional.empty(), _ -> {})) {
        TestDatabase.execute(command.owner(), "create table kept as select 'here' as word");
      }
      var refusal = assertThrows(DatabaseFailure.class, this::serve).getMessage();
      assertTrue(refusal.contains("process " + server.pid()), refusal);
    } finally {
      server.destroyForcibly().onExit().join();
    }
    assertTrue(PostmasterFile.read(folder).orElseThrow().process(folder).isPresent());
    try (var access = serve()) {
      assertEquals("here", TestDatabase.ask(access.owner(), "select word from kept"));
      assertNotEquals(orphan, access.embedded().orElseThrow().pid());
    }
    assertTrue(PostmasterFile.read(folder).isEmpty());
  }

  private static final String ROLE =
      "select rolsuper::text || rolcreatedb || rolcreaterole || rolbypassrls || rolreplication"
          + " from pg_roles where rolname = current_user";

  /// Checks that the server's role can read and write rows but nothing else.
  private static void assertHasNoMoreRightsThanItNeeds(DatabaseAddress server) {
    assertEquals("falsefalsefalsefalsefalse", TestDatabase.ask(server, ROLE));
    for (String attempt :
        new String[] {
          "copy (select 1) to program 'true'",
          "copy member to '/tmp/members'",
          "select pg_read_file('postgresql.conf')",
          "create role intruder",
          "create database another",
          "create table more (n int)",
          "drop table member",
          "truncate check_in",
          "alter table member add column more int",
          "delete from flyway_schema_history",
          "alter system set fsync = off",
          "set role upcoach",
        }) {
      var refusal =
          assertThrows(
              IllegalStateException.class, () -> TestDatabase.execute(server, attempt), attempt);
      var state = ((java.sql.SQLException) refusal.getCause()).getSQLState();
      assertEquals("42501", state, attempt + ": " + refusal.getCause().getMessage());
    }
    TestDatabase.execute(
        server,
        "insert into book_revision (member_id) values ('00000000-0000-0000-0000-000000000001');"
            + "update book_revision set revision = 1; delete from book_revision");
  }

  @Test
  void the_server_has_no_more_rights_than_to_read_and_write_rows() {
    try (var access = serve()) {
      assertHasNoMoreRightsThanItNeeds(access.address());
      assertEquals("true", TestDatabase.ask(access.owner(), ROLE).substring(0, 4));
    }
  }

  @Test
  void a_data_folder_without_the_servers_role_gets_it_at_the_next_start() throws IOException {
    try (var access = serve()) {
      TestDatabase.execute(
          access.owner(), "drop owned by upcoach_server; drop role upcoach_server");
    }
    Files.delete(folder.serverPassword());
    try (var access = serve()) {
      assertHasNoMoreRightsThanItNeeds(access.address());
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(folder.serverPassword()));
    }
  }

  @Test
  void the_owner_creates_monthly_partitions_and_the_server_writes_to_them() throws Exception {
    try (var access = serve()) {
      var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
      assertFalse(new MonthlyPartitions(access.owner(), later).createMissing().isEmpty());
      TestDatabase.execute(
          access.address(),
          "insert into check_in select gen_random_uuid(), gen_random_uuid(),"
              + " (now() + interval '1 year')::date, 1, false, 0, now(), 'UTC'");
    }
  }

  @Test
  void an_external_database_may_be_used_with_two_roles_or_one() {
    DatabaseRoles roles = TestDatabase.freshWithRoles();
    TestDatabase.execute(
        roles.owner(), "revoke all on all tables in schema public from upcoach_server");
    try (var access = DatabaseAccess.open(folder, Optional.of(roles), _ -> {})) {
      assertHasNoMoreRightsThanItNeeds(access.address());
    }
    try (var access =
        DatabaseAccess.open(folder, Optional.of(DatabaseRoles.same(roles.owner())), _ -> {})) {
      assertEquals(access.owner(), access.address());
    }
  }

  @Test
  void a_server_older_than_15_is_refused_by_its_version() {
    var address = DatabaseAddress.plain("db", 5432, "upcoach", "me", "secret");
    var refusal =
        assertThrows(DatabaseFailure.class, () -> DatabaseAccess.refuseOld(address, 140_000))
            .getMessage();
    assertTrue(refusal.contains("PostgreSQL 14.0"), refusal);
  }

  @Test
  void a_schema_of_a_newer_version_is_refused() {
    var database = TestDatabase.fresh();
    TestDatabase.execute(database, "drop schema public cascade; create schema public");
    Migrations.run(database, "classpath:test-migration", _ -> {});
    TestDatabase.execute(
        database,
        "insert into flyway_schema_history select 2, '999', description, type, script, checksum,"
            + " installed_by, installed_on, execution_time, success from flyway_schema_history");
    var refusal =
        assertThrows(
                DatabaseFailure.class,
                () -> Migrations.run(database, "classpath:test-migration", _ -> {}))
            .getMessage();
    assertTrue(refusal.contains("schema version 999"), refusal);
  }

  private DatabaseAccess serve() {
    return DatabaseAccess.serve(folder, Optional.empty(), _ -> {});
  }

  private static String askWithRetries(DatabaseAddress address, String sql)
      throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        return TestDatabase.ask(address, sql);
      } catch (IllegalStateException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(Duration.ofMillis(50));
      }
    }
  }
}
