package com.upcoach.coalesce.nodes;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The generations in Redis, as far as this node knows them. They name the state of tags for all
/// nodes.
///
/// May be used by any thread; a name is a snapshot.
final class SharedGenerations {

  private final Generations generations;
  private final long[] values;

  /// Counters of this node's invalidations that are not published yet.
  private final BitSet pendingSlots = new BitSet();

  private String run = "";

  /// Run of the server with which a resync is in progress, and the updates received during it.
  private String resyncRun = "";

  private final Map<Integer, Long> bufferedUpdates = new HashMap<>();

  SharedGenerations(Generations generations) {
    this.generations = generations;
    this.values = new long[generations.globalSlot() + 1];
  }

  /// Name of the present state of the tags, equal on every node.
  ///
  /// @return empty while an invalidation of these tags is not published, or before the first resync
  synchronized Optional<String> stateOf(List<Tag> tags) {
    int global = generations.globalSlot();
    if (run.isEmpty() || pendingSlots.get(global)) {
      return Optional.empty();
    }
    StringBuilder state = new StringBuilder(run).append(':').append(values[global]);
    for (Tag tag : tags) {
      int slot = generations.slotOf(tag);
      if (pendingSlots.get(slot)) {
        return Optional.empty();
      }
      state.append(':').append(values[slot]);
    }
    return Optional.of(state.toString());
  }

  /// Withdraws the names of all states that depend on these counters.
  synchronized void markPending(BitSet slots) {
    pendingSlots.or(slots);
  }

  /// Applies generations received from a run of the server.
  ///
  /// @return false if this node has not joined that run; it knows no names then
  /// @throws IllegalArgumentException if a counter does not exist; then nothing is applied
  synchronized boolean apply(String serverRun, Map<Integer, Long> updates) {
    checkSlots(updates);
    if (serverRun.equals(resyncRun)) {
      updates.forEach((slot, value) -> bufferedUpdates.merge(slot, value, Math::max));
      return true;
    }
    if (!serverRun.equals(run)) {
      clear();
      return false;
    }
    updates.forEach((slot, value) -> values[slot] = Math.max(values[slot], value));
    return true;
  }

  /// Applies generations, and confirms that the pending invalidations of these counters are
  /// published.
  synchronized boolean confirm(BitSet slots, String serverRun, Map<Integer, Long> updates) {
    boolean known = apply(serverRun, updates);
    pendingSlots.andNot(slots);
    return known;
  }

  /// Starts a resync: updates of this run are buffered until [#completeResync].
  synchronized void beginResync(String serverRun) {
    clear();
    resyncRun = serverRun;
  }

  /// Completes a resync with generations read since [#beginResync]. They replace the present ones,
  /// since another run may have gone back in time.
  ///
  /// @throws IllegalArgumentException if a counter does not exist
  synchronized void completeResync(String serverRun, Map<Integer, Long> updates) {
    checkSlots(updates);
    if (!serverRun.equals(resyncRun)) {
      return;
    }
    for (int slot = 0; slot < values.length; slot++) {
      long value = updates.getOrDefault(slot, 0L);
      values[slot] = Math.max(value, bufferedUpdates.getOrDefault(slot, 0L));
    }
    resyncRun = "";
    run = serverRun;
  }

  /// Withdraws all names until the next resync.
  synchronized void clear() {
    run = "";
    resyncRun = "";
    bufferedUpdates.clear();
  }

  /// Run of the server that this node has joined; empty if none.
  synchronized String run() {
    return run;
  }

  private void checkSlots(Map<Integer, Long> updates) {
    for (int slot : updates.keySet()) {
      if (slot < 0 || slot >= values.length) {
        throw new IllegalArgumentException("no such counter: " + slot);
      }
    }
  }
}
