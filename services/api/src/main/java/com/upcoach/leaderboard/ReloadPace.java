package com.upcoach.leaderboard;

import java.time.Duration;

/// How long a board's counts are good for: long enough that counting takes no more than a small
/// part of the time.
///
/// @param usual at least so long, for what other nodes and commands write
/// @param usualTimes at least so many times as long as the load took
/// @param soon at least so long, where it is known that points have gone
/// @param soonTimes at least so many times as long as the load took
record ReloadPace(Duration usual, int usualTimes, Duration soon, int soonTimes) {

  static final ReloadPace OF_A_SERVER =
      new ReloadPace(Duration.ofSeconds(30), 100, Duration.ofSeconds(1), 10);

  /// Nanoseconds from the end of a load to the beginning of the next.
  ///
  /// @param took nanoseconds that the load took
  long after(long took, boolean outdated) {
    return outdated
        ? Math.max(soon.toNanos(), soonTimes * took)
        : Math.max(usual.toNanos(), usualTimes * took);
  }
}
