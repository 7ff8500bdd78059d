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
import com.upcoach.session.KnownSessions;
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

/// A node beside another, with a real Redis between them that is really broken.
@org.junit.jupiter.api.Tag("wall-time")
@QuarkusTest
@Timeout(300)
@TestProfile(NodesTest.WithRedis.class)
class NodesTest extends ApiTest {

  private static final String TODAY = "/v1/today";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  @Inject InvalidationBus changes;
  @Inject Queries queries;
  @Inject CacheOperations operations;

  /// The other node has one event loop, which a test can hold up.
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  private final Generations heard = new Generations(1 << 16);
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
  void anotherNode() throws IOException {
    if (redis == null) {
      redis = RedisResource.started();
    }
    // It holds nothing of the test before.
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
            heard,
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
    long limit = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < limit, "it did not come to that");
      Thread.onSpinWait();
    }
  }

  private void otherChanges(Tag tag) {
    wait(other.invalidate(List.of(tag)));
  }

  private static String status(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    return answer.headers().firstValue("Cache-Status").orElse("none");
  }

  private static boolean isKept(Answer answer) {
    return status(answer).startsWith("UpCoach; hit");
  }

  /// It was made for the one who asked; a node that is late for a moment does not keep it.
  private static void assertMade(Answer answer) {
    String status = status(answer);
    assertTrue(List.of("UpCoach; fwd=miss; stored", "none").contains(status), status);
  }

  /// Asks until the answer comes from what is kept.
  private static void keep(Person person) {
    await(() -> isKept(person.api().get(TODAY)));
  }

  private void endSessionsBehindItsBack(Person person) {
    queries
        .rows("delete from session where member_id = $1", Tuple.of(person.id()))
        .await()
        .indefinitely();
  }

  @Test
  void what_another_node_has_changed_is_given_out_no_more() {
    Person ada = person();
    keep(ada);
    otherChanges(MemberResponseCache.tag(ada.id()));
    assertMade(ada.api().get(TODAY));
  }

  @Test
  void whoever_checks_in_is_answered_when_the_other_node_has_heard_of_it() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    List<Tag> own = List.of(MemberResponseCache.recordTag(ada.id()));
    long before = heard.of(own);
    Answer done = ada.api().put("/v1/habits/" + habit + "/check-ins/2026-11-23", "{}");
    assertEquals(200, done.status(), done.body());
    assertTrue(other.syncState() != SyncState.IN_SYNC || heard.of(own) != before);
  }

  @Test
  void whoever_changes_its_password_is_answered_when_the_other_node_knows_no_session_any_more() {
    Person ada = person();
    List<Tag> own = List.of(KnownSessions.tag(ada.id()));
    long before = heard.of(own);
    Answer done =
        ada.api()
            .put(
                "/v1/me/password",
                "{\"present\":\"%s\",\"next\":\"a good long one\"}".formatted(PASSWORD));
    assertEquals(200, done.status(), done.body());
    assertTrue(other.syncState() != SyncState.IN_SYNC || heard.of(own) != before);
  }

  /// Whatever it changes, its author is not answered while the other may give out what it
  /// keeps.
  @Test
  void whoever_changes_something_waits_for_a_node_that_hangs_until_its_lease_is_over()
      throws InterruptedException {
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
      CountDownLatch goOn = holdUpTheOther();
      try {
        Answer answer = change.get();
        assertTrue(answer.status() < 300, answer.body());
        assertNotEquals(SyncState.IN_SYNC, other.syncState(), answer.body());
      } finally {
        goOn.countDown();
      }
    }
  }

  private CountDownLatch holdUpTheOther() throws InterruptedException {
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
  void a_session_that_was_ended_on_another_node_is_refused_at_once() {
    Person ada = person();
    keep(ada);
    endSessionsBehindItsBack(ada);
    otherChanges(KnownSessions.tag(ada.id()));
    assertEquals(401, ada.api().get(TODAY).status());
  }

  @Test
  void an_answer_of_the_other_node_is_taken_where_nothing_has_changed_since() {
    Person ada = person();
    keep(ada);
    awaitShared(ada);
    otherChanges(MemberResponseCache.tag(ada.id()));
    assertMade(ada.api().get(TODAY));
  }

  /// Asks until the answer comes from Redis, as a node does that has just started: it keeps
  /// nothing, and names everything as before. Redis may be left alone at first for being slow.
  private void awaitShared(Person person) {
    await(
        () -> {
          changes.generations().bumpAll();
          return status(person.api().get(TODAY))
              .equals("UpCoach-shared; hit, UpCoach; fwd=miss; stored");
        });
  }

  @Test
  void an_answer_that_was_damaged_in_redis_is_made_anew() {
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
  void without_redis_answers_go_on_and_are_kept_for_seconds_and_the_way_back_is_found()
      throws IOException {
    Person ada = person();
    keep(ada);
    redis.kill();
    await(() -> changes.syncState() == SyncState.DISCONNECTED);
    keep(ada);
    await(() -> !isKept(ada.api().get(TODAY)));
    assertEquals(SyncState.DISCONNECTED, changes.syncState());

    redis.restart();
    await(() -> changes.syncState() == SyncState.IN_SYNC);
    keep(ada);
  }

  @Test
  void a_session_that_has_ended_without_a_word_is_refused_while_redis_is_gone() {
    Person ada = person();
    keep(ada);
    redis.kill();
    await(() -> changes.syncState() != SyncState.IN_SYNC);
    endSessionsBehindItsBack(ada);
    assertEquals(401, ada.api().get(TODAY).status());
  }

  @Test
  void what_is_changed_while_redis_is_gone_is_told_by_the_database() throws IOException {
    Person ada = person();
    redis.kill();
    await(() -> changes.syncState() == SyncState.DISCONNECTED);
    String habit = ada.habit("{\"title\":\"Read\"}");
    assertNotEquals("", habit);
    List<Tag> own = List.of(MemberResponseCache.tag(ada.id()));
    long before = changes.generations().of(own);
    // The server listens itself too: word of the change comes back to it.
    assertEquals(204, ada.api().delete("/v1/habits/" + habit).status());
    await(() -> changes.generations().of(own) >= before + 2);

    redis.restart();
    await(() -> changes.syncState() == SyncState.IN_SYNC && other.syncState() == SyncState.IN_SYNC);
  }

  @Test
  void a_redis_that_hangs_or_is_full_costs_no_answer() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-10-01\"}");
    for (Runnable breaking : List.<Runnable>of(redis::hang, this::fill)) {
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

  private void fill() {
    redis.execute("CONFIG", "SET", "maxmemory", "1");
  }
}
