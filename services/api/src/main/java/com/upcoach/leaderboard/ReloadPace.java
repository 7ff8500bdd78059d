package com.upcoach.leaderboard;

import java.time.Duration;

/// TTL of a board's counts: long enough that loading takes only a small share of the time.
///
/// @param ttl minimum TTL, for changes by other nodes and commands
/// @param defaultLoadFactor minimum TTL as a multiple of the duration of the load
/// @param staleTtl minimum TTL of counts that are known to be stale
/// @param staleLoadFactor the same as a multiple of the duration of the load
record ReloadPace(Duration ttl, int defaultLoadFactor, Duration staleTtl, int staleLoadFactor) {

  static final ReloadPace SERVER_DEFAULT =
      new ReloadPace(Duration.ofSeconds(30), 100, Duration.ofSeconds(1), 10);

  /// Nanoseconds from the end of a load to the start of the next.
  ///
  /// @param loadDuration duration of the load in nanoseconds
  long after(long loadDuration, boolean invalidated) {
    return invalidated
        ? Math.max(staleTtl.toNanos(), staleLoadFactor * loadDuration)
        : Math.max(ttl.toNanos(), defaultLoadFactor * loadDuration);
  }
}
