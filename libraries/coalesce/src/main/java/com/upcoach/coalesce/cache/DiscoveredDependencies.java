package com.upcoach.coalesce.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/// What an answer turned out to be made of while it was made.
///
/// @param slots the counters of its tags
/// @param generation of all of them together, each as it was before it was read
@SuppressWarnings("ArrayRecordComponent") // never changed, and looked at with every hit
record DiscoveredDependencies(int[] slots, long generation) {

  static final DiscoveredDependencies NOTHING = new DiscoveredDependencies(new int[0], 0);

  /// Whether nothing of it has changed since.
  boolean isAsBefore(Generations generations) {
    return slots.length == 0 || generations.ofSlots(slots) == generation;
  }

  boolean isNothing() {
    return slots.length == 0;
  }

  /// Gathers tags. Used by those who make one answer, on whatever thread.
  static final class Gathering {
    private final Map<Integer, Long> each = new LinkedHashMap<>();

    synchronized void add(Tag tag, Generations generations) {
      each.computeIfAbsent(generations.slotOf(tag), slot -> generations.ofSlots(new int[] {slot}));
    }

    /// Nothing that was changed since it was noted counts as unchanged, be it alone or with
    /// everything: that is in each of the numbers.
    synchronized DiscoveredDependencies all(Generations generations) {
      if (each.isEmpty()) {
        return NOTHING;
      }
      int[] slots = each.keySet().stream().mapToInt(slot -> slot).toArray();
      long everything = generations.ofSlots(new int[0]);
      long sum = everything;
      for (Map.Entry<Integer, Long> one : each.entrySet()) {
        if (generations.ofSlots(new int[] {one.getKey()}) != one.getValue()) {
          return new DiscoveredDependencies(slots, Long.MIN_VALUE);
        }
        sum += one.getValue() - everything;
      }
      return new DiscoveredDependencies(slots, sum);
    }
  }
}
