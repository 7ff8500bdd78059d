package com.upcoach.coalesce.cache;

import io.vertx.core.Promise;
import java.util.Optional;

/// A load in flight.
///
/// @param generation of the tags when the load began
/// @param response completed for the callers that wait; empty if the load was abandoned
record InFlightLoad(
    long generation, Promise<Optional<CachedResponse>> response, UsageMarker usage) {
  static InFlightLoad start(long generation, UsageMarker usage) {
    return new InFlightLoad(generation, Promise.promise(), usage);
  }
}
