package com.upcoach.coalesce;

import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Batches reads: all keys that are requested at the same time become one query.
///
/// While a batch is in flight the next one fills; a key that is pending already is queried once. A
/// lone key is sent immediately. A key is read after it was requested, never before, so a caller
/// sees everything that was written when it called.
///
/// A batch that fails fails all its callers. A batch that failed because the backend was
/// unreachable, or that was cancelled by mistake, is retried once: reads are idempotent.
///
/// Belongs to one event loop, like its [Lane].
///
/// @param <K> key; needs `equals` and `hashCode`
/// @param <V> value of one key
public final class ReadBatcher<K, V> extends BatchSource {

  private final Lane lane;
  private final BatchLimits limits;
  private final Function<List<K>, Future<List<V>>> query;
  private final PendingQueue<K, V> queue;
  private final Map<K, PendingEntry<K, V>> pending = new HashMap<>();

  /// @param query loads distinct keys, one value each, in their order
  public ReadBatcher(
      Lane lane, Priority priority, BatchLimits limits, Function<List<K>, Future<List<V>>> query) {
    super(priority);
    this.lane = lane;
    this.limits = limits;
    this.query = query;
    this.queue = new PendingQueue<>(lane, limits, this::forget);
    lane.add(this);
  }

  /// Loads the value of a key, with the default timeout.
  ///
  /// Fails with a [LaneRejectedException], or with the failure of the query.
  public Future<V> load(K key) {
    return load(key, lane.now() + limits.timeout().toNanos());
  }

  /// Loads the value of a key.
  ///
  /// @param deadline by the lane's clock, in nanoseconds; past it the call fails with the reason
  ///     LATE
  public Future<V> load(K key, long deadline) {
    Promise<V> caller = Promise.promise();
    load(key, deadline, caller);
    return caller.future();
  }

  /// Loads the value of a key into the caller's own promise.
  void load(K key, long deadline, Promise<V> caller) {
    enqueue(key, deadline, caller, new PendingEntry.Request());
    lane.scheduleTurn();
  }

  /// Loads many keys of one caller, which go into the same batch as far as it has room.
  ///
  /// @param callers one promise for each key
  void loadAll(List<K> keys, long deadline, List<Promise<V>> callers) {
    PendingEntry.Request request = new PendingEntry.Request();
    for (int i = 0; i < keys.size(); i++) {
      enqueue(keys.get(i), deadline, callers.get(i), request);
    }
    lane.scheduleTurn();
  }

  private void enqueue(K key, long deadline, Promise<V> caller, PendingEntry.Request request) {
    PendingEntry<K, V> entry = new PendingEntry<>(key, caller, lane.now(), deadline, request);
    PendingEntry<K, V> existing = pending.get(key);
    if (!queue.hasRoom()) {
      caller.fail(queue.rejection(Reason.FULL));
    } else if (existing != null) {
      queue.join(existing, entry);
      lane.counters().joined();
    } else {
      pending.put(key, entry);
      queue.add(entry);
    }
  }

  @Override
  Future<?> send(long now) {
    List<PendingEntry<K, V>> batch = queue.next(now, this::forget);
    if (batch.isEmpty()) {
      return null;
    }
    queue.sent(batch);
    List<K> keys = batch.stream().map(entry -> entry.key).toList();
    return Lane.callSafely(() -> query.apply(keys))
        .onComplete(
            outcome -> {
              queue.ended(batch);
              if (outcome.succeeded()) {
                queue.complete(batch, outcome.result());
              } else {
                lane.counters().failed();
                batch.reversed().forEach(entry -> fail(entry, outcome.cause()));
              }
            });
  }

  /// Makes sure that no further caller joins the entry.
  private void forget(PendingEntry<K, V> entry) {
    pending.remove(entry.key, entry);
  }

  /// Retries an entry where that may help, and fails it otherwise.
  private void fail(PendingEntry<K, V> entry, Throwable failure) {
    if (!isTransient(failure) || entry.isAbandoned() || !entry.claimRetry()) {
      entry.fail(failure);
      return;
    }
    PendingEntry<K, V> existing = pending.putIfAbsent(entry.key, entry);
    if (existing == null) {
      queue.addFirst(entry);
    } else {
      queue.join(existing, entry);
    }
  }

  private static boolean isTransient(Throwable failure) {
    return failure instanceof LaneRejectedException rejected
        && (rejected.reason() == Reason.DOWN || rejected.reason() == Reason.CANCELLED);
  }

  @Override
  PendingQueue<?, ?> queue() {
    return queue;
  }
}
