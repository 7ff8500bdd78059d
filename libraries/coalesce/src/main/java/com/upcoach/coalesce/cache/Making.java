package com.upcoach.coalesce.cache;

import io.vertx.core.Promise;
import java.util.Optional;

/// An answer that is being made.
///
/// @param generation of what it is made of, when the making began
/// @param answer told to those who wait; empty where nothing came of it
record Making(long generation, Promise<Optional<CachedAnswer>> answer, Warmth warmth) {
  static Making by(long generation, Warmth warmth) {
    return new Making(generation, Promise.promise(), warmth);
  }
}
