package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The message for the operator when the embedded PostgreSQL does not start.
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartFailureTest {

  private static final PostgresSettings SETTINGS =
      PostgresSettings.durable().with(Map.of("shared_buffers", "32MB"));

  @TempDir Path temporary;

  /// Removes the symbolic link, as JUnit warns about links that lead out of a temporary folder.
  @AfterEach
  void removeLink() throws IOException {
    Files.deleteIfExists(temporary.resolve("data/postgresql-" + PostgresPrograms.version()));
  }

  private String failure(PostgresSettings settings, DataFolder folder) {
    PostgresPrograms programs = PostgresPrograms.unpackedIn(folder.path(), _ -> {});
    return assertThrows(
            DatabaseFailure.class,
            () -> EmbeddedPostgres.start(folder, programs, settings, _ -> {}).close())
        .getMessage();
  }

  private DataFolder used() throws IOException {
    DataFolder folder = TestDatabase.folder(temporary);
    PostgresPrograms programs = PostgresPrograms.unpackedIn(folder.path(), _ -> {});
    EmbeddedPostgres.start(folder, programs, SETTINGS, _ -> {}).close();
    return folder;
  }

  private static void assertBegins(String beginning, String message) {
    assertEquals(
        beginning, message.substring(0, Math.min(beginning.length(), message.length())), message);
  }

  @Test
  void a_reason_in_the_collectors_log_comes_first() throws IOException {
    DataFolder folder = used();
    try (var files = Files.newDirectoryStream(folder.database().resolve("pg_wal"), "0*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    String message = failure(SETTINGS, folder);
    assertBegins(
        "PostgreSQL did not start (PANIC:  could not locate a valid checkpoint record", message);
    Path log = Path.of(message.substring(message.lastIndexOf("see ") + 4));
    assertTrue(Files.readString(log).contains("could not locate a valid"), message);
  }

  @Test
  void a_reason_in_the_start_log_comes_first() throws IOException {
    DataFolder folder = used();
    String message = failure(SETTINGS.with(Map.of("max_connections", "many")), folder);
    assertBegins("PostgreSQL did not start (FATAL:  configuration file", message);
    assertTrue(message.endsWith("see " + folder.startLog()), message);
  }

  @Test
  void the_hint_follows_the_reason_and_refused_clients_are_no_reason() throws IOException {
    Path log = temporary.resolve("start.log");
    Files.write(
        log,
        List.of(
            "2026-03-01 10:00:00.000 UTC [7]  LOG:  starting PostgreSQL",
            "2026-03-01 10:00:00.100 UTC [8]  FATAL:  could not write \"x\": No space",
            "2026-03-01 10:00:00.100 UTC [8]  HINT:  Make room.",
            "2026-03-01 10:00:00.200 UTC [9] [unknown] FATAL:  the database system is starting up",
            "2026-03-01 10:00:00.300 UTC [7]  LOG:  database system is shut down"));
    assertEquals(
        "It failed (FATAL:  could not write \"x\": No space HINT:  Make room.): see " + log,
        StartLog.failure("It failed", log).getMessage());
  }

  @Test
  void only_a_failure_that_passes_by_itself_makes_another_attempt() throws IOException {
    Path log = temporary.resolve("start.log");
    assertFalse(StartLog.isTransient(log), "there is no log");
    Files.writeString(log, "FATAL:  configuration file \"postgresql.conf\" contains errors\n");
    assertFalse(StartLog.isTransient(log));
    Files.writeString(
        log,
        """
        LOG:  starting PostgreSQL
        FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use
        """);
    assertTrue(StartLog.isTransient(log));
  }
}
