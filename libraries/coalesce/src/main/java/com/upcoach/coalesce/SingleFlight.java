package com.upcoach.coalesce;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Single flight: concurrent lookups of the same key share one execution.
///
/// While a lookup for a key is in flight, callers with the same key wait for its result instead of
/// starting their own. Results are not cached: the next call after completion starts a new lookup.
///
/// May be used by any thread.
///
/// @param <K> key; needs `equals` and `hashCode`
/// @param <V> value
public final class SingleFlight<K, V> {

  private final ConcurrentHashMap<K, Future<V>> inFlight = new ConcurrentHashMap<>();

  /// Returns the result of `lookup`, or of the lookup for the same key that is in flight already. A
  /// failure fails all callers that wait for it; the next call starts a new lookup.
  ///
  /// @param lookup runs on the caller's thread, and never twice for one key at the same time
  public Future<V> get(K key, Supplier<Future<V>> lookup) {
    Promise<V> own = Promise.promise();
    Future<V> existing = inFlight.putIfAbsent(key, own.future());
    if (existing != null) {
      return existing;
    }
    Future<V> result;
    try {
      result = lookup.get();
    } catch (RuntimeException failed) {
      result = Future.failedFuture(failed);
    }
    result.onComplete(
        ended -> {
          inFlight.remove(key, own.future());
          own.handle(ended);
        });
    return own.future();
  }

  /// Number of lookups in flight.
  public int inFlight() {
    return inFlight.size();
  }
}
