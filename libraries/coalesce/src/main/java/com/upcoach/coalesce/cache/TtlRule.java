package com.upcoach.coalesce.cache;

import java.time.Duration;

/// How long answers of one kind are good for.
///
/// @param name of the kind, for figures
/// @param fresh how long an answer is given out as it is; each one's own time differs by up to a
/// tenth, so that what came together does not go together
/// @param stale how long after that it is still given out to all but the one who makes it anew
public record TtlRule(String name, Duration fresh, Duration stale) {

  public TtlRule {
    if (fresh.isNegative() || fresh.isZero() || stale.isNegative()) {
      throw new IllegalArgumentException(name + " is kept for " + fresh + " and " + stale);
    }
  }
}
