package com.upcoach.coalesce;

import io.vertx.core.Future;

/// What a lane sends from: a batcher with its waiting entries. Called on the lane's event loop
/// only.
interface BatchSource {

  Priority priority();

  /// Whether anything could be sent now.
  boolean ready();

  /// When the oldest waiting entry came, by the lane's clock; meaningless while nothing waits.
  long oldest();

  /// Sends the next batch.
  ///
  /// @return ends when the batch has ended, in whatever way; null where nothing was left to send
  Future<?> send(long now);

  /// Refuses what has waited past its deadline, and lets callers go whose batch is under way past
  /// theirs.
  void expire(long now);

  /// Whether every caller of some batch under way has gone, so that its answer is of no use.
  boolean abandoned();

  int waiting();

  /// Whether one more entry would only be shed, so that it is better refused before it waits. It
  /// is counted as refused.
  boolean refuses();
}
