package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Classification of failures: those of the database, and all others.
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueriesTest {

  private static final String ADD = "insert into book_revision (member_id) values ($1)";

  private final DatabaseAddress database = TestDatabase.fresh();
  private final Vertx vertx = Vertx.vertx();
  private Pool pool = Pools.open(vertx, database, 1, "test");

  @AfterEach
  void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Throwable failure(Uni<?> work) {
    return assertThrows(Throwable.class, () -> work.await().atMost(Duration.ofSeconds(30)));
  }

  @Test
  void an_error_of_the_database_keeps_its_sqlstate() {
    Queries queries = Queries.on(pool);
    Tuple row = Tuple.of(new UUID(1, 1));
    queries.change(ADD, row).await().indefinitely();
    PgException alone = assertInstanceOf(PgException.class, failure(queries.change(ADD, row)));
    assertEquals("23505", alone.getSqlState());
    PgException within =
        assertInstanceOf(
            PgException.class, failure(queries.inTransaction(same -> same.change(ADD, row))));
    assertEquals("23505", within.getSqlState());
  }

  @Test
  void an_unreachable_database_is_reported_as_such() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    pool =
        Pools.open(
            vertx, DatabaseAddress.plain("127.0.0.1", 1, "nobody", "nobody", "x"), 1, "test");
    Queries nowhere = Queries.on(pool);
    assertInstanceOf(DatabaseAwayException.class, failure(nowhere.rows("select 1", Tuple.tuple())));
    assertInstanceOf(
        DatabaseAwayException.class,
        failure(nowhere.inTransaction(transaction -> transaction.rows("select 1", Tuple.tuple()))));
  }

  @Test
  void another_io_failure_within_a_transaction_is_passed_on_unchanged() {
    assertInstanceOf(
        UncheckedIOException.class,
        failure(
            Queries.on(pool)
                .inTransaction(
                    transaction ->
                        Uni.createFrom()
                            .failure(new UncheckedIOException(new IOException("a file"))))));
  }
}
