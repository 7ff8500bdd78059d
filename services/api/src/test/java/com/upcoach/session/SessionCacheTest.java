package com.upcoach.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.session.SessionStore.SessionWithOwner;
import com.upcoach.streak.MemberClock;
import io.smallrye.mutiny.Uni;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionCacheTest {

  private static final UUID ADA = new UUID(1, 1);
  private static final SessionWithOwner SESSION =
      new SessionWithOwner(
          new Caller(
              ADA,
              new UUID(2, 2),
              Role.MEMBER,
              new MemberClock(ZoneOffset.UTC, LocalTime.MIDNIGHT),
              DayOfWeek.MONDAY),
          Instant.EPOCH);

  private long now;
  private final SessionCache cache =
      new SessionCache(() -> now, InvalidationBus.singleNode(new Generations(64)));

  private void load() {
    cache
        .load("token", ADA, () -> Uni.createFrom().item(Optional.of(SESSION)))
        .await()
        .indefinitely();
  }

  @Test
  void a_loaded_session_is_cached_until_its_ttl_expires() {
    assertEquals(Optional.empty(), cache.get("token"));
    load();
    assertEquals(Optional.of(SESSION), cache.get("token"));
    now += SessionCache.TTL.toNanos();
    assertEquals(Optional.empty(), cache.get("token"));
    assertEquals(Optional.of(SESSION), cache.getStale("token"));
    now += SessionCache.EVICTED_AFTER.toNanos();
    assertEquals(Optional.empty(), cache.getStale("token"));
  }

  @Test
  void one_caller_claims_the_refresh_after_half_the_ttl() {
    load();
    assertFalse(cache.claimRefresh("token"));
    now += SessionCache.TTL.toNanos() / 2;
    assertTrue(cache.claimRefresh("token"));
    assertFalse(cache.claimRefresh("token"));
    assertEquals(Optional.of(SESSION), cache.get("token"));
    load();
    assertFalse(cache.claimRefresh("token"));
    now += SessionCache.TTL.toNanos() - 1;
    assertEquals(Optional.of(SESSION), cache.get("token"));
  }

  @Test
  void get_unless_due_is_empty_while_a_refresh_is_unclaimed() {
    assertEquals(Optional.empty(), cache.getUnlessDue("token"));
    load();
    assertEquals(Optional.of(SESSION), cache.getUnlessDue("token"));
    cache.invalidate(ADA);
    assertEquals(Optional.empty(), cache.getUnlessDue("token"));
    load();
    now += SessionCache.TTL.toNanos() / 2;
    assertEquals(Optional.empty(), cache.getUnlessDue("token"));
    assertTrue(cache.claimRefresh("token"));
    assertEquals(Optional.of(SESSION), cache.getUnlessDue("token"));
    now += SessionCache.TTL.toNanos() / 2;
    assertEquals(Optional.empty(), cache.getUnlessDue("token"));
  }

  @Test
  void the_ttl_starts_when_the_query_starts() {
    var slow = new CompletableFuture<Optional<SessionWithOwner>>();
    var answer =
        cache
            .load("token", ADA, () -> Uni.createFrom().completionStage(slow))
            .subscribeAsCompletionStage();
    now += SessionCache.TTL.toNanos();
    slow.complete(Optional.of(SESSION));
    assertEquals(Optional.of(SESSION), answer.join());
    assertEquals(Optional.empty(), cache.get("token"));
  }

  @Test
  void a_session_not_found_by_a_refresh_is_evicted() {
    load();
    cache.load("token", ADA, () -> Uni.createFrom().item(Optional.empty())).await().indefinitely();
    assertEquals(Optional.empty(), cache.get("token"));
    assertEquals(Optional.empty(), cache.getStale("token"));
  }

  @Test
  void an_unknown_token_is_not_cached() {
    cache.load("token", ADA, () -> Uni.createFrom().item(Optional.empty())).await().indefinitely();
    assertEquals(Optional.empty(), cache.get("token"));
  }

  @Test
  void an_invalidated_session_is_a_cache_miss() {
    load();
    cache.invalidate(ADA);
    assertEquals(Optional.empty(), cache.get("token"));
    load();
    assertEquals(Optional.of(SESSION), cache.get("token"));
  }

  @Test
  void a_change_during_the_query_invalidates_its_result() {
    var slow = new CompletableFuture<Optional<SessionWithOwner>>();
    var answer =
        cache
            .load("token", ADA, () -> Uni.createFrom().completionStage(slow))
            .subscribeAsCompletionStage();
    cache.invalidate(ADA);
    slow.complete(Optional.of(SESSION));
    assertEquals(Optional.of(SESSION), answer.join());
    assertEquals(Optional.empty(), cache.get("token"));
  }
}
