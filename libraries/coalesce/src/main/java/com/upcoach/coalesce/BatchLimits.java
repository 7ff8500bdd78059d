package com.upcoach.coalesce;

import java.time.Duration;

/// How much one batcher may hold and send.
///
/// @param largest most entries of one batch, 1 or more; 1 means no batching
/// @param waiting most entries that wait; one more is refused at once
/// @param target what an entry may wait for its turn; once all wait longer, those that wait twice
///     as long are shed
/// @param patience how long an entry waits for its answer where the caller says nothing else
public record BatchLimits(int largest, int waiting, Duration target, Duration patience) {

  private static final Duration USUAL_TARGET = Duration.ofMillis(5);

  /// With a target of 5 ms.
  public BatchLimits(int largest, int waiting, Duration patience) {
    this(largest, waiting, USUAL_TARGET, patience);
  }

  public BatchLimits {
    if (largest < 1 || waiting < 1 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("no batch fits into " + largest + ", " + waiting);
    }
  }
}
