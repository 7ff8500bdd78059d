package com.upcoach.coalesce.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/// An answer that is kept.
///
/// @param tags of all that it is made of
/// @param generation of them when the making began
/// @param more what else it turned out to be made of
/// @param made when, in nanoseconds of the cache's clock
/// @param freshUntil the same
/// @param took nanoseconds that making it took
record CacheEntry(
    CachedResponse answer,
    TtlRule rule,
    List<Tag> tags,
    long generation,
    DiscoveredDependencies more,
    long made,
    long freshUntil,
    long took,
    UsageMarker warmth) {

  /// From so many makings before its end on an answer may be made anew: earlier it is less
  /// likely than one in a hundred thousand.
  static final int EARLIEST = 12;

  /// Whether nothing of what it is made of has changed since.
  ///
  /// @param now the generation of its tags
  boolean isAsBefore(long now, Generations generations) {
    return generation == now && more.isAsBefore(generations);
  }

  /// @param left nanoseconds until it is too old
  boolean isNearlyTooOld(long left) {
    return left <= EARLIEST * took;
  }

  /// Whether whoever asks now is to make it anew.
  ///
  /// @param random from 0, inclusive, to 1
  boolean isDue(long now, DoubleSupplier random) {
    long left = freshUntil - now;
    if (left <= 0) {
      return true;
    }
    return isNearlyTooOld(left) && -took * Math.log(random.getAsDouble()) >= left;
  }

  /// How long it may be given out in all.
  Duration life() {
    return Duration.ofNanos(freshUntil - made).plus(rule.stale());
  }
}
