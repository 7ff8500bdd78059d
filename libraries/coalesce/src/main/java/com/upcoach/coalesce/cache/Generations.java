package com.upcoach.coalesce.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/// Change counters ("generations") of [Tag]s.
///
/// The number of counters is fixed; any number of tags is hashed onto them. Tags that share a
/// counter invalidate each other's responses needlessly, but an invalidation is never missed.
///
/// May be used by any thread.
public final class Generations {

  private final int slots;

  /// The last counter is the global one.
  private final AtomicLongArray counters;

  /// @param slots number of counters, eight bytes each, 1 or more
  public Generations(int slots) {
    this.slots = slots;
    this.counters = new AtomicLongArray(slots + 1);
  }

  /// Sum of the counters of all the tags and the global one. It never takes an earlier value again
  /// once any of them is bumped.
  public long of(List<Tag> tags) {
    long sum = counters.get(slots);
    for (int i = 0; i < tags.size(); i++) {
      sum += counters.get(slotOf(tags.get(i)));
    }
    return sum;
  }

  /// The same sum, for counters instead of tags.
  ///
  /// @param ofTags counters as returned by [#slotOf]
  long ofSlots(int[] ofTags) {
    long sum = counters.get(slots);
    for (int slot : ofTags) {
      sum += counters.get(slot);
    }
    return sum;
  }

  /// Invalidates everything that depends on a tag. Call it once a change is durable and before its
  /// author is answered.
  public void bump(Tag tag) {
    bumpSlot(slotOf(tag));
  }

  /// Invalidates everything.
  public void bumpAll() {
    bumpSlot(slots);
  }

  /// Counter of a tag, shared with other tags: 0 to [#globalSlot], exclusive.
  public int slotOf(Tag tag) {
    return tag.slot(slots);
  }

  /// The global counter, which invalidates everything.
  public int globalSlot() {
    return slots;
  }

  /// Invalidates everything that depends on a counter.
  public void bumpSlot(int slot) {
    counters.incrementAndGet(slot);
  }
}
