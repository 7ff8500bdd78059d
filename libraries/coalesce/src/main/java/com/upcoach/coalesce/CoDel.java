package com.upcoach.coalesce;

import java.time.Duration;

/// Tells a burst from a queue that stands, by the shortest wait of an interval (controlled delay).
///
/// A burst makes some requests wait; too much work makes all of them wait. Once every request of an
/// interval has waited longer than the target, those that have waited longer than twice the target
/// are shed, until an interval sees a short wait again. So a full queue keeps serving the fresh
/// instead of serving everybody too late.
///
/// Belongs to one thread.
///
/// @see <a href="https://queue.acm.org/detail.cfm?id=2209336">Nichols and Jacobson, Controlling
///     Queue Delay, 2012</a>
public final class CoDel {

    private final long interval;
    private final long target;

    private boolean begun;
    private long intervalEnd;
    private long shortest;
    private boolean overloaded;

    /// @param interval over which the shortest wait is looked for
    /// @param target the shortest wait that is still no overload
    public CoDel(Duration interval, Duration target) {
        this.interval = interval.toNanos();
        this.target = target.toNanos();
    }

    /// 5 ms within 100 ms.
    public static CoDel usual() {
        return new CoDel(Duration.ofMillis(100), Duration.ofMillis(5));
    }

    /// Notes how long one request has waited when its turn came, and tells whether to shed it.
    ///
    /// @param now nanoseconds of the clock that the wait was taken by
    /// @param waited nanoseconds
    public boolean sheds(long now, long waited) {
        if (!begun || now - intervalEnd >= 0) {
            // An interval without any request since then would say that nobody waits.
            boolean justEnded = begun && now - intervalEnd < interval;
            overloaded = justEnded && shortest > target;
            begun = true;
            intervalEnd = now + interval;
            shortest = waited;
        } else {
            shortest = Math.min(shortest, waited);
        }
        if (waited <= target) {
            // Whoever is served in time ends the overload at once: the queue does not stand any
            // more.
            overloaded = false;
        }
        return overloaded && waited > 2 * target;
    }

    /// Whether the last full interval had a standing queue.
    public boolean overloaded() {
        return overloaded;
    }
}
