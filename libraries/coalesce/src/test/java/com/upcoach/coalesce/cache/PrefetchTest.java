package com.upcoach.coalesce.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.ResponseCache.Follow;
import com.upcoach.coalesce.cache.ResponseCache.Found;
import com.upcoach.coalesce.cache.ResponseCache.Hit;
import com.upcoach.coalesce.cache.ResponseCache.Lead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PrefetchTest {

  private static final TtlRule RULE =
      new TtlRule("today", Duration.ofMinutes(10), Duration.ofSeconds(30));
  private static final TtlRule FOR_AN_HOUR =
      new TtlRule("today", Duration.ofHours(1), Duration.ofSeconds(30));
  private static final Tag ANNA = new Tag("member", new UUID(1, 1));

  private final Generations generations = new Generations(1 << 10);
  private long now;

  private final ResponseCache<String> cache =
      new ResponseCache<>(generations, 1 << 20, 1 << 20, key -> key, () -> now, () -> 0.5);

  private static CachedResponse response(String text) {
    return new CachedResponse(text.getBytes(UTF_8));
  }

  private Optional<Prefetch> prefetch(String key) {
    return cache.prefetch(key, FOR_AN_HOUR, List.of(ANNA));
  }

  private Found find(String key) {
    return cache.find(key, RULE, List.of(ANNA));
  }

  private static String hit(Found found) {
    CachedResponse response = assertInstanceOf(Hit.class, found).response();
    return new String(response.body(ContentEncoding.IDENTITY).bytes(), UTF_8);
  }

  @Test
  void who_asks_finds_what_was_made_ahead_and_nobody_is_said_to_have_asked_before() {
    Prefetch prefetch = prefetch("a").orElseThrow();
    prefetch.ticket().store(response("one"));
    assertFalse(prefetch.usage().used());
    assertEquals("one", hit(find("a")));
    assertTrue(prefetch.usage().used());
    CacheStatistics statistics = cache.statistics().getFirst();
    assertEquals(1, statistics.lookups());
    assertEquals(1, statistics.hits());
  }

  @Test
  void it_is_kept_for_as_long_as_its_own_rule_says() {
    prefetch("a").orElseThrow().ticket().store(response("one"));
    now += Duration.ofMinutes(55).toNanos();
    assertEquals("one", hit(find("a")));
    now += Duration.ofMinutes(6).toNanos();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void what_is_there_or_being_made_is_not_made_ahead() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    assertEquals(Optional.empty(), prefetch("a"));
    lead.ticket().store(response("one"));
    assertEquals(Optional.empty(), prefetch("a"));
    assertTrue(prefetch("b").isPresent());
    assertEquals(Optional.empty(), prefetch("b"));
  }

  @Test
  void what_is_gone_or_too_old_is() {
    assertInstanceOf(Lead.class, find("a")).ticket().store(response("one"));
    generations.bump(ANNA);
    prefetch("a").orElseThrow().ticket().store(response("two"));
    assertEquals("two", hit(find("a")));
    now += Duration.ofHours(2).toNanos();
    assertTrue(prefetch("a").isPresent());
  }

  @Test
  void who_asks_while_it_is_made_waits_for_it_and_has_used_it() {
    Prefetch prefetch = prefetch("a").orElseThrow();
    Follow follow = assertInstanceOf(Follow.class, find("a"));
    assertTrue(prefetch.usage().used());
    prefetch.ticket().store(response("one"));
    assertTrue(follow.response().result().isPresent());
  }

  @Test
  void where_nothing_comes_of_it_the_next_one_makes_it() {
    prefetch("a").orElseThrow().ticket().abandon();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void what_was_overtaken_by_a_change_is_not_kept() {
    Prefetch prefetch = prefetch("a").orElseThrow();
    generations.bump(ANNA);
    assertInstanceOf(Lead.class, find("a"));
    prefetch.ticket().store(response("before the change"));
    assertInstanceOf(Follow.class, find("a"));
    assertFalse(prefetch.usage().used());
  }

  @Test
  void the_hottest_are_those_asked_for_most() {
    // Heat is told apart from the moment on when half of the room is taken.
    ResponseCache<String> small =
        new ResponseCache<>(generations, 100_000, 100_000, key -> key, () -> now, () -> 0.5);
    for (int place = 0; place < 250; place++) {
      assertInstanceOf(Lead.class, small.find("k" + place, RULE, List.of(ANNA)))
          .ticket()
          .store(response("some"));
    }
    for (int times = 0; times < 10; times++) {
      for (int place = 20; place < 30; place++) {
        small.find("k" + place, RULE, List.of(ANNA));
      }
    }
    List<String> hottest = small.hottest(10);
    assertEquals(10, hottest.size());
    assertEquals(
        IntStream.range(20, 30).mapToObj(place -> "k" + place).toList(),
        hottest.stream().sorted().toList());
  }

  @Test
  void what_nobody_has_asked_for_is_not_hot() {
    prefetch("a").orElseThrow().ticket().store(response("one"));
    assertEquals(List.of(), cache.hottest(10));
    find("a");
    assertEquals(List.of("a"), cache.hottest(10));
  }
}
