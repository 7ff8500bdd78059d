package com.upcoach.coalesce;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Answers many identical questions with one look-up.
///
/// While a look-up for a key is under way, callers with the same key wait for its answer instead of
/// starting their own. Nothing is remembered once it is answered: that is a cache's work.
///
/// May be used by any thread.
///
/// @param <K> what is asked for; needs `equals` and `hashCode`
/// @param <V> what is answered
public final class SingleFlight<K, V> {

  private final ConcurrentHashMap<K, Future<V>> underWay = new ConcurrentHashMap<>();

  /// The answer to `look`, or to the look-up for the same key that is under way already. A
  /// failure fails all who wait for it; whoever asks afterwards starts a new look-up.
  ///
  /// @param look runs on the caller's thread, and never for two callers of one key at a time
  public Future<V> get(K key, Supplier<Future<V>> look) {
    Promise<V> own = Promise.promise();
    Future<V> other = underWay.putIfAbsent(key, own.future());
    if (other != null) {
      return other;
    }
    Future<V> answer;
    try {
      answer = look.get();
    } catch (RuntimeException failed) {
      answer = Future.failedFuture(failed);
    }
    answer.onComplete(
        ended -> {
          underWay.remove(key, own.future());
          own.handle(ended);
        });
    return own.future();
  }

  /// How many look-ups are under way.
  public int underWay() {
    return underWay.size();
  }
}
