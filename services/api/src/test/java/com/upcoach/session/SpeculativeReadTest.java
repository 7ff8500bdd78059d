package com.upcoach.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.access.Role;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.Pools;
import com.upcoach.database.Queries;
import com.upcoach.database.TestDatabase;
import com.upcoach.input.UuidV7;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Speculative reads with a stale session that another node may have changed.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SpeculativeReadTest {

  private static final UUID ADA = new UUID(1, 1);

  private final DatabaseAddress database = TestDatabase.fresh();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = Pools.open(vertx, database, 1, "test");
  private final SecureRandom random = new SecureRandom();
  private final List<Role> readFor = new ArrayList<>();
  private long now;
  private final Sessions sessions =
      new Sessions(
          Queries.on(pool),
          TestDatabase.batching(vertx, database),
          new SessionCache(() -> now, InvalidationBus.singleNode(new Generations(64))),
          null,
          null,
          new UuidV7(Clock.systemUTC(), random),
          random,
          Clock.systemUTC(),
          Duration.ofDays(1));
  private String token;

  @BeforeEach
  void sign_in() {
    TestDatabase.execute(
        database,
        "insert into member values ('%s', 'ada@x', 'Ada', '', 'UTC', 0, 1, 'member', now())"
            .formatted(ADA));
    token = sessions.open(ADA, null).await().indefinitely().token();
  }

  @AfterEach
  void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Optional<String> read() {
    return sessions
        .readAs(
            token,
            caller -> {
              readFor.add(caller.role());
              return Uni.createFrom().item("the day of a " + caller.role().word());
            })
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private void expireTtl() {
    now += SessionCache.TTL.toNanos();
  }

  @Test
  void with_a_valid_session_the_speculative_read_is_used() {
    assertEquals(Optional.of("the day of a member"), read());
    expireTtl();
    assertEquals(Optional.of("the day of a member"), read());
    assertEquals(List.of(Role.MEMBER, Role.MEMBER), readFor);
  }

  @Test
  void a_speculative_read_for_an_ended_session_is_discarded() {
    read();
    expireTtl();
    TestDatabase.execute(database, "delete from session");
    assertEquals(Optional.empty(), read());
    assertEquals(List.of(Role.MEMBER, Role.MEMBER), readFor);
  }

  @Test
  void a_speculative_read_is_repeated_for_a_changed_caller() {
    read();
    expireTtl();
    TestDatabase.execute(database, "update member set role = 'coach'");
    assertEquals(Optional.of("the day of a coach"), read());
    assertEquals(List.of(Role.MEMBER, Role.MEMBER, Role.COACH), readFor);
  }

  @Test
  void a_session_in_use_is_refreshed_before_its_ttl_expires() throws InterruptedException {
    read();
    TestDatabase.execute(database, "delete from session");
    now += SessionCache.TTL.toNanos() / 2;
    // Waits up to a minute on a busy machine.
    for (int call = 0; call < 6_000 && read().isPresent(); call++) {
      Thread.sleep(10);
    }
    assertEquals(Optional.empty(), read());
  }

  @Test
  void nothing_is_read_for_an_unknown_token() {
    token = SessionToken.issue(ADA, random).text();
    assertEquals(Optional.empty(), read());
    assertEquals(List.of(), readFor);
  }
}
