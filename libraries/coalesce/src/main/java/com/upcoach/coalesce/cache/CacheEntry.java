package com.upcoach.coalesce.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/// A cached response with its dependencies and times.
///
/// @param tags what the response depends on
/// @param generation of the tags when the load began
/// @param discovered dependencies that were found during the load
/// @param createdAt nanoseconds of the cache's clock
/// @param freshUntil nanoseconds of the cache's clock
/// @param loadNanos duration of the load, in nanoseconds
record CacheEntry(
    CachedResponse response,
    TtlRule rule,
    List<Tag> tags,
    long generation,
    DiscoveredDependencies discovered,
    long createdAt,
    long freshUntil,
    long loadNanos,
    UsageMarker usage) {

  /// Early refresh starts this many load times before expiry. Before that its probability is less
  /// than one in a hundred thousand.
  static final int REFRESH_WINDOW = 12;

  /// Whether none of the dependencies has changed since the load.
  ///
  /// @param now the present generation of the tags
  boolean isCurrent(long now, Generations generations) {
    return generation == now && discovered.isCurrent(generations);
  }

  /// @param remaining nanoseconds until the response expires
  boolean isInRefreshWindow(long remaining) {
    return remaining <= REFRESH_WINDOW * loadNanos;
  }

  /// Whether the present caller should refresh the response.
  ///
  /// @param random from 0, inclusive, to 1
  boolean isDueForRefresh(long now, DoubleSupplier random) {
    long remaining = freshUntil - now;
    if (remaining <= 0) {
      return true;
    }
    return isInRefreshWindow(remaining) && -loadNanos * Math.log(random.getAsDouble()) >= remaining;
  }

  /// Time for which the entry may be served, fresh and stale together.
  Duration lifetime() {
    return Duration.ofNanos(freshUntil - createdAt).plus(rule.stale());
  }
}
