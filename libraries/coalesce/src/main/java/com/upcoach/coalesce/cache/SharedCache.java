package com.upcoach.coalesce.cache;

import io.vertx.core.Future;
import java.time.Duration;

/// Where several nodes keep answers in common.
///
/// May be used by any thread; nothing here ever fails.
///
/// @param <K> what tells answers apart
public interface SharedCache<K> {

  /// What a node is told that looks for an answer.
  sealed interface Found {}

  /// The answer.
  ///
  /// @param left nanoseconds until it is too old
  record There(CachedResponse answer, long left) implements Found {}

  /// The node is to make it: others wait for it until [#keep] or [#leave], though not for long.
  record Make() implements Found {}

  /// Nobody can tell; whoever wants it makes it for itself.
  record Unknown() implements Found {}

  /// Looks for an answer, and waits a little if another node is making it.
  ///
  /// @param state of what it is made of, under the name that all nodes give it
  /// @param least nanoseconds that it is to be fresh for
  Future<Found> find(K key, String state, long least);

  /// Keeps an answer that was made in this state.
  ///
  /// @param left how long it is fresh
  void keep(K key, String state, CachedResponse answer, Duration left);

  /// What came of it, since the start.
  Figures figures();

  /// @param up whether there is a way to where they are kept
  /// @param found answers that another node had made
  /// @param made answers that this node was to make for all
  /// @param damaged answers that were not what had been kept
  record Figures(boolean up, long found, long made, long damaged) {}

  /// Nothing came of making it.
  void leave(K key, String state);
}
