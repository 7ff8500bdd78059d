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
  void a_node_that_has_not_begun_knows_no_names() {
    assertEquals(Optional.empty(), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void a_name_says_the_server_the_generation_of_everything_and_that_of_each_tag() {
    completeResync("one", 7);
    assertEquals(Optional.of("one:0:7"), sharedGenerations.stateOf(OF_ADA));
    sharedGenerations.apply("one", Map.of(generations.globalSlot(), 3L));
    assertEquals(Optional.of("one:3:7"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void what_is_told_while_a_node_begins_is_not_lost_to_what_it_asked_for_before() {
    sharedGenerations.beginResync("one");
    assertTrue(sharedGenerations.apply("one", Map.of(slot, 9L)));
    sharedGenerations.completeResync("one", Map.of(slot, 7L));
    assertEquals(Optional.of("one:0:9"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void a_server_that_begins_anew_may_know_less() {
    completeResync("one", 7);
    completeResync("two", 5);
    assertEquals(Optional.of("two:0:5"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void a_word_of_another_server_ends_all_names_until_the_node_begins_with_it() {
    completeResync("one", 7);
    assertFalse(sharedGenerations.apply("two", Map.of(slot, 9L)));
    assertEquals(Optional.empty(), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void what_this_node_has_changed_has_no_name_until_it_was_told() {
    completeResync("one", 7);
    BitSet own = new BitSet();
    own.set(slot);
    sharedGenerations.markPending(own);
    assertEquals(Optional.empty(), sharedGenerations.stateOf(OF_ADA));
    assertTrue(sharedGenerations.confirm(own, "one", Map.of(slot, 8L)));
    assertEquals(Optional.of("one:0:8"), sharedGenerations.stateOf(OF_ADA));
  }

  @Test
  void a_counter_that_is_none_is_learnt_by_nobody() {
    completeResync("one", 7);
    assertThrows(
        IllegalArgumentException.class, () -> sharedGenerations.apply("one", Map.of(slot, 8L, 9_999, 1L)));
    assertEquals(Optional.of("one:0:7"), sharedGenerations.stateOf(OF_ADA));
  }
}
