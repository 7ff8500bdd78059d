package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.ConnectionNotice;
import com.upcoach.coalesce.ConnectionNotice.Kind;
import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.coalesce.LaneRejectedException.Reason;
import com.upcoach.problem.ProblemKind;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StorageFailuresTest {

  private final FailureProblems problems = new FailureProblems();
  private final StorageState state = StorageState.ofProcess();

  private ProblemKind kind(Throwable failure) {
    return problems.problem(failure).kind();
  }

  private static PgException refused(String sqlState) {
    return new PgException("could not extend file", "ERROR", sqlState, null);
  }

  @AfterEach
  void thereIsRoom() {
    state.measured(Long.MAX_VALUE);
    state.storedByDatabase();
  }

  @Test
  void a_full_disk_of_the_database_is_not_reported_as_an_unreachable_database() {
    assertEquals(ProblemKind.STORAGE_FULL, kind(refused("53100")));
    assertEquals(ProblemKind.STORAGE_FULL, kind(new SQLException("full", "53100")));
    assertEquals(
        ProblemKind.STORAGE_FULL,
        kind(new CompletionException(new IllegalStateException(refused("53100")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"53200", "53300", "57P01", "08006"})
  void other_failures_of_the_database_keep_their_problem(String sqlState) {
    assertEquals(ProblemKind.DATABASE_UNAVAILABLE, kind(refused(sqlState)));
    assertTrue(state.reason().isEmpty());
  }

  @Test
  void a_full_data_folder_is_reported_as_such() {
    String words = "No space left on device";
    assertEquals(ProblemKind.STORAGE_FULL, kind(new IOException(words)));
    assertEquals(
        ProblemKind.STORAGE_FULL,
        kind(new UncheckedIOException(new FileSystemException("a", null, words))));
    assertEquals(ProblemKind.STORAGE_FULL, kind(new IOException("Disk quota exceeded")));
    assertTrue(state.reason().isEmpty(), "the database has room");
  }

  @Test
  void a_database_that_refuses_connections_on_a_full_disk_is_full_and_not_busy_or_unreachable() {
    StorageFailures.onConnectionNotice(
        new ConnectionNotice(Kind.LOST, "could not write init file", Optional.of("53100")));
    assertEquals("The disk of the database is full: make room", state.reason().orElseThrow());
    for (Reason reason : List.of(Reason.LATE, Reason.DOWN)) {
      assertEquals(ProblemKind.STORAGE_FULL, kind(new LaneRejectedException("writes", reason)));
    }
    assertEquals(ProblemKind.TOO_BUSY, kind(new LaneRejectedException("writes", Reason.FULL)));
    StorageFailures.onConnectionNotice(
        new ConnectionNotice(Kind.RESTORED, "back", Optional.empty()));
    assertEquals(ProblemKind.TOO_BUSY, kind(new LaneRejectedException("writes", Reason.LATE)));
    assertEquals(
        ProblemKind.DATABASE_UNAVAILABLE, kind(new LaneRejectedException("writes", Reason.DOWN)));
  }

  @Test
  void the_disk_counts_as_full_until_the_database_stores_something() {
    kind(refused("53100"));
    assertEquals("The disk of the database is full: make room", state.reason().orElseThrow());
    state.storedByDatabase();
    assertTrue(state.reason().isEmpty());
  }

  @Test
  void a_disk_with_room_for_less_than_two_files_of_the_log_is_full() {
    state.measured(StorageState.LEAST_FREE_BYTES);
    assertFalse(state.dataDiskIsFull());
    state.measured(StorageState.LEAST_FREE_BYTES - 1);
    assertTrue(state.dataDiskIsFull());
    assertTrue(state.reason().orElseThrow().contains("less than 32 MiB"));
  }

  /// PostgreSQL stops when it cannot write its log.
  @Test
  void an_embedded_database_that_stops_on_a_full_disk_is_not_called_silent() {
    var away = new LaneRejectedException("writes", LaneRejectedException.Reason.DOWN);
    assertEquals(ProblemKind.DATABASE_UNAVAILABLE, kind(away));
    state.measured(0);
    assertEquals(ProblemKind.STORAGE_FULL, kind(away));
  }

  @Test
  void a_full_disk_is_one_line_a_minute_however_many_writes_it_fails() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler log =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(FailureLog.class.getName());
    logger.addHandler(log);
    try {
      for (int write = 0; write < 1_000; write++) {
        kind(refused("53100"));
      }
    } finally {
      logger.removeHandler(log);
    }
    // None where another test of this minute had the line.
    assertTrue(lines.size() <= 1, () -> lines.size() + " lines");
  }
}
