package com.upcoach.coalesce.cache;

/// What became of those who asked for the answers of one rule, since the start.
///
/// @param hits found a fresh answer
/// @param stale found an old one while it was made anew
/// @param misses found none
/// @param followed waited for somebody who made it
/// @param refreshes made the answer anew though there was one
/// @param evicted answers that went for want of room
/// @param elsewhere of those who found none, who had it from another node
/// @param bytes of the answers that are kept now
/// @param ageMillis how old the answers were, all that were found added up, in milliseconds
public record CacheStatistics(
    String rule,
    long hits,
    long stale,
    long misses,
    long followed,
    long refreshes,
    long evicted,
    long elsewhere,
    long bytes,
    long ageMillis) {

  /// Those who asked.
  public long asked() {
    return hits + stale + misses + followed + refreshes;
  }

  /// The share of those who asked for whom nothing had to be made, 0 to 1; 0 where nobody
  /// asked.
  public double hitRate() {
    long asked = asked();
    return asked == 0 ? 0 : (hits + stale + followed + elsewhere) / (double) asked;
  }
}
