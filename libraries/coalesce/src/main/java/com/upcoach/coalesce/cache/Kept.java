package com.upcoach.coalesce.cache;

import java.time.Duration;
import java.util.List;

/// An answer that is kept.
///
/// @param tags of all that it is made of
/// @param generation of them when the making began
/// @param made when, in nanoseconds of the cache's clock
/// @param freshUntil the same
/// @param took nanoseconds that making it took
record Kept(
        CachedAnswer answer,
        CacheRule rule,
        List<Tag> tags,
        long generation,
        long made,
        long freshUntil,
        long took,
        Warmth warmth) {

    /// How long it may be given out in all.
    Duration life() {
        return Duration.ofNanos(freshUntil - made).plus(rule.stale());
    }
}
