package com.upcoach.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.CacheStatistics;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The client of the request that loads a response disconnects before there is one.
///
/// The table of habits stays locked until the deadline of every load has passed. So a load never
/// ends the wait of others, and only its abandoned ticket can.
@Tag("wall-time")
@Timeout(300)
@QuarkusTest
class DisconnectedLeaderTest extends ApiTest {

  private static final String WATCHED = "X-Watched";

  /// Before the steps of a request.
  private static final int FIRST = 20_000;

  /// A timeout that distinguishes a request without a response from a busy machine.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final long POLL_INTERVAL_NANOS = 5_000_000;

  /// The look-up of a session may pass its deadline on a busy machine, and is then repeated.
  private static final int ATTEMPTS = 10;

  @Inject MemberResponseCache cache;
  @Inject DatabaseAddress database;
  @Inject WatchedResponses watched;

  private final ExecutorService devices = Executors.newVirtualThreadPerTaskExecutor();

  /// The server's side of the responses to requests that carry the header.
  @Singleton
  static class WatchedResponses {
    private final Map<String, HttpServerResponse> responses = new ConcurrentHashMap<>();

    void register(@Observes Filters filters) {
      filters.register(
          context -> {
            String name = context.request().getHeader(WATCHED);
            if (name != null) {
              responses.put(name, context.response());
            }
            context.next();
          },
          FIRST);
    }

    boolean isClosed(String name) {
      return responses.get(name).closed();
    }
  }

  /// A request of a client that reads no response.
  private record Request(Socket socket, String name) {}

  @AfterEach
  void end() {
    devices.shutdownNow();
  }

  private Request send(String path, String token) throws IOException {
    String name = UUID.randomUUID().toString();
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, WATCHED, name, token)
                .getBytes(US_ASCII));
    return new Request(socket, name);
  }

  private void disconnect(Request request) throws IOException {
    request.socket().setSoLinger(true, 0);
    request.socket().close();
    await(() -> watched.isClosed(request.name()), "the server does not notice the disconnect");
  }

  private Connection lock(String table) throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("lock table " + table + " in access exclusive mode");
    }
    return connection;
  }

  private static void awaitStatementOn(String table) {
    await(
        () ->
            Integer.parseInt(
                    Rows.one(
                        "select count(*) from pg_locks where not granted and relation = ?::regclass",
                        table))
                > 0,
        "no statement waits for " + table);
  }

  private static void await(BooleanSupplier condition, String otherwise) {
    assertTrue(isReached(condition), otherwise);
  }

  private static boolean isReached(BooleanSupplier condition) {
    long limit = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < limit) {
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
    }
    return condition.getAsBoolean();
  }

  private long count(CachePolicy policy, ToLongFunction<CacheStatistics> counter) {
    return cache.statistics().stream()
        .filter(statistics -> statistics.rule().equals(policy.route()))
        .mapToLong(counter)
        .sum();
  }

  private Future<Answer> get(Api api, String path) {
    return devices.submit(() -> api.get(path));
  }

  private static void assertLate(Future<Answer> response) throws Exception {
    assertEquals("too-busy", response.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS).problem());
  }

  private static String cacheStatus(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    return answer.headers().firstValue("Cache-Status").orElse("none");
  }

  private static void assertStoredNext(Api api, String path) {
    assertEquals("UpCoach; fwd=miss; stored", cacheStatus(api.get(path)));
    assertTrue(cacheStatus(api.get(path)).startsWith("UpCoach; hit; ttl="));
  }

  @ParameterizedTest
  @EnumSource(names = {"TODAY", "HABITS"})
  void requests_that_wait_for_a_load_are_answered_when_its_client_disconnects(CachePolicy policy)
      throws Exception {
    String path = policy.route();
    Person ada = person();
    assertEquals(200, ada.api().get("/v1/me").status());
    try (Connection holding = lock("habit")) {
      Request leader = send(path, ada.token());
      awaitStatementOn("habit");
      long before = count(policy, CacheStatistics::followed);
      Future<Answer> follower = get(ada.api(), path);
      await(() -> count(policy, CacheStatistics::followed) > before, "nobody waits");
      disconnect(leader);
      assertLate(follower);
      holding.rollback();
    }
    assertStoredNext(ada.api(), path);
  }

  @Test
  void a_client_that_disconnects_while_its_session_is_looked_up_keeps_nobody_waiting()
      throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (isAnsweredAfterDisconnectAtLookUp()) {
        return;
      }
    }
    throw new AssertionError("no look-up of a session ends before its deadline");
  }

  /// @return false where the look-up of the session passed its deadline, so that nothing was loaded
  private boolean isAnsweredAfterDisconnectAtLookUp() throws Exception {
    String path = CachePolicy.HABITS.route();
    Person ada = person();
    Api tablet =
        visitor().signedIn(sessions.open(ada.id(), "tablet").await().indefinitely().token());
    assertEquals(200, tablet.get("/v1/me").status());
    try (Connection habits = lock("habit")) {
      long before = count(CachePolicy.HABITS, CacheStatistics::misses);
      try (Connection holding = lock("session")) {
        Request phone = send(path, ada.token());
        awaitStatementOn("session");
        disconnect(phone);
        holding.rollback();
      }
      if (!isReached(() -> count(CachePolicy.HABITS, CacheStatistics::misses) > before)) {
        return false;
      }
      assertLate(get(tablet, path));
      habits.rollback();
    }
    assertStoredNext(tablet, path);
    return true;
  }
}
