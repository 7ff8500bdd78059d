package com.upcoach.coalesce;

import java.time.Duration;

/// Limits of one batcher: batch size, queue length and waiting times.
///
/// @param maxBatchSize entries of one batch at most, 1 or more; 1 switches batching off
/// @param maxPending entries that may wait at most; one more is rejected immediately
/// @param target waiting time that is still normal; once all entries wait longer, those that wait
///     twice as long are shed
/// @param timeout deadline of an entry whose caller names none
public record BatchLimits(int maxBatchSize, int maxPending, Duration target, Duration timeout) {

  private static final Duration USUAL_TARGET = Duration.ofMillis(5);

  /// Limits with a target of 5 ms.
  public BatchLimits(int maxBatchSize, int maxPending, Duration timeout) {
    this(maxBatchSize, maxPending, USUAL_TARGET, timeout);
  }

  public BatchLimits {
    if (maxBatchSize < 1 || maxPending < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "batch size, queue length and timeout must be positive: " + this);
    }
  }
}
