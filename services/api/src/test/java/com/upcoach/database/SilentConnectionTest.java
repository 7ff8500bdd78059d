package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.BatchLimits;
import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.coalesce.Lanes;
import com.upcoach.coalesce.Priority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Connections that die without a word: nobody closes them, and nothing is answered.
@Tag("wall-time")
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SilentConnectionTest {

  /// Longer than a busy machine takes for a statement that does nothing.
  private static final Duration DEAD_AFTER = Duration.ofSeconds(2);

  /// Whatever is never replaced has no answer by then.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int EACH = 2;
  private static final int CONNECTIONS = 3 * EACH;
  private static final BatchLimits LIMITS = new BatchLimits(16, 100, PATIENCE);

  private final Vertx vertx = Vertx.vertx();
  private final DatabaseAddress database = TestDatabase.fresh();
  private final SilentProxy proxy = new SilentProxy(database);
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Lanes lanes =
      new Lanes(
          vertx,
          proxy.address().connectOptions(false).setCachePreparedStatements(true),
          new Lanes.MaxInFlight(EACH, EACH, EACH),
          DEAD_AFTER,
          notice -> said.add(notice.text()));
  private final Lanes.Reader<Long, Long> doubled = reader("select n * 2 from unnest($1::int8[]) n");
  private final Lanes.Reader<Long, Long> tripled = reader("select n * 3 from unnest($1::int8[]) n");

  private final Lanes.Writer<Long, Long, Long> kept =
      lanes.writer(
          Lanes.Kind.WRITES,
          Priority.WRITE,
          LIMITS,
          (statements, writes) ->
              statements
                  .run(
                      "insert into kept select unnest($1::int8[])",
                      Columns.arguments(writes.toArray(Long[]::new)))
                  .map(done -> writes));

  private Lanes.Reader<Long, Long> reader(String sql) {
    return lanes.reader(
        Lanes.Kind.POINT_READS,
        Priority.READ,
        LIMITS,
        (statements, keys) ->
            statements
                .run(sql, Columns.arguments(keys.toArray(Long[]::new)))
                .map(
                    rows -> {
                      List<Long> values = new ArrayList<>();
                      for (Row row : rows) {
                        values.add(row.getLong(0));
                      }
                      return values;
                    }));
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    proxy.close();
  }

  private static <T> T answer(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private Future<Long> asked(Lanes.Reader<Long, Long> reader, long key) {
    return reader.load(key, Lanes.deadline(PATIENCE));
  }

  private static Duration timed(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  void a_connection_that_answers_no_more_is_replaced_and_what_was_read_is_read_again() {
    assertEquals(4, answer(asked(doubled, 2)));
    proxy.silence(0);
    Duration took = timed(() -> assertEquals(6, answer(asked(doubled, 3))));
    System.out.printf("a silent connection was replaced within %d ms%n", took.toMillis());
    assertTrue(took.compareTo(DEAD_AFTER) >= 0, took.toString());
    assertTrue(said.toString().contains("no response for 2000 ms"), said.toString());
    assertTrue(said.toString().contains("The database is reachable again"), said.toString());
  }

  @Test
  void it_is_replaced_also_where_it_falls_silent_over_a_statement_that_is_new_to_it() {
    assertEquals(4, answer(asked(doubled, 2)));
    proxy.silence(0);
    assertEquals(9, answer(asked(tripled, 3)));
    assertTrue(said.toString().contains("The database is reachable again"), said.toString());
  }

  @Test
  void a_connection_that_is_taken_and_never_spoken_to_is_given_up_too() {
    proxy.silence(1);
    Duration took = timed(() -> assertEquals(4, answer(asked(doubled, 2))));
    System.out.printf("a silent greeting was given up within %d ms%n", took.toMillis());
  }

  @Test
  void a_connection_that_nobody_uses_is_left_alone() throws InterruptedException {
    assertEquals(4, answer(asked(doubled, 2)));
    // The first answer may come before all of them are made.
    while (proxy.connections() < CONNECTIONS) {
      Thread.sleep(10);
    }
    Thread.sleep(DEAD_AFTER.multipliedBy(2));
    assertEquals(6, answer(asked(doubled, 3)));
    assertEquals(CONNECTIONS, proxy.connections());
    assertEquals(List.of(), said);
  }

  @Test
  void a_write_without_an_answer_is_refused_as_unknown_and_not_sent_again()
      throws InterruptedException {
    TestDatabase.execute(database, "create table kept (n int8)");
    assertEquals(1, answer(kept.write(1L, 1L, Lanes.deadline(PATIENCE))));
    proxy.silence(0);
    var failure =
        assertThrows(
            CompletionException.class, () -> answer(kept.write(2L, 2L, Lanes.deadline(PATIENCE))));
    assertEquals(
        LaneRejectedException.Reason.DOWN, ((LaneRejectedException) failure.getCause()).reason());
    assertEquals(3, answer(kept.write(3L, 3L, Lanes.deadline(PATIENCE))));
    assertEquals(
        "1 3", TestDatabase.ask(database, "select string_agg(n::text, ' ' order by n) from kept"));
  }
}
