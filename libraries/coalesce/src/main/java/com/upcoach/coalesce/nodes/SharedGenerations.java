package com.upcoach.coalesce.nodes;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The generations that all nodes agree on, as far as this one knows.
///
/// May be used by any thread: a name is of one moment.
final class SharedGenerations {

  private final Generations generations;
  private final long[] values;

  /// Counters of changes that this node made and that Redis does not know of yet.
  private final BitSet unsettled = new BitSet();

  private String run = "";

  /// The server that this node is about to begin with, and what it has told meanwhile.
  private String beginning = "";

  private final Map<Integer, Long> meanwhile = new HashMap<>();

  SharedGenerations(Generations generations) {
    this.generations = generations;
    this.values = new long[generations.slotOfEverything() + 1];
  }

  /// The state of things with these tags, under a name that every node gives it.
  ///
  /// @return empty where this node has changed something that others have no name for yet, or
  ///     was never told the names
  synchronized Optional<String> name(List<Tag> tags) {
    int everything = generations.slotOfEverything();
    if (run.isEmpty() || unsettled.get(everything)) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder(run).append(':').append(values[everything]);
    for (Tag tag : tags) {
      int slot = generations.slotOf(tag);
      if (unsettled.get(slot)) {
        return Optional.empty();
      }
      name.append(':').append(values[slot]);
    }
    return Optional.of(name.toString());
  }

  /// From now on there is no name for what hangs on these counters.
  synchronized void unsettle(BitSet counters) {
    unsettled.or(counters);
  }

  /// Takes names over that a server of Redis has given.
  ///
  /// @return false where this node does not count on that server; it knows no names then
  /// @throws IllegalArgumentException where there is no such counter; then nothing is learnt
  synchronized boolean learn(String server, Map<Integer, Long> told) {
    check(told);
    if (server.equals(beginning)) {
      told.forEach((counter, value) -> meanwhile.merge(counter, value, Math::max));
      return true;
    }
    if (!server.equals(run)) {
      forget();
      return false;
    }
    told.forEach((counter, value) -> values[counter] = Math.max(values[counter], value));
    return true;
  }

  /// The same, where those of these counters are the last ones.
  synchronized boolean settle(BitSet counters, String server, Map<Integer, Long> told) {
    boolean known = learn(server, told);
    unsettled.andNot(counters);
    return known;
  }

  /// From now on what this server tells is remembered until [#begin].
  synchronized void prepare(String server) {
    forget();
    beginning = server;
  }

  /// Begins anew with what the server knew at some time since [#prepare]: another one than
  /// before may have gone back.
  ///
  /// @throws IllegalArgumentException where there is no such counter
  synchronized void begin(String server, Map<Integer, Long> told) {
    check(told);
    if (!server.equals(beginning)) {
      return;
    }
    for (int counter = 0; counter < values.length; counter++) {
      long value = told.getOrDefault(counter, 0L);
      values[counter] = Math.max(value, meanwhile.getOrDefault(counter, 0L));
    }
    beginning = "";
    run = server;
  }

  /// Knows no names until it begins anew.
  synchronized void forget() {
    run = "";
    beginning = "";
    meanwhile.clear();
  }

  /// The server whose names they are; empty where there are none.
  synchronized String run() {
    return run;
  }

  private void check(Map<Integer, Long> told) {
    for (int counter : told.keySet()) {
      if (counter < 0 || counter >= values.length) {
        throw new IllegalArgumentException("there is no counter " + counter);
      }
    }
  }
}
