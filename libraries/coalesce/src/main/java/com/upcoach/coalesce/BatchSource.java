package com.upcoach.coalesce;

import io.vertx.core.Future;

/// A batcher as its lane sees it: a source of batches with a queue of pending entries. Called on
/// the lane's event loop only.
interface BatchSource {

  Priority priority();

  /// Whether a batch could be sent now.
  boolean ready();

  /// Arrival of the oldest pending entry, by the lane's clock; meaningless while the queue is
  /// empty.
  long oldestArrival();

  /// Sends the next batch.
  ///
  /// @return completes when the batch has ended, successfully or not; null if nothing was left to
  ///     send
  Future<?> send(long now);

  /// Fails the callers whose deadline has passed, in the queue and in batches in flight.
  void expire(long now);

  /// Whether all callers of some batch in flight have given up, so that nobody needs its result.
  boolean hasAbandonedBatch();

  int pending();

  /// Whether one more entry would only be shed, so that it is better rejected on arrival. Counts a
  /// rejection if so.
  boolean rejects();
}
