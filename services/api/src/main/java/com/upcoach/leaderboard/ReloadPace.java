package com.upcoach.leaderboard;

import java.time.Duration;

/// TTL of a board's counts: long enough that loading takes only a small share of the time.
///
/// @param usual minimum TTL, for changes by other nodes and commands
/// @param usualTimes minimum TTL as a multiple of the duration of the load
/// @param soon minimum TTL of counts that are known to be stale
/// @param soonTimes the same as a multiple of the duration of the load
record ReloadPace(Duration usual, int usualTimes, Duration soon, int soonTimes) {

  static final ReloadPace OF_A_SERVER =
      new ReloadPace(Duration.ofSeconds(30), 100, Duration.ofSeconds(1), 10);

  /// Nanoseconds from the end of a load to the start of the next.
  ///
  /// @param took duration of the load in nanoseconds
  long after(long took, boolean outdated) {
    return outdated
        ? Math.max(soon.toNanos(), soonTimes * took)
        : Math.max(usual.toNanos(), usualTimes * took);
  }
}
