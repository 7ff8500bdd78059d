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

  private ResponseCache<String> cache(long mostBytes, long mostOfOwner) {
    return new ResponseCache<>(
        generations, mostBytes, mostOfOwner, key -> key.substring(0, 1), () -> now, () -> chance);
  }

  private static CachedResponse answer(String text) {
    return new CachedResponse(text.getBytes(UTF_8));
  }

  private static String text(CachedResponse answer) {
    return new String(answer.body(ContentEncoding.IDENTITY).bytes(), UTF_8);
  }

  private Found find(String key) {
    return cache.find(key, RULE, ANNAS);
  }

  private void keep(String key, String text) {
    assertInstanceOf(Lead.class, find(key)).ticket().keep(answer(text));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static String hit(Found found) {
    return text(assertInstanceOf(Hit.class, found).answer());
  }

  @Test
  void what_was_made_is_found() {
    keep("a", "one");
    pass(Duration.ofMinutes(4));
    assertEquals("one", hit(find("a")));
  }

  @Test
  void while_one_makes_it_the_others_wait_for_that_one() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Follow second = assertInstanceOf(Follow.class, find("a"));
    Follow third = assertInstanceOf(Follow.class, find("a"));
    assertFalse(second.answer().isComplete());
    lead.ticket().keep(answer("one"));
    assertEquals("one", text(second.answer().result().orElseThrow()));
    assertEquals("one", text(third.answer().result().orElseThrow()));
  }

  @Test
  void where_nothing_came_of_it_the_others_make_their_own() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Follow second = assertInstanceOf(Follow.class, find("a"));
    lead.ticket().leave();
    assertEquals(Optional.empty(), second.answer().result());
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void to_leave_after_keeping_changes_nothing() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    lead.ticket().keep(answer("one"));
    lead.ticket().leave();
    assertEquals("one", hit(find("a")));
  }

  @Test
  void what_its_tag_was_bumped_for_is_found_no_more() {
    keep("a", "one");
    generations.bump(ANNA);
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void another_tag_changes_nothing() {
    keep("a", "one");
    generations.bump(new Tag("member", new UUID(1, 2)));
    generations.bump(new Tag("group", new UUID(1, 1)));
    assertEquals("one", hit(find("a")));
  }

  @Test
  void once_everything_was_bumped_nothing_is_found() {
    keep("a", "one");
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
    own.ticket().keep(answer("new"));
    slow.ticket().keep(answer("old"));
    assertEquals("old", text(earlier.answer().result().orElseThrow()));
    assertEquals("new", text(later.answer().result().orElseThrow()));
    assertEquals("new", hit(find("a")), "the slow one does not replace it");
  }

  @Test
  void what_changed_while_it_was_made_is_not_kept() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    generations.bump(ANNA);
    lead.ticket().keep(answer("old"));
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void one_that_is_too_old_is_given_to_all_but_the_one_who_makes_it_anew() {
    keep("a", "one");
    pass(Duration.ofMinutes(5).plusSeconds(1));
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    Hit stale = assertInstanceOf(Hit.class, find("a"));
    assertEquals("one", text(stale.answer()));
    assertTrue(stale.left() <= 0);
    lead.ticket().keep(answer("two"));
    assertEquals("two", hit(find("a")));
  }

  @Test
  void past_that_nobody_is_given_it() {
    keep("a", "one");
    pass(Duration.ofMinutes(5).plusSeconds(31));
    assertInstanceOf(Lead.class, find("a"));
    assertInstanceOf(Follow.class, find("a"));
  }

  @Test
  void what_came_together_does_not_go_together() {
    chance = 0;
    keep("a", "one");
    chance = 0.999;
    keep("b", "one");
    pass(Duration.ofMinutes(5));
    assertTrue(assertInstanceOf(Lead.class, find("a")) != null, "a tenth earlier");
    Hit late = assertInstanceOf(Hit.class, find("b"));
    assertTrue(late.left() > Duration.ofSeconds(29).toNanos());
  }

  /// It takes a second to make, and a thousand ask for it each second.
  @Test
  void a_hot_one_is_made_anew_by_one_before_it_is_too_old() {
    Lead first = assertInstanceOf(Lead.class, find("a"));
    pass(Duration.ofSeconds(1));
    first.ticket().keep(answer("one"));
    Hit made = assertInstanceOf(Hit.class, find("a"));
    long end = now + made.left();
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
    early.ticket().keep(answer("two"));
    assertEquals("two", hit(find("a")));
  }

  @Test
  void who_only_looks_finds_what_is_fresh_and_nothing_follows_from_it() {
    assertEquals(Optional.empty(), cache.hit("a", RULE, ANNAS));
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    assertEquals(Optional.empty(), cache.hit("a", RULE, ANNAS));
    pass(Duration.ofMillis(100));
    lead.ticket().keep(answer("one"));
    Hit hit = cache.hit("a", RULE, ANNAS).orElseThrow();
    assertEquals("one", hit(hit));
    assertEquals(RULE.fresh().toNanos(), hit.left());
    generations.bump(ANNA);
    assertEquals(Optional.empty(), cache.hit("a", RULE, ANNAS));
    CacheStatistics figures = cache.figures().getFirst();
    assertEquals(1, figures.hits());
    assertEquals(1, figures.misses());
  }

  /// A hundred milliseconds to make it: chance may have it made anew from 1.2 s before its end.
  @Test
  void who_only_looks_does_not_find_what_is_nearly_too_old() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    pass(Duration.ofMillis(100));
    lead.ticket().keep(answer("one"));
    pass(RULE.fresh().minusMillis(1_201));
    assertTrue(cache.hit("a", RULE, ANNAS).isPresent());
    pass(Duration.ofMillis(1));
    assertEquals(Optional.empty(), cache.hit("a", RULE, ANNAS));
    pass(Duration.ofMillis(1_200));
    assertEquals(Optional.empty(), cache.hit("a", RULE, ANNAS));
  }

  /// Made in no time, so that it is never nearly too old.
  @Test
  void who_only_looks_does_not_find_what_is_too_old() {
    keep("a", "one");
    pass(RULE.fresh().minusNanos(1));
    assertTrue(cache.hit("a", RULE, ANNAS).isPresent());
    pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), cache.hit("a", RULE, ANNAS));
  }

  @Test
  void an_owner_crowds_out_its_own_answers_alone() {
    ResponseCache<String> small = cache(1 << 20, 5_000);
    String kilobyte = "x".repeat(1_000);
    for (String key : List.of("b1", "a1", "a2", "a3", "a4")) {
      assertInstanceOf(Lead.class, small.find(key, RULE, ANNAS)).ticket().keep(answer(kilobyte));
    }
    assertInstanceOf(Lead.class, small.find("a1", RULE, ANNAS)).ticket().leave();
    assertInstanceOf(Lead.class, small.find("a2", RULE, ANNAS)).ticket().leave();
    assertInstanceOf(Hit.class, small.find("a3", RULE, ANNAS));
    assertInstanceOf(Hit.class, small.find("a4", RULE, ANNAS));
    assertInstanceOf(Hit.class, small.find("b1", RULE, ANNAS));
  }

  @Test
  void one_that_is_larger_than_its_owners_share_is_not_kept() {
    ResponseCache<String> small = cache(1 << 20, 1_000);
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS))
        .ticket()
        .keep(answer("x".repeat(1_000)));
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS));
    assertEquals(0, small.size().answers());
  }

  @Test
  void all_together_stay_within_the_bytes_there_are() {
    ResponseCache<String> small = cache(100_000, 100_000);
    for (int place = 0; place < 1_000; place++) {
      if (small.find(place + " ", RULE, ANNAS) instanceof Lead lead) {
        lead.ticket().keep(answer("x".repeat(1_000)));
      }
    }
    assertTrue(small.size().bytes() <= 100_000, small.size() + "");
    assertTrue(small.size().answers() > 30, small.size() + "");
    long evicted = small.figures().getFirst().evicted();
    assertEquals(1_000, evicted + small.size().answers());
  }

  @Test
  void what_is_too_old_makes_room_before_what_is_not_however_often_it_was_asked_for() {
    int weight = answer("yesterday").weight();
    ResponseCache<String> small = cache(100L * weight, 1 << 20);
    for (int i = 0; i < 100; i++) {
      String key = i + " yesterday";
      assertInstanceOf(Lead.class, small.find(key, RULE, ANNAS)).ticket().keep(answer("yesterday"));
      for (int again = 0; again < 10; again++) {
        small.find(key, RULE, ANNAS);
      }
    }
    pass(Duration.ofDays(1));
    for (int i = 0; i < 50; i++) {
      assertInstanceOf(Lead.class, small.find(i + " today", RULE, ANNAS))
          .ticket()
          .keep(answer("today"));
    }
    for (int i = 0; i < 50; i++) {
      assertInstanceOf(Hit.class, small.find(i + " today", RULE, ANNAS));
    }
    assertEquals(50, small.size().answers());
    assertEquals(0, small.figures().getFirst().evicted());
  }

  /// The old one is given out while the new one is made, and too old for that in the end.
  @Test
  void an_owner_stays_within_its_share_also_when_an_answer_took_long_to_be_made_anew() {
    ResponseCache<String> small = cache(1 << 20, 3L * answer("one").weight());
    assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS)).ticket().keep(answer("one"));
    pass(RULE.fresh().plusSeconds(29));
    Lead slow = assertInstanceOf(Lead.class, small.find("a", RULE, ANNAS));
    pass(Duration.ofSeconds(2));
    slow.ticket().keep(answer("one"));
    for (int i = 0; i < 8; i++) {
      assertInstanceOf(Lead.class, small.find("a" + i, RULE, ANNAS)).ticket().keep(answer("one"));
    }
    assertEquals(3, small.size().answers());
  }

  private ResponseCache<String> ofOneOwner(BiPredicate<String, String> outlived) {
    return new ResponseCache<>(
        generations,
        1 << 20,
        1 << 20,
        key -> "ada",
        () -> now,
        () -> chance,
        outlived,
        Optional.empty(),
        tags -> Optional.empty());
  }

  private static void keep(ResponseCache<String> cache, String key, List<Tag> tags) {
    assertInstanceOf(Lead.class, cache.find(key, RULE, tags)).ticket().keep(answer(key));
  }

  @Test
  void what_has_changed_makes_room_when_its_owner_comes_again() {
    ResponseCache<String> ofAda = ofOneOwner((key, later) -> false);
    keep(ofAda, "day", ANNAS);
    keep(ofAda, "profile", List.of());
    assertEquals(2, ofAda.size().answers());
    generations.bump(ANNA);
    assertEquals(2, ofAda.size().answers());
    keep(ofAda, "habits", List.of());
    assertEquals(2, ofAda.size().answers());
    assertInstanceOf(Hit.class, ofAda.find("profile", RULE, List.of()));
  }

  @Test
  void what_is_of_yesterday_makes_room_when_its_owner_comes_today() {
    ResponseCache<String> ofAda = ofOneOwner((key, later) -> key.compareTo(later) < 0);
    keep(ofAda, "2026-11-24", List.of());
    keep(ofAda, "2026-11-25", List.of());
    assertEquals(1, ofAda.size().answers());
    assertInstanceOf(Hit.class, ofAda.find("2026-11-25", RULE, List.of()));
  }

  @Test
  void what_callers_found_is_counted() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    find("a");
    lead.ticket().keep(answer("one"));
    pass(Duration.ofSeconds(2));
    find("a");
    find("a");
    CacheStatistics figures = cache.figures().getFirst();
    assertEquals(
        new CacheStatistics("profile", 2, 0, 1, 1, 0, 0, 0, cache.size().bytes(), 4_000), figures);
    assertEquals(0.75, figures.hitRate());
  }
}
