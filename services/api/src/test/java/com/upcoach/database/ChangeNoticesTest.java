package com.upcoach.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@org.junit.jupiter.api.Tag("wall-time")
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChangeNoticesTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final UUID ADA = UUID.randomUUID();

  private final Vertx vertx = Vertx.vertx();
  private final DatabaseAddress database = TestDatabase.fresh();
  private final BlockingQueue<UUID> changed = new LinkedBlockingQueue<>();
  private final AtomicInteger missed = new AtomicInteger();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            errors.add(line.getMessage() + " " + line.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void readLog() {
    Logger.getLogger("").addHandler(log);
  }

  @AfterEach
  void end() {
    // A statement that takes an hour would keep its connection open.
    terminateConnections();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    Logger.getLogger("").removeHandler(log);
  }

  private ChangeNotices listen(SilentProxy proxy, Duration timeout) {
    return ChangeNotices.listen(
            vertx, proxy.address(), changed::add, missed::incrementAndGet, timeout, ATTEMPT)
        .orElseThrow();
  }

  /// PostgreSQL never finishes a LISTEN on the first connections: it gets a statement of the same
  /// length instead that takes an hour.
  private SilentProxy slowAtFirst(int connections) {
    return new SilentProxy(
        database,
        number ->
            number < connections ? ChangeNoticesTest::neverListens : UnaryOperator.identity());
  }

  private static byte[] neverListens(byte[] bytes) {
    String statement = "listen upcoach_changed";
    return new String(bytes, ISO_8859_1)
        .replace(statement, "select pg_sleep(3600)".concat(" "))
        .getBytes(ISO_8859_1);
  }

  private void assertReceives() throws InterruptedException {
    TestDatabase.execute(database, "select pg_notify('upcoach_changed', '" + ADA + "')");
    assertEquals(ADA, changed.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
  }

  private void terminateConnections() {
    TestDatabase.execute(
        database,
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'upcoach-notices'"
            + " and datname = current_database()");
  }

  private void limitStatements() {
    TestDatabase.execute(
        database,
        "alter database \"%s\" set statement_timeout = '100ms'".formatted(database.database()));
  }

  @Test
  void a_first_listen_that_times_out_is_retried_without_an_error_in_the_log()
      throws InterruptedException {
    limitStatements();
    try (SilentProxy proxy = slowAtFirst(2)) {
      ChangeNotices notices = listen(proxy, TIMEOUT);
      assertReceives();
      notices.close();
    }
    assertEquals(List.of(), errors);
    assertEquals(0, missed.get());
  }

  @Test
  void a_first_listen_without_a_response_is_retried_without_an_error_in_the_log()
      throws InterruptedException {
    try (SilentProxy proxy = slowAtFirst(1)) {
      ChangeNotices notices = listen(proxy, TIMEOUT);
      assertReceives();
      notices.close();
    }
    assertEquals(List.of(), errors);
  }

  @Test
  void the_start_fails_with_the_reason_if_listen_never_succeeds() {
    limitStatements();
    try (SilentProxy proxy = slowAtFirst(Integer.MAX_VALUE)) {
      DatabaseFailure failure =
          assertThrows(DatabaseFailure.class, () -> listen(proxy, Duration.ofSeconds(5)));
      assertTrue(
          failure.getMessage().contains("canceling statement due to statement timeout"),
          failure.getMessage());
    }
    assertEquals(List.of(), errors);
  }

  @Test
  void after_a_reconnect_the_listener_learns_that_notifications_may_be_lost()
      throws InterruptedException {
    try (SilentProxy proxy = slowAtFirst(0)) {
      ChangeNotices notices = listen(proxy, TIMEOUT);
      assertReceives();
      terminateConnections();
      long limit = System.nanoTime() + TIMEOUT.toNanos();
      while (missed.get() == 0 && System.nanoTime() < limit) {
        Thread.sleep(10);
      }
      assertEquals(1, missed.get());
      assertReceives();
      notices.close();
    }
    assertEquals(List.of(), errors);
  }
}
