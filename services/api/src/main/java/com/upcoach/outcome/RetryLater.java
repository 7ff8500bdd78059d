package com.upcoach.outcome;

import java.time.Duration;

/// A temporary refusal: a retry of the same request may succeed later.
public interface RetryLater extends Refusal {

  /// The time to wait before a retry.
  Duration retryAfter();
}
