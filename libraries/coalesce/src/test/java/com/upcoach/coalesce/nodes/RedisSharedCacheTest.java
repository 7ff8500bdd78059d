package com.upcoach.coalesce.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.coalesce.cache.SharedCache.Found;
import com.upcoach.coalesce.cache.SharedCache.Make;
import com.upcoach.coalesce.cache.SharedCache.There;
import com.upcoach.coalesce.cache.SharedCache.Unknown;
import com.upcoach.redis.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two nodes that share answers in a real Redis.
@org.junit.jupiter.api.Tag("wall-time")
@Timeout(180)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RedisSharedCacheTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String STATE = "run:1:2";

  /// Nodes that never think Redis slow, however slow the machine is.
  private static final long NOON = 0;

  private static final long PATIENCE_MS = 60_000;

  private final RedisServer redis = RedisServer.start();
  private final Vertx vertx = Vertx.vertx();
  private final RedisAddress address =
      new RedisAddress(
          RedisAddress.Kind.STANDALONE, List.of(redis.url()), "", Optional.empty(), "upcoach");
  private final RedisSharedCache<String> one = node("one");
  private final RedisSharedCache<String> other = node("other");

  private RedisSharedCache<String> node(String name) {
    return new RedisSharedCache<>(
        vertx, address, name, Function.identity(), () -> NOON, line -> {}, PATIENCE_MS);
  }

  @BeforeEach
  void bothAreThere() {
    while (!one.figures().up() || !other.figures().up()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  private static CachedResponse answer(String text) {
    return new CachedResponse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Found now(Future<Found> found) {
    return found
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .join();
  }

  private static void assertFound(String text, Found found) {
    There there = assertInstanceOf(There.class, found);
    assertArrayEquals(
        text.getBytes(StandardCharsets.UTF_8),
        there.answer().body(ContentEncoding.IDENTITY).bytes());
    assertTrue(there.left() > Duration.ofMinutes(59).toNanos());
    assertTrue(there.left() <= HOUR.toNanos());
  }

  @Test
  void what_one_node_has_made_the_other_finds() {
    assertInstanceOf(Make.class, now(one.find("day", STATE, 0)));
    one.keep("day", STATE, answer("{}"), HOUR);
    assertFound("{}", now(one.find("day", STATE, 0)));
    assertFound("{}", now(other.find("day", STATE, 0)));
  }

  @Test
  void an_answer_is_found_with_its_links() {
    String link = "</v1/habits?limit=1>; rel=\"first\"";
    for (String kept : new String[] {link, null}) {
      one.keep("day", STATE, new CachedResponse("{}".getBytes(StandardCharsets.UTF_8), kept), HOUR);
      Found found = now(other.find("day", STATE, 0));
      assertFound("{}", found);
      assertEquals(kept, assertInstanceOf(There.class, found).answer().link());
    }
  }

  @Test
  void an_answer_of_another_state_is_none() {
    one.keep("day", STATE, answer("{}"), HOUR);
    assertFound("{}", now(one.find("day", STATE, 0)));
    assertInstanceOf(Make.class, now(other.find("day", "run:1:3", 0)));
    assertInstanceOf(Make.class, now(other.find("day", "run:1:22", 0)));
    assertInstanceOf(Make.class, now(other.find("week", STATE, 0)));
  }

  @Test
  void one_of_two_nodes_makes_it_and_the_other_waits_for_that() {
    assertInstanceOf(Make.class, now(one.find("day", STATE, 0)));
    Future<Found> waiting = other.find("day", STATE, 0);
    assertFalse(waiting.isComplete());
    one.keep("day", STATE, answer("{}"), HOUR);
    Found found = now(waiting);
    // On a busy machine it may have waited long enough before that was kept.
    while (found instanceof Unknown) {
      found = now(other.find("day", STATE, 0));
    }
    assertFound("{}", found);
    assertEquals(0, other.figures().made());
  }

  @Test
  void who_waits_too_long_makes_it_for_itself() {
    assertInstanceOf(Make.class, now(one.find("day", STATE, 0)));
    assertInstanceOf(Unknown.class, now(other.find("day", STATE, 0)));
  }

  @Test
  void the_next_makes_it_where_nothing_came_of_it() {
    assertInstanceOf(Make.class, now(one.find("day", STATE, 0)));
    one.leave("day", STATE);
    assertInstanceOf(Make.class, now(other.find("day", STATE, 0)));
  }

  @Test
  void one_that_is_too_old_for_the_purpose_is_made_anew() {
    one.keep("day", STATE, answer("{}"), HOUR);
    assertFound("{}", now(one.find("day", STATE, Duration.ofMinutes(50).toNanos())));
    assertInstanceOf(Make.class, now(one.find("day", STATE, HOUR.toNanos())));
  }

  @Test
  void answers_go_when_they_are_too_old() {
    one.keep("day", STATE, answer("{}"), Duration.ofMillis(1));
    // What is asked over the same connection is answered after that was done.
    now(one.find("another", STATE, 0));
    while (!redis.ask("EXISTS", "upcoach:answer:{day}").equals("0")) {
      Thread.onSpinWait();
    }
    assertInstanceOf(Make.class, now(one.find("day", STATE, 0)));
  }

  @Test
  void what_is_damaged_is_not_given_out() {
    one.keep("day", STATE, answer("{\"items\":[]}"), HOUR);
    assertFound("{\"items\":[]}", now(one.find("day", STATE, 0)));
    redis.ask("SETRANGE", "upcoach:answer:{day}", "20", "x");
    assertInstanceOf(Unknown.class, now(other.find("day", STATE, 0)));
    redis.ask("SET", "upcoach:answer:{day}", "UC1");
    assertInstanceOf(Make.class, now(other.find("day", STATE, 0)));
    redis.ask("DEL", "upcoach:answer:{day}", "upcoach:answer:{day}:making:" + STATE);
    redis.ask("LPUSH", "upcoach:answer:{day}", "rubbish");
    assertInstanceOf(Unknown.class, now(other.find("day", STATE, 0)));
    assertEquals(1, other.figures().damaged());
  }

  @Test
  void without_redis_nobody_waits() {
    redis.kill();
    for (int again = 0; again < 50; again++) {
      assertInstanceOf(Unknown.class, now(one.find("day", STATE, 0)));
    }
    one.keep("day", STATE, answer("{}"), HOUR);
    one.leave("day", STATE);
  }
}
