package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    /// A temporary folder that ends with a link out of it would be warned about.
    @AfterEach
    void unlinkPrograms() throws IOException {
        Files.delete(folder.path().resolve("postgresql-" + PostgresPrograms.version()));
    }

    @Test
    void a_new_folder_becomes_a_durable_database_that_only_its_owner_can_read() throws IOException {
        try (var access = serve()) {
            assertEquals("on", TestDatabase.ask(access.address(), "show fsync"));
            assertEquals("on", TestDatabase.ask(access.address(), "show synchronous_commit"));
            assertEquals("on", TestDatabase.ask(access.address(), "show data_checksums"));
            assertEquals(
                    "0",
                    TestDatabase.ask(
                            access.address(),
                            "select count(*) from pg_stat_statements where false"));
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(folder.password()));
            assertEquals(
                    PosixFilePermissions.fromString("rwx------"),
                    Files.getPosixFilePermissions(folder.path()));
        }
    }

    @Test
    void a_second_server_on_the_folder_is_refused_with_the_process_that_has_it() {
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
                TestDatabase.execute(command.address(), "create table kept (word text)");
            }
            assertEquals("0", TestDatabase.ask(server.address(), "select count(*) from kept"));
        }
    }

    @Test
    void a_killed_postgres_is_started_again_on_its_port_with_all_that_was_acknowledged()
            throws InterruptedException {
        try (var access = serve()) {
            TestDatabase.execute(access.address(), "create table kept as select 'here' as word");
            var killed = access.embedded().orElseThrow().pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            assertEquals("here", askPatiently(access.address(), "select word from kept"));
            assertNotEquals(killed, access.embedded().orElseThrow().pid());
        }
    }

    @Test
    void a_postgres_left_behind_by_a_killed_server_is_stopped_and_its_data_kept()
            throws IOException {
        var server = ServingProcess.on(folder);
        long orphan;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            orphan = Long.parseLong(lines.readLine());
            try (var command = DatabaseAccess.open(folder, Optional.empty(), _ -> {})) {
                TestDatabase.execute(
                        command.address(), "create table kept as select 'here' as word");
            }
            var refusal = assertThrows(DatabaseFailure.class, this::serve).getMessage();
            assertTrue(refusal.contains("process " + server.pid()), refusal);
        } finally {
            server.destroyForcibly().onExit().join();
        }
        assertTrue(PostmasterFile.read(folder).orElseThrow().process(folder).isPresent());
        try (var access = serve()) {
            assertEquals("here", TestDatabase.ask(access.address(), "select word from kept"));
            assertNotEquals(orphan, access.embedded().orElseThrow().pid());
        }
        assertTrue(PostmasterFile.read(folder).isEmpty());
    }

    @Test
    void a_server_older_than_15_is_refused_by_its_version() {
        var address = DatabaseAddress.plain("db", 5432, "upcoach", "me", "secret");
        var refusal =
                assertThrows(
                                DatabaseFailure.class,
                                () -> DatabaseAccess.refuseOld(address, 140_000))
                        .getMessage();
        assertTrue(refusal.contains("PostgreSQL 14.0"), refusal);
    }

    @Test
    void a_schema_of_a_newer_upcoach_is_refused() {
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

    private static String askPatiently(DatabaseAddress address, String sql)
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
