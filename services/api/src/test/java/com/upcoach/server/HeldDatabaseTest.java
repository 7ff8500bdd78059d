package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("wall-time")
@QuarkusTest
@Timeout(300)
@TestProfile(FaultTest.OnDurableDatabase.class)
class HeldDatabaseTest extends FaultTest {

  private static final int CALLERS = 1_500;

  /// The limit for an immediate refusal: a queued request gets its response after two seconds at
  /// the earliest.
  private static final Duration SOONER_THAN_A_DEADLINE = Duration.ofSeconds(1);

  /// A timeout that distinguishes a hanging server from a busy machine.
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final int PROBES = 16;
  private static final int REFUSALS = 50;

  /// The duration of the probes; on a busy machine longer, until [#REFUSALS] requests were refused.
  private static final Duration PROBES_LAST = Duration.ofSeconds(5);

  private static final long HEAP_MAY_GROW = 24L << 20;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final AtomicInteger refusedAtOnce = new AtomicInteger();
  private final AtomicInteger refusedLate = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private final List<Long> refusals = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> unknownPaths = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean enough;

  @Test
  void excess_requests_are_refused_immediately_while_the_database_hangs_and_memory_stays_flat()
      throws Exception {
    Device device = device();
    String authorization =
        "Bearer " + sessions.open(device.memberId(), "x").await().indefinitely().token();
    long early;
    long late;
    try (Connection holding = connect();
        var statement = holding.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      holding.setAutoCommit(false);
      // Connections are opened before the measurement.
      concurrently(Collections.nCopies(CALLERS, () -> get("nothing/here", authorization)));
      statement.execute("lock table habit in access exclusive mode");
      List<Future<Void>> callers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.add(threads.submit(() -> requestHabits(authorization)));
      }
      try {
        Thread.sleep(Duration.ofSeconds(3));
        early = usedHeap();
        concurrently(Collections.nCopies(PROBES, () -> probe(authorization)));
        late = usedHeap();
      } finally {
        enough = true;
      }
      // The table is still locked: only their deadlines can end queued requests.
      for (Future<Void> caller : callers) {
        caller.get();
      }
      awaitNoStatementOf("upcoach-point-reads");
      holding.rollback();
    }
    System.out.printf(
        "%d callers of a held database: %d refused at once, p50 %d ms and p99 %d ms (an unknown path meanwhile: %d and %d ms), %d at their deadline, slowest %d ms; heap in use %d MiB, 5 s later %d MiB%n",
        CALLERS,
        refusedAtOnce.get(),
        percentile(refusals, 50),
        percentile(refusals, 99),
        percentile(unknownPaths, 50),
        percentile(unknownPaths, 99),
        refusedLate.get(),
        TimeUnit.NANOSECONDS.toMillis(slowest.get()),
        early >> 20,
        late >> 20);
    assertTrue(refusals.size() >= REFUSALS, "only " + refusals.size() + " were refused at once");
    assertTrue(refusedLate.get() > 0, "nobody waited");
    // A busy machine delays all responses, also those without database access. Requests that waited
    // for the query of their session before the refusal are among the slowest.
    assertTrue(
        percentile(refusals, 50)
            <= SOONER_THAN_A_DEADLINE.toMillis() + percentile(unknownPaths, 50),
        percentile(refusals, 50) + " ms");
    assertTrue(late - early <= HEAP_MAY_GROW, "grown by " + (late - early));
    assertEquals(200, device.api().get("/v1/habits/" + device.habit()).status());
    assertEquals(200, device.checkIn("2026-11-20", "{}").status());
  }

  /// On other systems there is no native transport, and connections use TCP.
  @Test
  @EnabledOnOs(OS.LINUX)
  void requests_use_the_unix_socket_of_the_embedded_database() throws Exception {
    Device device = device();
    assertEquals(200, device.api().get("/v1/today").status());
    assertEquals(
        List.of("t"),
        rows(
            "select distinct client_addr is null from pg_stat_activity where application_name in ('upcoach-member', 'upcoach-point-reads', 'upcoach-writes')"));
  }

  @Test
  void a_write_is_never_cancelled_after_its_caller_timed_out() throws Exception {
    Device device = device();
    try (Connection holding = connect();
        var statement = holding.createStatement()) {
      holding.setAutoCommit(false);
      statement.execute("lock table book_revision in exclusive mode");
      // Writes of one member run one after the other; each has its own deadline. The table stays
      // locked until all have responses.
      Callable<Answer> checkIn = () -> device.checkIn("2026-11-20", "{\"amount\":7}");
      for (Future<Answer> answer : concurrently(Collections.nCopies(4, checkIn))) {
        assertRetryable(answer.get());
      }
      assertEquals(1, statementsOf("upcoach-writes"));
      holding.rollback();
    }
    awaitNoStatementOf("upcoach-writes");
    assertEquals(
        List.of("7"),
        rows("select amount::int from check_in where habit_id = '%s'".formatted(device.habit())));
    assertBooksAreRight(List.of(device));
  }

  @Test
  void unbatched_requests_meet_their_deadline_too() throws Exception {
    Device device = device();
    try (Connection holding = connect();
        var statement = holding.createStatement()) {
      holding.setAutoCommit(false);
      statement.execute("lock table habit, team, session in access exclusive mode");
      List<Callable<Answer>> work =
          List.of(
              () -> device.api().get("/v1/groups"),
              () -> device.api().patch("/v1/habits/" + device.habit(), "{\"target\":2}"),
              () -> device.api().post("/v1/groups", "{\"name\":\"Readers\"}"));
      // The tables stay locked until all requests have responses.
      for (Future<Answer> answer : concurrently(work)) {
        assertRetryable(answer.get());
      }
      holding.rollback();
    }
    assertEquals(200, device.api().get("/v1/groups").status());
  }

  /// Requests unknown habits, each time another one, and retries soon after a refusal.
  private Void requestHabits(String authorization) throws Exception {
    while (!enough) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = habit(authorization);
      slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
      assertEquals(503, answer.statusCode(), answer.body());
      assertTrue(answer.headers().firstValue("Retry-After").isPresent(), "no Retry-After");
      if (isImmediate(answer)) {
        refusedAtOnce.incrementAndGet();
      } else {
        refusedLate.incrementAndGet();
      }
      Thread.sleep(Duration.ofSeconds(1));
    }
    return null;
  }

  private HttpResponse<String> habit(String authorization) throws Exception {
    return get("v1/habits/" + UUID.randomUUID(), authorization);
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", authorization)
            .timeout(TIMEOUT)
            .build(),
        BodyHandlers.ofString());
  }

  private static boolean isImmediate(HttpResponse<String> answer) {
    return answer.body().contains("Nothing was done");
  }

  /// Measures in turn refusals and responses without database access, in nanoseconds.
  private Void probe(String authorization) throws Exception {
    long started = System.nanoTime();
    while (System.nanoTime() - started
        < (refusals.size() < REFUSALS ? TIMEOUT : PROBES_LAST).toNanos()) {
      long begun = System.nanoTime();
      boolean atOnce = isImmediate(habit(authorization));
      long then = System.nanoTime();
      get("nothing/here", authorization);
      long ended = System.nanoTime();
      if (atOnce) {
        refusals.add(then - begun);
        unknownPaths.add(ended - then);
      }
    }
    return null;
  }

  /// A percentile of the durations, in milliseconds.
  private static long percentile(List<Long> nanos, int percent) {
    List<Long> ordered = new ArrayList<>(nanos);
    Collections.sort(ordered);
    return ordered.isEmpty()
        ? Long.MAX_VALUE / 2
        : TimeUnit.NANOSECONDS.toMillis(ordered.get(ordered.size() * percent / 100));
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private int statementsOf(String application) throws Exception {
    return Integer.parseInt(
        rows("select count(*) from pg_stat_activity where state = 'active' and application_name = '%s'"
                .formatted(application))
            .getFirst());
  }

  private void awaitNoStatementOf(String application) throws Exception {
    long limit = System.nanoTime() + TIMEOUT.toNanos();
    while (statementsOf(application) > 0) {
      assertTrue(System.nanoTime() < limit, application + " has a statement under way still");
      Thread.sleep(Duration.ofMillis(50));
    }
  }
}
