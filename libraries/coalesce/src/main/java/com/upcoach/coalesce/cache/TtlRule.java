package com.upcoach.coalesce.cache;

import java.time.Duration;

/// TTL of one kind of response.
///
/// @param name of the kind, for statistics
/// @param fresh TTL; varied at random by up to a tenth for each response, so that those loaded
///     together do not expire together
/// @param stale time after expiry in which the response is still served to all callers but the one
///     that refreshes it (stale-while-revalidate)
public record TtlRule(String name, Duration fresh, Duration stale) {

  public TtlRule {
    if (fresh.isNegative() || fresh.isZero() || stale.isNegative()) {
      throw new IllegalArgumentException(
          name + ": TTL " + fresh + " and stale period " + stale + " must not be negative");
    }
  }
}
