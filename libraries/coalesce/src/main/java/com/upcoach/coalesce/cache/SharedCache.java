package com.upcoach.coalesce.cache;

import io.vertx.core.Future;
import java.time.Duration;

/// Second-level cache that several nodes share.
///
/// May be used by any thread; no method ever fails.
///
/// @param <K> cache key
public interface SharedCache<K> {

  /// Result of a lookup.
  sealed interface Lookup {}

  /// Cache hit.
  ///
  /// @param remaining nanoseconds until the response expires
  record Hit(CachedResponse response, long remaining) implements Lookup {}

  /// Cache miss: this node has to load the response. Other nodes wait for [#store] or [#abandon],
  /// though not for long.
  record Load() implements Lookup {}

  /// No result: the node loads the response for itself.
  record Unavailable() implements Lookup {}

  /// Looks up a response, and waits briefly while another node loads it.
  ///
  /// @param state of the dependencies, under the name that all nodes give it
  /// @param minFresh nanoseconds for which the response has to be fresh
  Future<Lookup> find(K key, String state, long minFresh);

  /// Stores a response that was loaded in this state.
  ///
  /// @param remaining time until it expires
  void store(K key, String state, CachedResponse response, Duration remaining);

  /// Counters since the start.
  Statistics statistics();

  /// @param up whether the shared cache is reachable
  /// @param found responses that another node had loaded
  /// @param made loads that this node carried out for all
  /// @param damaged responses that failed their checksum
  record Statistics(boolean up, long found, long made, long damaged) {}

  /// Gives up a load.
  void abandon(K key, String state);
}
