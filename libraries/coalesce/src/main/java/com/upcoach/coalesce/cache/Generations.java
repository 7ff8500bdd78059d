package com.upcoach.coalesce.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/// How often what each [Tag] stands for has changed.
///
/// There are as many counters as memory was given, whatever number of tags there is: tags that
/// share one make each other's answers go sooner than they had to, and never later.
///
/// May be used by any thread.
public final class Generations {

  private final int slots;

  /// The last one is that of everything.
  private final AtomicLongArray counters;

  /// @param slots counters of eight bytes each, 1 or more
  public Generations(int slots) {
    this.slots = slots;
    this.counters = new AtomicLongArray(slots + 1);
  }

  /// One number for all the tags together: once any of them was bumped it is never the same
  /// again.
  public long of(List<Tag> tags) {
    long sum = counters.get(slots);
    for (int i = 0; i < tags.size(); i++) {
      sum += counters.get(slotOf(tags.get(i)));
    }
    return sum;
  }

  /// The same for tags by the counters that they have.
  ///
  /// @param ofTags as [#slotOf] says
  long ofSlots(int[] ofTags) {
    long sum = counters.get(slots);
    for (int slot : ofTags) {
      sum += counters.get(slot);
    }
    return sum;
  }

  /// To be called once a change is durable, before whoever made it is answered.
  public void bump(Tag tag) {
    bumpSlot(slotOf(tag));
  }

  /// Makes everything go.
  public void bumpAll() {
    bumpSlot(slots);
  }

  /// The counter that a tag shares with others: 0 to [#slotOfEverything], exclusive.
  public int slotOf(Tag tag) {
    return tag.slot(slots);
  }

  /// The counter that makes everything go.
  public int slotOfEverything() {
    return slots;
  }

  /// Makes go what hangs on a counter.
  public void bumpSlot(int slot) {
    counters.incrementAndGet(slot);
  }
}
