package com.upcoach.coalesce.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/// Dependencies of a response that were found only while it was loaded.
///
/// @param slots counters of their tags
/// @param generation sum of the counters, each as it was before its data was read
@SuppressWarnings("ArrayRecordComponent") // never changed, and looked at with every hit
record DiscoveredDependencies(int[] slots, long generation) {

  static final DiscoveredDependencies NONE = new DiscoveredDependencies(new int[0], 0);

  /// Whether none of the dependencies has changed since.
  boolean isCurrent(Generations generations) {
    return slots.length == 0 || generations.ofSlots(slots) == generation;
  }

  boolean isEmpty() {
    return slots.length == 0;
  }

  /// Collects tags during one load. May be used by any thread.
  static final class Collector {
    private final Map<Integer, Long> generationBySlot = new LinkedHashMap<>();

    synchronized void add(Tag tag, Generations generations) {
      generationBySlot.computeIfAbsent(
          generations.slotOf(tag), slot -> generations.ofSlots(new int[] {slot}));
    }

    /// Takes the dependencies collected so far. A dependency that has changed since it was added
    /// makes the result never current. Each counter value includes the global counter, which is
    /// counted once in the sum.
    synchronized DiscoveredDependencies snapshot(Generations generations) {
      if (generationBySlot.isEmpty()) {
        return NONE;
      }
      int[] slots = generationBySlot.keySet().stream().mapToInt(slot -> slot).toArray();
      long global = generations.ofSlots(new int[0]);
      long sum = global;
      for (Map.Entry<Integer, Long> entry : generationBySlot.entrySet()) {
        if (generations.ofSlots(new int[] {entry.getKey()}) != entry.getValue()) {
          return new DiscoveredDependencies(slots, Long.MIN_VALUE);
        }
        sum += entry.getValue() - global;
      }
      return new DiscoveredDependencies(slots, sum);
    }
  }
}
