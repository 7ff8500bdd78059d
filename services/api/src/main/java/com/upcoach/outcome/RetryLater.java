package com.upcoach.outcome;

import java.time.Duration;

/// A refusal that ends by itself: the same request may succeed after a while.
public interface RetryLater extends Refusal {

  /// The time after which it is worth another try.
  Duration retryAfter();
}
