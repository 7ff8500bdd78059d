package com.upcoach.coalesce.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SharedGenerationsTest {

  private static final Tag ADA = new Tag("member", new UUID(1, 1));
  private static final List<Tag> OF_ADA = List.of(ADA);

  private final Generations generations = new Generations(64);
  private final int slot = generations.slotOf(ADA);
  private final SharedGenerations sharedGenerations = new SharedGenerations(generations);

  private void completeResync(String server, long value) {
    sharedGenerations.beginResync(server);
    sharedGenerations.completeResync(server, Map.of(slot, value));
  }

  @Test
  void before_the_first_resync_states_have_no_name() {
    assertEquals(Optional.empty(), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void a_name_contains_the_run_the_global_generation_and_that_of_each_tag() {
    completeResync("one", 7);
    assertEquals(Optional.of("one:0:7"), sharedGenerations.stateOf(OF_ADA));
    sharedGenerations.apply("one", Map.of(generations.globalSlot(), 3L));
    assertEquals(Optional.of("one:3:7"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void updates_during_a_resync_are_not_lost() {
    sharedGenerations.beginResync("one");
    assertTrue(sharedGenerations.apply("one", Map.of(slot, 9L)));
    sharedGenerations.completeResync("one", Map.of(slot, 7L));
    assertEquals(Optional.of("one:0:9"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void a_new_run_may_have_older_generations() {
    completeResync("one", 7);
    completeResync("two", 5);
    assertEquals(Optional.of("two:0:5"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void an_update_from_another_run_withdraws_all_names_until_a_resync() {
    completeResync("one", 7);
    assertFalse(sharedGenerations.apply("two", Map.of(slot, 9L)));
    assertEquals(Optional.empty(), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void a_state_has_no_name_while_an_invalidation_is_unpublished() {
    completeResync("one", 7);
    BitSet own = new BitSet();
    own.set(slot);
    sharedGenerations.markPending(own);
    assertEquals(Optional.empty(), sharedGenerations.stateOf(OF_ADA));
    assertTrue(sharedGenerations.confirm(own, "one", Map.of(slot, 8L)));
    assertEquals(Optional.of("one:0:8"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void an_update_of_a_counter_that_does_not_exist_is_not_applied() {
    completeResync("one", 7);
    assertThrows(
        IllegalArgumentException.class,
        () -> sharedGenerations.apply("one", Map.of(slot, 8L, 9_999, 1L)));
    assertEquals(Optional.of("one:0:7"), sharedGenerations.stateOf(OF_ADA));
  }
}
