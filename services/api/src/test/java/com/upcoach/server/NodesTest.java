package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.cache.CacheOperations;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.coalesce.nodes.RedisAddress;
import com.upcoach.coalesce.nodes.RedisInvalidationBus;
import com.upcoach.coalesce.nodes.SyncState;
import com.upcoach.database.Queries;
import com.upcoach.database.TestDatabaseResource;
import com.upcoach.redis.RedisServer;
import com.upcoach.session.SessionCache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two nodes with a real Redis between them, which the tests stop, hang and fill.
@org.junit.jupiter.api.Tag("wall-time")
@QuarkusTest
@Timeout(300)
@TestProfile(NodesTest.WithRedis.class)
class NodesTest extends ApiTest {

  private static final String TODAY = "/v1/today";
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);

  @Inject InvalidationBus changes;
  @Inject Queries queries;
  @Inject CacheOperations operations;

  /// The other node, with one event loop, which a test can block.
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  private final Generations otherGenerations = new Generations(1 << 16);
  private static RedisServer redis;
  private RedisInvalidationBus other;

  public static final class WithRedis implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(TestDatabaseResource.class),
          new TestResourceEntry(RedisResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  @BeforeEach
  void startOtherNode() throws IOException {
    if (redis == null) {
      redis = RedisResource.started();
    }
    // Removes the data of the previous test.
    redis.kill();
    redis.restart();
    other =
        new RedisInvalidationBus(
            vertx,
            new RedisAddress(
                RedisAddress.Kind.STANDALONE,
                List.of(redis.url()),
                "",
                Optional.empty(),
                "upcoach"),
            otherGenerations,
            UUID.randomUUID().toString(),
            tags -> Future.succeededFuture(),
            System::nanoTime,
            line -> {});
    await(() -> changes.syncState() == SyncState.IN_SYNC && other.syncState() == SyncState.IN_SYNC);
  }

  @AfterEach
  void end() {
    wait(other.leave());
    wait(vertx.close());
    redis.kill();
  }

  private static void wait(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static void await(BooleanSupplier condition) {
    long limit = System.nanoTime() + TIMEOUT;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < limit, "it did not come to that");
      Thread.onSpinWait();
    }
  }

  private void invalidateOnOtherNode(Tag tag) {
    wait(other.invalidate(List.of(tag)));
  }

  private static String status(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    return answer.headers().firstValue("Cache-Status").orElse("none");
  }

  private static boolean isCacheHit(Answer answer) {
    return status(answer).startsWith("UpCoach; hit");
  }

  /// Asserts a cache miss. A node whose lease has briefly expired does not cache the response.
  private static void assertCacheMiss(Answer answer) {
    String status = status(answer);
    assertTrue(List.of("UpCoach; fwd=miss; stored", "none").contains(status), status);
  }

  /// Repeats the request until it is a cache hit.
  private static void awaitCacheHit(Person person) {
    await(() -> isCacheHit(person.api().get(TODAY)));
  }

  private void endSessionsInDatabase(Person person) {
    queries
        .rows("delete from session where member_id = $1", Tuple.of(person.id()))
        .await()
        .indefinitely();
  }

  @Test
  void a_change_on_another_node_invalidates_cached_responses() {
    Person ada = person();
    awaitCacheHit(ada);
    invalidateOnOtherNode(MemberResponseCache.tag(ada.id()));
    assertCacheMiss(ada.api().get(TODAY));
  }

  @Test
  void a_check_in_is_acknowledged_after_the_other_node_has_invalidated() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    List<Tag> own = List.of(MemberResponseCache.recordTag(ada.id()));
    long before = otherGenerations.of(own);
    Answer done = ada.api().put("/v1/habits/" + habit + "/check-ins/2026-11-23", "{}");
    assertEquals(200, done.status(), done.body());
    assertTrue(other.syncState() != SyncState.IN_SYNC || otherGenerations.of(own) != before);
  }

  @Test
  void a_password_change_is_acknowledged_after_the_other_node_has_invalidated_sessions() {
    Person ada = person();
    List<Tag> own = List.of(SessionCache.tag(ada.id()));
    long before = otherGenerations.of(own);
    Answer done =
        ada.api()
            .put(
                "/v1/me/password",
                "{\"present\":\"%s\",\"next\":\"a good long one\"}".formatted(PASSWORD));
    assertEquals(200, done.status(), done.body());
    assertTrue(other.syncState() != SyncState.IN_SYNC || otherGenerations.of(own) != before);
  }

  /// A change is not acknowledged while the other node may serve stale responses.
  @Test
  void a_change_waits_for_a_hanging_node_until_its_lease_expires() throws InterruptedException {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    for (Supplier<Answer> change :
        List.<Supplier<Answer>>of(
            () -> ada.api().put("/v1/habits/" + habit + "/check-ins/2026-11-23", "{}"),
            () -> ada.api().post("/v1/habits", "{\"title\":\"Run\"}"),
            () -> ada.api().patch("/v1/me", "{\"name\":\"Countess\"}"),
            () -> ada.api().post("/v1/groups", "{\"name\":\"Early birds\"}"),
            () -> ada.api().delete("/v1/sessions/current"))) {
      await(
          () -> changes.syncState() == SyncState.IN_SYNC && other.syncState() == SyncState.IN_SYNC);
      CountDownLatch goOn = blockOtherNode();
      try {
        Answer answer = change.get();
        assertTrue(answer.status() < 300, answer.body());
        assertNotEquals(SyncState.IN_SYNC, other.syncState(), answer.body());
      } finally {
        goOn.countDown();
      }
    }
  }

  private CountDownLatch blockOtherNode() throws InterruptedException {
    CountDownLatch holds = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> {
              holds.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    holds.await();
    return goOn;
  }

  @Test
  void a_session_ended_on_another_node_is_refused_immediately() {
    Person ada = person();
    awaitCacheHit(ada);
    endSessionsInDatabase(ada);
    invalidateOnOtherNode(SessionCache.tag(ada.id()));
    assertEquals(401, ada.api().get(TODAY).status());
  }

  @Test
  void a_shared_response_of_another_node_is_used_if_still_valid() {
    Person ada = person();
    awaitCacheHit(ada);
    awaitShared(ada);
    invalidateOnOtherNode(MemberResponseCache.tag(ada.id()));
    assertCacheMiss(ada.api().get(TODAY));
  }

  /// Repeats the request until the response comes from Redis, as on a node that has just started:
  /// its cache is empty, and its keys are the same. The node may avoid a slow Redis at first.
  private void awaitShared(Person person) {
    await(
        () -> {
          changes.generations().bumpAll();
          return status(person.api().get(TODAY))
              .equals("UpCoach-shared; hit, UpCoach; fwd=miss; stored");
        });
  }

  @Test
  void a_corrupt_shared_response_is_loaded_again() {
    Person ada = person();
    awaitShared(ada);
    String key =
        redis
            .execute("KEYS", "upcoach:answer:*" + ada.id() + "*")
            .lines()
            .filter(line -> !line.contains("making"))
            .findFirst()
            .orElseThrow();
    redis.execute("SETRANGE", key, "150", "rubbish");
    long damaged = operations.view().shared().orElseThrow().damaged();
    await(
        () -> {
          changes.generations().bumpAll();
          assertFalse(ada.api().get(TODAY).body().contains("rubbish"));
          return operations.view().shared().orElseThrow().damaged() > damaged;
        });
  }

  @Test
  void without_redis_responses_are_cached_for_seconds_and_the_node_reconnects() throws IOException {
    Person ada = person();
    awaitCacheHit(ada);
    redis.kill();
    await(() -> changes.syncState() == SyncState.DISCONNECTED);
    awaitCacheHit(ada);
    await(() -> !isCacheHit(ada.api().get(TODAY)));
    assertEquals(SyncState.DISCONNECTED, changes.syncState());

    redis.restart();
    await(() -> changes.syncState() == SyncState.IN_SYNC);
    awaitCacheHit(ada);
  }

  @Test
  void without_redis_a_session_ended_elsewhere_is_refused() {
    Person ada = person();
    awaitCacheHit(ada);
    redis.kill();
    await(() -> changes.syncState() != SyncState.IN_SYNC);
    endSessionsInDatabase(ada);
    assertEquals(401, ada.api().get(TODAY).status());
  }

  @Test
  void without_redis_invalidations_are_sent_by_the_database() throws IOException {
    Person ada = person();
    redis.kill();
    await(() -> changes.syncState() == SyncState.DISCONNECTED);
    String habit = ada.habit("{\"title\":\"Read\"}");
    assertNotEquals("", habit);
    List<Tag> own = List.of(MemberResponseCache.tag(ada.id()));
    long before = changes.generations().of(own);
    // The server receives its own notifications, too.
    assertEquals(204, ada.api().delete("/v1/habits/" + habit).status());
    await(() -> changes.generations().of(own) >= before + 2);

    redis.restart();
    await(() -> changes.syncState() == SyncState.IN_SYNC && other.syncState() == SyncState.IN_SYNC);
  }

  @Test
  void a_hanging_or_full_redis_fails_no_request() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-10-01\"}");
    for (Runnable breaking : List.<Runnable>of(redis::hang, this::fillRedis)) {
      breaking.run();
      try {
        for (int day = 1; day <= 20; day++) {
          Answer done =
              ada.api().put("/v1/habits/" + habit + "/check-ins/2026-11-%02d".formatted(day), "{}");
          assertEquals(200, done.status(), done.body());
          Answer today = ada.api().get(TODAY);
          assertEquals(200, today.status(), today.body());
        }
      } finally {
        redis.resume();
        redis.execute("CONFIG", "SET", "maxmemory", "0");
      }
      await(() -> changes.syncState() == SyncState.IN_SYNC);
    }
  }

  private void fillRedis() {
    redis.execute("CONFIG", "SET", "maxmemory", "1");
  }
}
