package com.upcoach.coalesce.cache;

import io.vertx.core.Promise;
import java.util.Optional;

/// An answer that is being made.
///
/// @param generation of what it is made of, when the making began
/// @param answer told to those who wait; empty where nothing came of it
record InFlightLoad(long generation, Promise<Optional<CachedResponse>> answer, UsageMarker warmth) {
  static InFlightLoad by(long generation, UsageMarker warmth) {
    return new InFlightLoad(generation, Promise.promise(), warmth);
  }
}
