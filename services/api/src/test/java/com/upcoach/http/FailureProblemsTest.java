package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.database.DatabaseAwayException;
import com.upcoach.member.Passwords;
import com.upcoach.problem.ProblemKind;
import io.smallrye.mutiny.Uni;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailureProblemsTest {

  private static ProblemKind kind(Throwable failure) {
    return new FailureProblems().problem(failure).kind();
  }

  @Test
  void input_and_output_that_is_not_the_databases_is_never_called_the_database() {
    for (Throwable failure :
        new Throwable[] {
          new IOException("Connection terminated reading multipart data"),
          new EOFException(),
          new FileSystemException("/data/uploads/x"),
          new UncheckedIOException(new IOException("a file")),
          new CompletionException(new IOException("a file")),
          new TimeoutException(),
          new IllegalStateException(new IOException("deep within")),
        }) {
      assertEquals(ProblemKind.INTERNAL, kind(failure), failure.toString());
    }
  }

  @Test
  void an_unreachable_database_is_reported_as_such() {
    for (Throwable failure :
        new Throwable[] {
          new DatabaseAwayException(new IOException("Connection refused")),
          new CompletionException(new DatabaseAwayException(new IOException("gone"))),
          new SQLException("away", "08006"),
          new LaneRejectedException("points", LaneRejectedException.Reason.DOWN),
        }) {
      assertEquals(ProblemKind.DATABASE_UNAVAILABLE, kind(failure), failure.toString());
    }
  }

  @Test
  void a_password_behind_too_many_others_is_refused_as_too_busy() {
    try (Passwords passwords =
        new Passwords(new Passwords.Cost(19_456, 2), 1, new SecureRandom())) {
      // One password takes longer than it takes to ask for all of them.
      List<CompletableFuture<String>> hashes =
          Stream.generate(() -> passwords.hash("correct horse battery", "one client"))
              .limit(100)
              .map(Uni::subscribeAsCompletionStage)
              .toList();
      ExecutionException refused = assertThrows(ExecutionException.class, hashes.getLast()::get);
      assertEquals(ProblemKind.TOO_BUSY, kind(refused.getCause()));
      assertEquals(503, ProblemKind.TOO_BUSY.status());
      assertEquals(
          Optional.empty(),
          hashes.getFirst().handle((_, failure) -> Optional.ofNullable(failure)).join());
    }
  }
}
