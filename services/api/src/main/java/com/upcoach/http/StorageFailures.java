package com.upcoach.http;

import com.upcoach.coalesce.ConnectionNotice;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// Recognises failures of a full disk: that of the database, or of the data folder.
public final class StorageFailures {

  /// SQLSTATE disk_full.
  private static final String DISK_FULL = "53100";

  /// Messages of the operating system.
  private static final List<String> WORDS =
      List.of("No space left on device", "Disk quota exceeded");

  private StorageFailures() {}

  /// Whether a full disk caused the failure.
  public static boolean isFull(Throwable failure) {
    return switch (failure) {
      case null -> false;
      case PgException refused when DISK_FULL.equals(refused.getSqlState()) -> true;
      case SQLException refused when DISK_FULL.equals(refused.getSQLState()) -> true;
      case IOException unwritten when isDiskFullMessage(unwritten.getMessage()) -> true;
      default -> isFull(failure.getCause());
    };
  }

  private static boolean isDiskFullMessage(String message) {
    return message != null && WORDS.stream().anyMatch(message::contains);
  }

  /// Handles the notice of a connection to the database. A database with a full disk refuses new
  /// connections too, as it cannot write the files that they need.
  public static void onConnectionNotice(ConnectionNotice notice) {
    if (notice.sqlState().filter(DISK_FULL::equals).isPresent()) {
      StorageState.ofProcess().refusedByDatabase();
      FailureLog.warn(
          FailureLog.Kind.STORAGE_FULL,
          "The disk of the database is full, and it takes no new connections: " + notice.text());
      return;
    }
    if (notice.kind() == ConnectionNotice.Kind.RESTORED) {
      StorageState.ofProcess().storedByDatabase();
    }
    FailureLog.warn(notice);
  }

  /// The problem of a failure that a full disk caused; logs it for operators.
  static Problem problem(Throwable failure) {
    boolean ofDatabase = failure instanceof PgException || failure instanceof SQLException;
    if (ofDatabase) {
      StorageState.ofProcess().refusedByDatabase();
    }
    FailureLog.warn(
        FailureLog.Kind.STORAGE_FULL,
        (ofDatabase ? "The disk of the database is full: " : "The disk is full: ")
            + failure.getMessage());
    return problem();
  }

  /// The problem of a request that timed out while a disk is full.
  static Problem problemOfLateAnswer() {
    return Problem.of(
        ProblemKind.STORAGE_FULL,
        "The disk is full, and the database did not answer in time: it may still be stored. Send"
            + " it again once an operator has made room.");
  }

  /// The problem of a change that is refused while a disk is nearly full.
  static Problem problemOfFullDisk() {
    StorageState.ofProcess()
        .reason()
        .ifPresent(reason -> FailureLog.warn(FailureLog.Kind.STORAGE_FULL, reason));
    return problem();
  }

  private static Problem problem() {
    return Problem.of(
        ProblemKind.STORAGE_FULL,
        "The disk is full, so nothing was stored; send it again once an operator has made room.");
  }
}
