package com.upcoach.coalesce.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.coalesce.cache.SharedCache.Hit;
import com.upcoach.coalesce.cache.SharedCache.Load;
import com.upcoach.coalesce.cache.SharedCache.Lookup;
import com.upcoach.coalesce.cache.SharedCache.Unavailable;
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

/// Two nodes that share responses in a real Redis.
@org.junit.jupiter.api.Tag("wall-time")
@Timeout(180)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RedisSharedCacheTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String STATE = "run:1:2";

  /// A clock that stands still: Redis never seems slow, however slow the machine is.
  private static final long FIXED_TIME = 0;

  private static final long COMMAND_TIMEOUT_MS = 60_000;

  private final RedisServer redis = RedisServer.start();
  private final Vertx vertx = Vertx.vertx();
  private final RedisAddress address =
      new RedisAddress(
          RedisAddress.Kind.STANDALONE, List.of(redis.url()), "", Optional.empty(), "upcoach");
  private final RedisSharedCache<String> first = node("one");
  private final RedisSharedCache<String> second = node("other");

  private RedisSharedCache<String> node(String name) {
    return new RedisSharedCache<>(
        vertx,
        address,
        name,
        Function.identity(),
        () -> FIXED_TIME,
        line -> {},
        COMMAND_TIMEOUT_MS);
  }

  @BeforeEach
  void awaitConnections() {
    while (!first.statistics().up() || !second.statistics().up()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  private static CachedResponse response(String text) {
    return new CachedResponse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Lookup now(Future<Lookup> found) {
    return found
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(COMMAND_TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .join();
  }

  private static void assertFound(String text, Lookup found) {
    Hit hit = assertInstanceOf(Hit.class, found);
    assertArrayEquals(
        text.getBytes(StandardCharsets.UTF_8),
        hit.response().body(ContentEncoding.IDENTITY).bytes());
    assertTrue(hit.remaining() > Duration.ofMinutes(59).toNanos());
    assertTrue(hit.remaining() <= HOUR.toNanos());
  }

  @Test
  void a_response_loaded_by_one_node_is_a_hit_on_the_other() {
    assertInstanceOf(Load.class, now(first.find("day", STATE, 0)));
    first.store("day", STATE, response("{}"), HOUR);
    assertFound("{}", now(first.find("day", STATE, 0)));
    assertFound("{}", now(second.find("day", STATE, 0)));
  }

  @Test
  void a_response_is_stored_with_its_links() {
    String link = "</v1/habits?limit=1>; rel=\"first\"";
    for (String storedLink : new String[] {link, null}) {
      first.store(
          "day",
          STATE,
          new CachedResponse("{}".getBytes(StandardCharsets.UTF_8), storedLink),
          HOUR);
      Lookup found = now(second.find("day", STATE, 0));
      assertFound("{}", found);
      assertEquals(storedLink, assertInstanceOf(Hit.class, found).response().link());
    }
  }

  @Test
  void a_response_of_another_state_is_a_miss() {
    first.store("day", STATE, response("{}"), HOUR);
    assertFound("{}", now(first.find("day", STATE, 0)));
    assertInstanceOf(Load.class, now(second.find("day", "run:1:3", 0)));
    assertInstanceOf(Load.class, now(second.find("day", "run:1:22", 0)));
    assertInstanceOf(Load.class, now(second.find("week", STATE, 0)));
  }

  @Test
  void one_of_two_nodes_loads_a_response_and_the_other_waits_for_it() {
    assertInstanceOf(Load.class, now(first.find("day", STATE, 0)));
    Future<Lookup> waiting = second.find("day", STATE, 0);
    assertFalse(waiting.isComplete());
    first.store("day", STATE, response("{}"), HOUR);
    Lookup found = now(waiting);
    // On a busy machine the other node may have stopped waiting before the response was stored.
    while (found instanceof Unavailable) {
      found = now(second.find("day", STATE, 0));
    }
    assertFound("{}", found);
    assertEquals(0, second.statistics().made());
  }

  @Test
  void a_node_that_has_waited_too_long_loads_the_response_itself() {
    assertInstanceOf(Load.class, now(first.find("day", STATE, 0)));
    assertInstanceOf(Unavailable.class, now(second.find("day", STATE, 0)));
  }

  @Test
  void after_an_abandoned_load_the_next_node_loads_the_response() {
    assertInstanceOf(Load.class, now(first.find("day", STATE, 0)));
    first.abandon("day", STATE);
    assertInstanceOf(Load.class, now(second.find("day", STATE, 0)));
  }

  @Test
  void a_response_that_expires_too_soon_is_loaded_again() {
    first.store("day", STATE, response("{}"), HOUR);
    assertFound("{}", now(first.find("day", STATE, Duration.ofMinutes(50).toNanos())));
    assertInstanceOf(Load.class, now(first.find("day", STATE, HOUR.toNanos())));
  }

  @Test
  void responses_expire() {
    first.store("day", STATE, response("{}"), Duration.ofMillis(1));
    // Commands of one connection are answered in order.
    now(first.find("another", STATE, 0));
    while (!redis.execute("EXISTS", "upcoach:answer:{day}").equals("0")) {
      Thread.onSpinWait();
    }
    assertInstanceOf(Load.class, now(first.find("day", STATE, 0)));
  }

  @Test
  void a_damaged_response_is_not_served() {
    first.store("day", STATE, response("{\"items\":[]}"), HOUR);
    assertFound("{\"items\":[]}", now(first.find("day", STATE, 0)));
    redis.execute("SETRANGE", "upcoach:answer:{day}", "20", "x");
    assertInstanceOf(Unavailable.class, now(second.find("day", STATE, 0)));
    redis.execute("SET", "upcoach:answer:{day}", "UC1");
    assertInstanceOf(Load.class, now(second.find("day", STATE, 0)));
    redis.execute("DEL", "upcoach:answer:{day}", "upcoach:answer:{day}:making:" + STATE);
    redis.execute("LPUSH", "upcoach:answer:{day}", "rubbish");
    assertInstanceOf(Unavailable.class, now(second.find("day", STATE, 0)));
    assertEquals(1, second.statistics().damaged());
  }

  @Test
  void without_redis_lookups_do_not_wait() {
    redis.kill();
    for (int again = 0; again < 50; again++) {
      assertInstanceOf(Unavailable.class, now(first.find("day", STATE, 0)));
    }
    first.store("day", STATE, response("{}"), HOUR);
    first.abandon("day", STATE);
  }
}
