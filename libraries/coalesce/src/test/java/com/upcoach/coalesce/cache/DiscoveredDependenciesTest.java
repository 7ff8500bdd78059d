package com.upcoach.coalesce.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.ResponseCache.Hit;
import com.upcoach.coalesce.cache.ResponseCache.Lead;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Responses with dependencies that are found only while they are loaded.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DiscoveredDependenciesTest {

  private static final TtlRule RULE =
      new TtlRule("graph", Duration.ofMinutes(5), Duration.ofSeconds(30));
  private static final Tag ANNA = new Tag("member", new UUID(1, 1));
  private static final Tag BOB = new Tag("member", new UUID(1, 2));
  private static final Tag EVE = new Tag("member", new UUID(1, 3));

  private final Generations generations = new Generations(1 << 16);
  private final ResponseCache<String> cache =
      new ResponseCache<>(generations, 1 << 20, 1 << 20, key -> key, () -> 0L, () -> 0.5);

  private Ticket lead() {
    return assertInstanceOf(Lead.class, cache.find("a", RULE, List.of(ANNA))).ticket();
  }

  private void storeWithDependencies() {
    Ticket ticket = lead();
    ticket.addDependency(BOB);
    ticket.addDependency(EVE);
    ticket.addDependency(BOB);
    ticket.store(new CachedResponse("one".getBytes(UTF_8)));
  }

  private boolean isCached() {
    boolean hit = cache.findFresh("a", RULE, List.of(ANNA)).isPresent();
    assertEquals(hit, cache.find("a", RULE, List.of(ANNA)) instanceof Hit);
    return hit;
  }

  @Test
  void a_response_without_changed_dependencies_stays_cached() {
    storeWithDependencies();
    generations.bump(new Tag("member", new UUID(1, 4)));
    assertTrue(isCached());
  }

  @Test
  void a_change_of_any_dependency_invalidates_the_response() {
    for (Tag changed : List.of(ANNA, BOB, EVE)) {
      storeWithDependencies();
      assertTrue(isCached());
      generations.bump(changed);
      lead().abandon();
    }
    storeWithDependencies();
    generations.bumpAll();
    lead().abandon();
  }

  @Test
  void a_response_whose_dependency_changed_during_the_load_is_not_cached() {
    for (Tag changed : List.of(ANNA, BOB, EVE)) {
      Ticket ticket = lead();
      ticket.addDependency(BOB);
      ticket.addDependency(EVE);
      generations.bump(changed);
      // Adding it again does not make it newer.
      ticket.addDependency(changed);
      ticket.store(new CachedResponse("old".getBytes(UTF_8)));
      lead().abandon();
    }
  }

  @Test
  void a_change_before_the_dependency_was_added_does_not_matter() {
    Ticket ticket = lead();
    generations.bump(BOB);
    ticket.addDependency(BOB);
    ticket.store(new CachedResponse("new".getBytes(UTF_8)));
    assertTrue(isCached());
  }

  @Test
  void invalidating_everything_during_the_load_prevents_caching() {
    Ticket ticket = lead();
    ticket.addDependency(BOB);
    generations.bumpAll();
    ticket.store(new CachedResponse("old".getBytes(UTF_8)));
    lead().abandon();
  }

  @Test
  void a_current_response_is_not_prefetched() {
    storeWithDependencies();
    assertTrue(cache.prefetch("a", RULE, List.of(ANNA)).isEmpty());
    generations.bump(EVE);
    assertTrue(cache.prefetch("a", RULE, List.of(ANNA)).isPresent());
  }
}
