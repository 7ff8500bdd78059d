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

  private static CachedResponse answer(String text) {
    return new CachedResponse(text.getBytes(UTF_8));
  }

  private Optional<Prefetch> ahead(String key) {
    return cache.ahead(key, FOR_AN_HOUR, List.of(ANNA));
  }

  private Found find(String key) {
    return cache.find(key, RULE, List.of(ANNA));
  }

  private static String hit(Found found) {
    CachedResponse answer = assertInstanceOf(Hit.class, found).answer();
    return new String(answer.body(ContentEncoding.IDENTITY).bytes(), UTF_8);
  }

  @Test
  void who_asks_finds_what_was_made_ahead_and_nobody_is_said_to_have_asked_before() {
    Prefetch ahead = ahead("a").orElseThrow();
    ahead.ticket().keep(answer("one"));
    assertFalse(ahead.warmth().used());
    assertEquals("one", hit(find("a")));
    assertTrue(ahead.warmth().used());
    CacheStatistics figures = cache.figures().getFirst();
    assertEquals(1, figures.asked());
    assertEquals(1, figures.hits());
  }

  @Test
  void it_is_kept_for_as_long_as_its_own_rule_says() {
    ahead("a").orElseThrow().ticket().keep(answer("one"));
    now += Duration.ofMinutes(55).toNanos();
    assertEquals("one", hit(find("a")));
    now += Duration.ofMinutes(6).toNanos();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void what_is_there_or_being_made_is_not_made_ahead() {
    Lead lead = assertInstanceOf(Lead.class, find("a"));
    assertEquals(Optional.empty(), ahead("a"));
    lead.ticket().keep(answer("one"));
    assertEquals(Optional.empty(), ahead("a"));
    assertTrue(ahead("b").isPresent());
    assertEquals(Optional.empty(), ahead("b"));
  }

  @Test
  void what_is_gone_or_too_old_is() {
    assertInstanceOf(Lead.class, find("a")).ticket().keep(answer("one"));
    generations.bump(ANNA);
    ahead("a").orElseThrow().ticket().keep(answer("two"));
    assertEquals("two", hit(find("a")));
    now += Duration.ofHours(2).toNanos();
    assertTrue(ahead("a").isPresent());
  }

  @Test
  void who_asks_while_it_is_made_waits_for_it_and_has_used_it() {
    Prefetch ahead = ahead("a").orElseThrow();
    Follow follow = assertInstanceOf(Follow.class, find("a"));
    assertTrue(ahead.warmth().used());
    ahead.ticket().keep(answer("one"));
    assertTrue(follow.answer().result().isPresent());
  }

  @Test
  void where_nothing_comes_of_it_the_next_one_makes_it() {
    ahead("a").orElseThrow().ticket().leave();
    assertInstanceOf(Lead.class, find("a"));
  }

  @Test
  void what_was_overtaken_by_a_change_is_not_kept() {
    Prefetch ahead = ahead("a").orElseThrow();
    generations.bump(ANNA);
    assertInstanceOf(Lead.class, find("a"));
    ahead.ticket().keep(answer("before the change"));
    assertInstanceOf(Follow.class, find("a"));
    assertFalse(ahead.warmth().used());
  }

  @Test
  void the_hottest_are_those_asked_for_most() {
    // Heat is told apart from the moment on when half of the room is taken.
    ResponseCache<String> small =
        new ResponseCache<>(generations, 100_000, 100_000, key -> key, () -> now, () -> 0.5);
    for (int place = 0; place < 250; place++) {
      assertInstanceOf(Lead.class, small.find("k" + place, RULE, List.of(ANNA)))
          .ticket()
          .keep(answer("some"));
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
    ahead("a").orElseThrow().ticket().keep(answer("one"));
    assertEquals(List.of(), cache.hottest(10));
    find("a");
    assertEquals(List.of("a"), cache.hottest(10));
  }
}
