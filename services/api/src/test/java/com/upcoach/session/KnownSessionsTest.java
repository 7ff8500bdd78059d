package com.upcoach.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.session.SessionStore.Found;
import com.upcoach.streak.WallClock;
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
class KnownSessionsTest {

  private static final UUID ADA = new UUID(1, 1);
  private static final Found SESSION =
      new Found(
          new Caller(
              ADA,
              new UUID(2, 2),
              Role.MEMBER,
              new WallClock(ZoneOffset.UTC, LocalTime.MIDNIGHT),
              DayOfWeek.MONDAY),
          Instant.EPOCH);

  private long now;
  private final KnownSessions sessions =
      new KnownSessions(() -> now, InvalidationBus.singleNode(new Generations(64)));

  private void lookUp() {
    sessions
        .keep("token", ADA, () -> Uni.createFrom().item(Optional.of(SESSION)))
        .await()
        .indefinitely();
  }

  @Test
  void a_session_that_was_looked_up_is_known_for_a_while() {
    assertEquals(Optional.empty(), sessions.get("token"));
    lookUp();
    assertEquals(Optional.of(SESSION), sessions.get("token"));
    now += KnownSessions.KEPT.toNanos();
    assertEquals(Optional.empty(), sessions.get("token"));
    assertEquals(Optional.of(SESSION), sessions.remembered("token"));
    now += KnownSessions.REMEMBERED.toNanos();
    assertEquals(Optional.empty(), sessions.remembered("token"));
  }

  @Test
  void one_of_those_who_come_often_is_told_to_look_the_session_up_again_in_time() {
    lookUp();
    assertFalse(sessions.due("token"));
    now += KnownSessions.KEPT.toNanos() / 2;
    assertTrue(sessions.due("token"));
    assertFalse(sessions.due("token"));
    assertEquals(Optional.of(SESSION), sessions.get("token"));
    lookUp();
    assertFalse(sessions.due("token"));
    now += KnownSessions.KEPT.toNanos() - 1;
    assertEquals(Optional.of(SESSION), sessions.get("token"));
  }

  @Test
  void a_session_is_settled_while_it_is_known_and_nobody_has_to_look_it_up() {
    assertEquals(Optional.empty(), sessions.settled("token"));
    lookUp();
    assertEquals(Optional.of(SESSION), sessions.settled("token"));
    sessions.forget(ADA);
    assertEquals(Optional.empty(), sessions.settled("token"));
    lookUp();
    now += KnownSessions.KEPT.toNanos() / 2;
    assertEquals(Optional.empty(), sessions.settled("token"));
    assertTrue(sessions.due("token"));
    assertEquals(Optional.of(SESSION), sessions.settled("token"));
    now += KnownSessions.KEPT.toNanos() / 2;
    assertEquals(Optional.empty(), sessions.settled("token"));
  }

  @Test
  void a_session_is_believed_from_when_its_look_up_began_however_long_that_took() {
    var slow = new CompletableFuture<Optional<Found>>();
    var answer =
        sessions
            .keep("token", ADA, () -> Uni.createFrom().completionStage(slow))
            .subscribeAsCompletionStage();
    now += KnownSessions.KEPT.toNanos();
    slow.complete(Optional.of(SESSION));
    assertEquals(Optional.of(SESSION), answer.join());
    assertEquals(Optional.empty(), sessions.get("token"));
  }

  @Test
  void a_session_that_is_not_found_again_is_known_no_more() {
    lookUp();
    sessions
        .keep("token", ADA, () -> Uni.createFrom().item(Optional.empty()))
        .await()
        .indefinitely();
    assertEquals(Optional.empty(), sessions.get("token"));
    assertEquals(Optional.empty(), sessions.remembered("token"));
  }

  @Test
  void a_token_that_belongs_to_no_session_is_looked_up_each_time() {
    sessions
        .keep("token", ADA, () -> Uni.createFrom().item(Optional.empty()))
        .await()
        .indefinitely();
    assertEquals(Optional.empty(), sessions.get("token"));
  }

  @Test
  void a_member_that_has_changed_is_looked_up_again() {
    lookUp();
    sessions.forget(ADA);
    assertEquals(Optional.empty(), sessions.get("token"));
    lookUp();
    assertEquals(Optional.of(SESSION), sessions.get("token"));
  }

  @Test
  void what_was_looked_up_before_the_change_is_not_known_after_it() {
    var slow = new CompletableFuture<Optional<Found>>();
    var answer =
        sessions
            .keep("token", ADA, () -> Uni.createFrom().completionStage(slow))
            .subscribeAsCompletionStage();
    sessions.forget(ADA);
    slow.complete(Optional.of(SESSION));
    assertEquals(Optional.of(SESSION), answer.join());
    assertEquals(Optional.empty(), sessions.get("token"));
  }
}
