package com.upcoach.coalesce.cache;

/// Counters of the lookups under one rule, since the start.
///
/// @param hits fresh responses served
/// @param stale stale responses served while a refresh was in flight
/// @param misses lookups that found no response
/// @param followed lookups that waited for a load in flight
/// @param refreshes loads that replaced a response that was still there
/// @param evicted responses evicted for lack of memory
/// @param sharedHits misses that another node's response served
/// @param bytes size of the responses that are cached now
/// @param ageMillis age of all responses served, summed up, in milliseconds
public record CacheStatistics(
    String rule,
    long hits,
    long stale,
    long misses,
    long followed,
    long refreshes,
    long evicted,
    long sharedHits,
    long bytes,
    long ageMillis) {

  /// Number of lookups.
  public long lookups() {
    return hits + stale + misses + followed + refreshes;
  }

  /// Share of the lookups that needed no load, 0 to 1; 0 without lookups.
  public double hitRate() {
    long lookups = lookups();
    return lookups == 0 ? 0 : (hits + stale + followed + sharedHits) / (double) lookups;
  }
}
