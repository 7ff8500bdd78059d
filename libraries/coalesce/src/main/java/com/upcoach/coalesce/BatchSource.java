package com.upcoach.coalesce;

import io.vertx.core.Future;

/// A batcher as its lane sees it: a source of batches with a queue of pending entries. Called on
/// the lane's event loop only.
abstract class BatchSource {

  private final Priority priority;

  BatchSource(Priority priority) {
    this.priority = priority;
  }

  /// The entries that wait for a batch, and the batches in flight.
  abstract PendingQueue<?, ?> queue();

  /// Sends the next batch.
  ///
  /// @return completes when the batch has ended, successfully or not; null if nothing was left to
  ///     send
  abstract Future<?> send(long now);

  final Priority priority() {
    return priority;
  }

  /// Whether a batch could be sent now.
  final boolean ready() {
    return !queue().isEmpty();
  }

  /// Arrival of the oldest pending entry, by the lane's clock; meaningless while the queue is
  /// empty.
  final long oldestArrival() {
    return queue().oldestArrival();
  }

  /// Whether one more entry would only be shed, so that it is better rejected on arrival. Counts a
  /// rejection if so.
  final boolean rejects() {
    return queue().rejects();
  }

  /// Fails the callers whose deadline has passed, in the queue and in batches in flight.
  void expire(long now) {
    queue().expire(now);
  }

  /// Whether all callers of some batch in flight have given up, so that nobody needs its result.
  boolean hasAbandonedBatch() {
    return queue().hasAbandonedBatch();
  }
}
