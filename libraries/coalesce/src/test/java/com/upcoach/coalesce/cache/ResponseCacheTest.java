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
import java.util.Random;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ResponseCacheTest {

  private static final TtlRule RULE =
      new TtlRule("profile", Duration.ofMinutes(5), Duration.ofSeconds(30));

  private static final Tag ANNA = new Tag("member", new UUID(1, 1));
  private static final List<Tag> ANNAS = List.of(ANNA);

  private final Generations generations = new Generations(1 << 16);
  private final Random random = new Random(7);
  private long now;
  private double chance = 0.5;

  private final ResponseCache<String> cache = cache(1 << 20, 1 << 20);

  private ResponseCache<String> cache(long maxBytes, long maxBytesPerOwner) {
    return new ResponseCache<>(
        generations,
        maxBytes,
        maxBytesPerOwner,
        key -> key.substring(0, 1),
        () -> now,
        () -> chance);
  }

  private static CachedResponse response(String text) {
    return new CachedResponse(text.getBytes(UTF_8));
  }

  private static String text(CachedResponse response) {
    return new String(response.body(ContentEncoding.IDENTITY).bytes(), UTF_8);
  }

  private Lookup find(String key) {
    return cache.find(key, RULE, ANNAS);
  }

  private void store(String key, String text) {
    assertInstanceOf(Lead.class, find(key)).ticket().store(response(text));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static String hit(Lookup found) {
    return text(assertInstanceOf(Hit.class, found).response());
  }

  @Test
  void a_stored_response_is_a_hit() {
    store("a", "one");
    pass(Duration.ofMinutes(4));
    assertEquals("one", hit(find("a")));
  }

  @Test
  void during_a_load_other_callers_wait_for_it() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Follow second = assertInstanceOf(Follow.class, find("a"));
    Follow third = assertInstanceOf(Follow.class, find("a"));
    assertFalse(second.response().isComplete());
    lead.ticket().store(response("one"));
    assertEquals("one", text(second.response().result().orElseThrow()));
    assertEquals("one", text(third.response().result().orElseThrow()));
  }

  @Test
  void after_an_abandoned_load_the_others_load_their_own() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Follow second = assertInstanceOf(Follow.class, find("a"));
    lead.ticket().abandon();
    assertEquals(Optional.empty(), second.response().result());
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void abandoning_after_storing_has_no_effect() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    lead.ticket().store(response("one"));
    lead.ticket().abandon();
    assertEquals("one", hit(find("a")));
  }

  @Test
  void bumping_a_tag_invalidates_its_responses() {
    store("a", "one");
    generations.bump(ANNA);
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void bumping_another_tag_has_no_effect() {
    store("a", "one");
    generations.bump(new Tag("member", new UUID(1, 2)));
    generations.bump(new Tag("group", new UUID(1, 1)));
    assertEquals("one", hit(find("a")));
  }

  @Test
  void bumping_everything_invalidates_all_responses() {
    store("a", "one");
    generations.bumpAll();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void a_lookup_after_a_change_does_not_wait_for_a_load_begun_before_it() {
    Lead slow = assertInstanceOf(Lead.class, find("a"));
    Follow earlier = assertInstanceOf(Follow.class, find("a"));
    generations.bump(ANNA);
    Lead own = assertInstanceOf(Lead.class, find("a"));
    Follow later = assertInstanceOf(Follow.class, find("a"));
    own.ticket().store(response("new"));
    slow.ticket().store(response("old"));
    assertEquals("old", text(earlier.response().result().orElseThrow()));
    assertEquals("new", text(later.response().result().orElseThrow()));
    assertEquals("new", hit(find("a")), "the slow one does not replace it");
  }

  @Test
  void a_response_whose_dependency_changed_during_the_load_is_not_cached() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    generations.bump(ANNA);
    lead.ticket().store(response("old"));
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void a_stale_response_is_served_to_all_but_the_caller_that_refreshes_it() {
    store("a", "one");
    pass(Duration.ofMinutes(5).plusSeconds(1));
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Hit stale = assertInstanceOf(Hit.class, find("a"));
    assertEquals("one", text(stale.response()));
    assertTrue(stale.remaining() <= 0);
    lead.ticket().store(response("two"));
    assertEquals("two", hit(find("a")));
  }

  @Test
  void past_the_stale_period_a_response_is_not_served() {
    store("a", "one");
    pass(Duration.ofMinutes(5).plusSeconds(31));
    assertInstanceOf(Lead.class, find("a"));
    assertInstanceOf(Follow.class, find("a"));
  }

  @Test
  void responses_loaded_together_do_not_expire_together() {
    chance = 0;
    store("a", "one");
    chance = 0.999;
    store("b", "one");
    pass(Duration.ofMinutes(5));
    assertTrue(assertInstanceOf(Lead.class, find("a")) != null, "a tenth earlier");
    Hit late = assertInstanceOf(Hit.class, find("b"));
    assertTrue(late.remaining() > Duration.ofSeconds(29).toNanos());
  }

  /// The load takes a second, and there are a thousand requests each second.
  @Test
  void a_hot_response_is_refreshed_by_one_caller_before_it_expires() {
    Lead first = assertInstanceOf(Lead.class, find("a"));
    pass(Duration.ofSeconds(1));
    first.ticket().store(response("one"));
    Hit load = assertInstanceOf(Hit.class, find("a"));
    long end = now + load.remaining();
    Lead early = null;
    while (early == null) {
      pass(Duration.ofMillis(1));
      chance = random.nextDouble();
      if (find("a") instanceof Lead lead) {
        early = lead;
      }
    }
    long before = end - now;
    assertTrue(before > 0 && before < Duration.ofSeconds(12).toNanos(), before + " ns");
    for (int asking = 0; asking < 100; asking++) {
      chance = random.nextDouble();
      assertEquals("one", hit(find("a")), "no other caller loads it");
    }
    early.ticket().store(response("two"));
    assertEquals("two", hit(find("a")));
  }

  @Test
  void the_fast_path_finds_fresh_responses_and_a_miss_has_no_effect() {
    assertEquals(Optional.empty(), cache.findFresh("a", RULE, ANNAS));
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    assertEquals(Optional.empty(), cache.findFresh("a", RULE, ANNAS));
    pass(Duration.ofMillis(100));
    lead.ticket().store(response("one"));
    Hit hit = cache.findFresh("a", RULE, ANNAS).orElseThrow();
    assertEquals("one", hit(hit));
    assertEquals(RULE.fresh().toNanos(), hit.remaining());
    generations.bump(ANNA);
    assertEquals(Optional.empty(), cache.findFresh("a", RULE, ANNAS));
    CacheStatistics statistics = cache.statistics().getFirst();
    assertEquals(1, statistics.hits());
    assertEquals(1, statistics.misses());
  }

  /// The load takes 100 ms: an early refresh is possible from 1.2 s before expiry.
  @Test
  void the_fast_path_finds_nothing_in_the_refresh_window() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    pass(Duration.ofMillis(100));
    lead.ticket().store(response("one"));
    pass(RULE.fresh().minusMillis(1_201));
    assertTrue(cache.findFresh("a", RULE, ANNAS).isPresent());
    pass(Duration.ofMillis(1));
    assertEquals(Optional.empty(), cache.findFresh("a", RULE, ANNAS));
    pass(Duration.ofMillis(1_200));
    assertEquals(Optional.empty(), cache.findFresh("a", RULE, ANNAS));
  }

  /// The load takes no time, so that there is no early refresh.
  @Test
  void the_fast_path_finds_nothing_that_has_expired() {
    store("a", "one");
    pass(RULE.fresh().minusNanos(1));
    assertTrue(cache.findFresh("a", RULE, ANNAS).isPresent());
    pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findFresh("a", RULE, ANNAS));
  }

  @Test
  void an_owner_over_quota_evicts_only_its_own_responses() {
    ResponseCache<String> small = cache(1 << 20, 5_000);
    String kilobyte = "x".repeat(1_000);
    for (String key : List.of("b1", "a1", "a2", "a3", "a4")) {
      assertInstanceOf(Lead.class, small.find(key, RULE, ANNAS)).ticket().store(response(kilobyte));
    }
    assertInstanceOf(Lead.class, small.find("a1", RULE, ANNAS)).ticket().abandon();
    assertInstanceOf(Lead.class, small.find("a2", RULE, ANNAS)).ticket().abandon();
    assertInstanceOf(Hit.class, small.find("a3", RULE, ANNAS));
    assertInstanceOf(Hit.class, small.find("a4", RULE, ANNAS));
    assertInstanceOf(Hit.class, small.find("b1", RULE, ANNAS));
  }

  @Test
  void a_response_larger_than_the_quota_is_not_cached() {
    ResponseCache<String> small = cache(1 << 20, 1_000);
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS))
        .ticket()
        .store(response("x".repeat(1_000)));
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS));
    assertEquals(0, small.size().responses());
  }

  @Test
  void all_responses_together_stay_within_the_memory_limit() {
    ResponseCache<String> small = cache(100_000, 100_000);
    for (int place = 0; place < 1_000; place++) {
      if (small.find(place + " ", RULE, ANNAS) instanceof Lead lead) {
        lead.ticket().store(response("x".repeat(1_000)));
      }
    }
    assertTrue(small.size().bytes() <= 100_000, small.size() + "");
    assertTrue(small.size().responses() > 30, small.size() + "");
    long evicted = small.statistics().getFirst().evicted();
    assertEquals(1_000, evicted + small.size().responses());
  }

  @Test
  void expired_responses_are_evicted_first_however_hot_they_were() {
    int weight = response("yesterday").weight();
    ResponseCache<String> small = cache(100L * weight, 1 << 20);
    for (int i = 0; i < 100; i++) {
      String key = i + " yesterday";
      assertInstanceOf(Lead.class, small.find(key, RULE, ANNAS))
          .ticket()
          .store(response("yesterday"));
      for (int again = 0; again < 10; again++) {
        small.find(key, RULE, ANNAS);
      }
    }
    pass(Duration.ofDays(1));
    for (int i = 0; i < 50; i++) {
      assertInstanceOf(Lead.class, small.find(i + " today", RULE, ANNAS))
          .ticket()
          .store(response("today"));
    }
    for (int i = 0; i < 50; i++) {
      assertInstanceOf(Hit.class, small.find(i + " today", RULE, ANNAS));
    }
    assertEquals(50, small.size().responses());
    assertEquals(0, small.statistics().getFirst().evicted());
  }

  /// The stale response is served during the load, until it is too old even for that.
  @Test
  void an_owner_stays_within_its_quota_also_after_a_slow_refresh() {
    ResponseCache<String> small = cache(1 << 20, 3L * response("one").weight());
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS)).ticket().store(response("one"));
    pass(RULE.fresh().plusSeconds(29));
    Lead slow = assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS));
    pass(Duration.ofSeconds(2));
    slow.ticket().store(response("one"));
    for (int i = 0; i < 8; i++) {
      assertInstanceOf(Lead.class, small.find("a" + i, RULE, ANNAS))
          .ticket()
          .store(response("one"));
    }
    assertEquals(3, small.size().responses());
  }

  private ResponseCache<String> cacheOfOneOwner(BiPredicate<String, String> isSuperseded) {
    return new ResponseCache<>(
        generations,
        1 << 20,
        1 << 20,
        key -> "ada",
        () -> now,
        () -> chance,
        isSuperseded,
        Optional.empty(),
        tags -> Optional.empty());
  }

  private static void store(ResponseCache<String> cache, String key, List<Tag> tags) {
    assertInstanceOf(Lead.class, cache.find(key, RULE, tags)).ticket().store(response(key));
  }

  @Test
  void invalidated_responses_are_removed_when_their_owner_returns() {
    ResponseCache<String> ofAda = cacheOfOneOwner((key, later) -> false);
    store(ofAda, "day", ANNAS);
    store(ofAda, "profile", List.of());
    assertEquals(2, ofAda.size().responses());
    generations.bump(ANNA);
    assertEquals(2, ofAda.size().responses());
    store(ofAda, "habits", List.of());
    assertEquals(2, ofAda.size().responses());
    assertInstanceOf(Hit.class, ofAda.find("profile", RULE, List.of()));
  }

  @Test
  void responses_of_yesterday_are_removed_when_their_owner_returns_today() {
    ResponseCache<String> ofAda = cacheOfOneOwner((key, later) -> key.compareTo(later) < 0);
    store(ofAda, "2026-11-24", List.of());
    store(ofAda, "2026-11-25", List.of());
    assertEquals(1, ofAda.size().responses());
    assertInstanceOf(Hit.class, ofAda.find("2026-11-25", RULE, List.of()));
  }

  @Test
  void lookups_are_counted() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    find("a");
    lead.ticket().store(response("one"));
    pass(Duration.ofSeconds(2));
    find("a");
    find("a");
    CacheStatistics statistics = cache.statistics().getFirst();
    assertEquals(
        new CacheStatistics("profile", 2, 0, 1, 1, 0, 0, 0, cache.size().bytes(), 4_000),
        statistics);
    assertEquals(0.75, statistics.hitRate());
  }
}
