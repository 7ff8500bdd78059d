package com.upcoach.coalesce.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// How often what each [Tag] stands for has changed.
///
/// There are as many counters as memory was given, whatever number of tags there is: tags that
/// share one make each other's answers go sooner than they had to, and never later.
///
/// May be used by any thread.
public final class Generations {

    private final AtomicLongArray slots;
    private final AtomicLong everything = new AtomicLong();

    /// @param slots counters of eight bytes each, 1 or more
    public Generations(int slots) {
        this.slots = new AtomicLongArray(slots);
    }

    /// One number for all the tags together: once any of them was bumped it is never the same
    /// again.
    public long of(List<Tag> tags) {
        long sum = everything.get();
        for (int i = 0; i < tags.size(); i++) {
            sum += slots.get(tags.get(i).slot(slots.length()));
        }
        return sum;
    }

    /// To be called once a change is durable, before whoever made it is answered.
    public void bump(Tag tag) {
        slots.incrementAndGet(tag.slot(slots.length()));
    }

    /// Makes everything go.
    public void bumpAll() {
        everything.incrementAndGet();
    }
}
