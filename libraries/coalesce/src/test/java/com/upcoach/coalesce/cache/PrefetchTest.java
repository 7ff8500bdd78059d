package com.upcoach.coalesce.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.ResponseCache.Follow;
import com.upcoach.coalesce.cache.ResponseCache.Hit;
import com.upcoach.coalesce.cache.ResponseCache.Lead;
import com.upcoach.coalesce.cache.ResponseCache.Lookup;
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

  private Lookup find(String key) {
    return cache.find(key, RULE, List.of(ANNA));
  }

  private static String hit(Lookup found) {
    CachedResponse response = assertInstanceOf(Hit.class, found).response();
    return new String(response.body(ContentEncoding.IDENTITY).bytes(), UTF_8);
  }

  @Test
  void a_prefetched_response_is_a_hit_and_the_prefetch_is_not_counted_as_a_lookup() {
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
  void a_prefetched_response_has_its_own_ttl() {
    prefetch("a").orElseThrow().ticket().store(response("one"));
    now += Duration.ofMinutes(55).toNanos();
    assertEquals("one", hit(find("a")));
    now += Duration.ofMinutes(6).toNanos();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void responses_that_are_cached_or_in_flight_are_not_prefetched() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    assertEquals(Optional.empty(), prefetch("a"));
    lead.ticket().store(response("one"));
    assertEquals(Optional.empty(), prefetch("a"));
    assertTrue(prefetch("b").isPresent());
    assertEquals(Optional.empty(), prefetch("b"));
  }

  @Test
  void invalidated_and_expired_responses_are_prefetched() {
    assertInstanceOf(Lead.class, find("a")).ticket().store(response("one"));
    generations.bump(ANNA);
    prefetch("a").orElseThrow().ticket().store(response("two"));
    assertEquals("two", hit(find("a")));
    now += Duration.ofHours(2).toNanos();
    assertTrue(prefetch("a").isPresent());
  }

  @Test
  void a_lookup_during_a_prefetch_waits_for_it_and_counts_as_usage() {
    Prefetch prefetch = prefetch("a").orElseThrow();
    Follow follow = assertInstanceOf(Follow.class, find("a"));
    assertTrue(prefetch.usage().used());
    prefetch.ticket().store(response("one"));
    assertTrue(follow.response().result().isPresent());
  }

  @Test
  void after_an_abandoned_prefetch_the_next_caller_loads_the_response() {
    prefetch("a").orElseThrow().ticket().abandon();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void a_prefetch_overtaken_by_a_change_is_not_cached() {
    Prefetch prefetch = prefetch("a").orElseThrow();
    generations.bump(ANNA);
    assertInstanceOf(Lead.class, find("a"));
    prefetch.ticket().store(response("before the change"));
    assertInstanceOf(Follow.class, find("a"));
    assertFalse(prefetch.usage().used());
  }

  @Test
  void the_hottest_responses_are_those_requested_most() {
    // The eviction policy counts frequencies only once half of the memory is used.
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
  void a_response_that_was_never_requested_is_not_hot() {
    prefetch("a").orElseThrow().ticket().store(response("one"));
    assertEquals(List.of(), cache.hottest(10));
    find("a");
    assertEquals(List.of("a"), cache.hottest(10));
  }
}
