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
        generations, maxBytes, maxBytesPerOwner, key -> key.substring(0, 1), () -> now, () -> chance);
  }

  private static CachedResponse response(String text) {
    return new CachedResponse(text.getBytes(UTF_8));
  }

  private static String text(CachedResponse response) {
    return new String(response.body(ContentEncoding.IDENTITY).bytes(), UTF_8);
  }

  private Found find(String key) {
    return cache.find(key, RULE, ANNAS);
  }

  private void store(String key, String text) {
    assertInstanceOf(Lead.class, find(key)).ticket().store(response(text));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static String hit(Found found) {
    return text(assertInstanceOf(Hit.class, found).response());
  }

  @Test
  void what_was_made_is_found() {
    store("a", "one");
    pass(Duration.ofMinutes(4));
    assertEquals("one", hit(find("a")));
  }

  @Test
  void while_one_makes_it_the_others_wait_for_that_one() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Follow second = assertInstanceOf(Follow.class, find("a"));
    Follow third = assertInstanceOf(Follow.class, find("a"));
    assertFalse(second.response().isComplete());
    lead.ticket().store(response("one"));
    assertEquals("one", text(second.response().result().orElseThrow()));
    assertEquals("one", text(third.response().result().orElseThrow()));
  }

  @Test
  void where_nothing_came_of_it_the_others_make_their_own() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Follow second = assertInstanceOf(Follow.class, find("a"));
    lead.ticket().abandon();
    assertEquals(Optional.empty(), second.response().result());
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void to_leave_after_keeping_changes_nothing() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    lead.ticket().store(response("one"));
    lead.ticket().abandon();
    assertEquals("one", hit(find("a")));
  }

  @Test
  void what_its_tag_was_bumped_for_is_found_no_more() {
    store("a", "one");
    generations.bump(ANNA);
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void another_tag_changes_nothing() {
    store("a", "one");
    generations.bump(new Tag("member", new UUID(1, 2)));
    generations.bump(new Tag("group", new UUID(1, 1)));
    assertEquals("one", hit(find("a")));
  }

  @Test
  void once_everything_was_bumped_nothing_is_found() {
    store("a", "one");
    generations.bumpAll();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void whoever_asks_after_a_change_does_not_wait_for_what_was_begun_before_it() {
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
  void what_changed_while_it_was_made_is_not_kept() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    generations.bump(ANNA);
    lead.ticket().store(response("old"));
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void one_that_is_too_old_is_given_to_all_but_the_one_who_makes_it_anew() {
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
  void past_that_nobody_is_given_it() {
    store("a", "one");
    pass(Duration.ofMinutes(5).plusSeconds(31));
    assertInstanceOf(Lead.class, find("a"));
    assertInstanceOf(Follow.class, find("a"));
  }

  @Test
  void what_came_together_does_not_go_together() {
    chance = 0;
    store("a", "one");
    chance = 0.999;
    store("b", "one");
    pass(Duration.ofMinutes(5));
    assertTrue(assertInstanceOf(Lead.class, find("a")) != null, "a tenth earlier");
    Hit late = assertInstanceOf(Hit.class, find("b"));
    assertTrue(late.remaining() > Duration.ofSeconds(29).toNanos());
  }

  /// It takes a second to make, and a thousand ask for it each second.
  @Test
  void a_hot_one_is_made_anew_by_one_before_it_is_too_old() {
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
      assertEquals("one", hit(find("a")), "nobody else makes it");
    }
    early.ticket().store(response("two"));
    assertEquals("two", hit(find("a")));
  }

  @Test
  void who_only_looks_finds_what_is_fresh_and_nothing_follows_from_it() {
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

  /// A hundred milliseconds to make it: chance may have it made anew from 1.2 s before its end.
  @Test
  void who_only_looks_does_not_find_what_is_nearly_too_old() {
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

  /// Made in no time, so that it is never nearly too old.
  @Test
  void who_only_looks_does_not_find_what_is_too_old() {
    store("a", "one");
    pass(RULE.fresh().minusNanos(1));
    assertTrue(cache.findFresh("a", RULE, ANNAS).isPresent());
    pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.findFresh("a", RULE, ANNAS));
  }

  @Test
  void an_owner_crowds_out_its_own_answers_alone() {
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
  void one_that_is_larger_than_its_owners_share_is_not_kept() {
    ResponseCache<String> small = cache(1 << 20, 1_000);
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS))
        .ticket()
        .store(response("x".repeat(1_000)));
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS));
    assertEquals(0, small.size().responses());
  }

  @Test
  void all_together_stay_within_the_bytes_there_are() {
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
  void what_is_too_old_makes_room_before_what_is_not_however_often_it_was_asked_for() {
    int weight = response("yesterday").weight();
    ResponseCache<String> small = cache(100L * weight, 1 << 20);
    for (int i = 0; i < 100; i++) {
      String key = i + " yesterday";
      assertInstanceOf(Lead.class, small.find(key, RULE, ANNAS)).ticket().store(response("yesterday"));
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

  /// The old one is given out while the new one is made, and too old for that in the end.
  @Test
  void an_owner_stays_within_its_share_also_when_an_answer_took_long_to_be_made_anew() {
    ResponseCache<String> small = cache(1 << 20, 3L * response("one").weight());
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS)).ticket().store(response("one"));
    pass(RULE.fresh().plusSeconds(29));
    Lead slow = assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS));
    pass(Duration.ofSeconds(2));
    slow.ticket().store(response("one"));
    for (int i = 0; i < 8; i++) {
      assertInstanceOf(Lead.class, small.find("a" + i, RULE, ANNAS)).ticket().store(response("one"));
    }
    assertEquals(3, small.size().responses());
  }

  private ResponseCache<String> ofOneOwner(BiPredicate<String, String> isSuperseded) {
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
  void what_has_changed_makes_room_when_its_owner_comes_again() {
    ResponseCache<String> ofAda = ofOneOwner((key, later) -> false);
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
  void what_is_of_yesterday_makes_room_when_its_owner_comes_today() {
    ResponseCache<String> ofAda = ofOneOwner((key, later) -> key.compareTo(later) < 0);
    store(ofAda, "2026-11-24", List.of());
    store(ofAda, "2026-11-25", List.of());
    assertEquals(1, ofAda.size().responses());
    assertInstanceOf(Hit.class, ofAda.find("2026-11-25", RULE, List.of()));
  }

  @Test
  void what_callers_found_is_counted() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    find("a");
    lead.ticket().store(response("one"));
    pass(Duration.ofSeconds(2));
    find("a");
    find("a");
    CacheStatistics statistics = cache.statistics().getFirst();
    assertEquals(
        new CacheStatistics("profile", 2, 0, 1, 1, 0, 0, 0, cache.size().bytes(), 4_000), statistics);
    assertEquals(0.75, statistics.hitRate());
  }
}
