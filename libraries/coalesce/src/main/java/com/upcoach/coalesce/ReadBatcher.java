package com.upcoach.coalesce;

import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Asks once for all that is asked for at the same time.
///
/// While a batch is under way the keys that are asked for gather, and leave together as the next
/// one; a key that waits already is asked for once. A lone key goes at once. What was asked for
/// is read after it was asked for, never before: a caller sees all that was written when it came.
///
/// A batch that fails fails all its callers, but for one second chance where the backend was
/// away, or cancelled this batch when another one was meant: a read may be repeated.
///
/// Belongs to one event loop, like its [Lane].
///
/// @param <K> what is asked for; needs `equals` and `hashCode`
/// @param <V> what is answered for one key
public final class ReadBatcher<K, V> implements BatchSource {

  private final Lane lane;
  private final Priority priority;
  private final BatchLimits limits;
  private final Function<List<K>, Future<List<V>>> query;
  private final PendingQueue<K, V> queue;
  private final Map<K, PendingEntry<K, V>> waiting = new HashMap<>();

  /// @param query answers distinct keys with one value each, in their order
  public ReadBatcher(
      Lane lane, Priority priority, BatchLimits limits, Function<List<K>, Future<List<V>>> query) {
    this.lane = lane;
    this.priority = priority;
    this.limits = limits;
    this.query = query;
    this.queue = new PendingQueue<>(lane, limits, this::forget);
    lane.add(this);
  }

  /// The value of a key, within the usual patience.
  ///
  /// Fails with a [LaneRejectedException], or with what the query failed with.
  public Future<V> load(K key) {
    return load(key, lane.now() + limits.patience().toNanos());
  }

  /// The value of a key.
  ///
  /// @param deadline by the lane's clock, in nanoseconds; past it the caller is refused as late
  public Future<V> load(K key, long deadline) {
    Promise<V> caller = Promise.promise();
    load(key, deadline, caller);
    return caller.future();
  }

  /// The same, answering a promise of the caller's own.
  void load(K key, long deadline, Promise<V> caller) {
    wait(key, deadline, caller, new PendingEntry.Request());
    lane.askForTurn();
  }

  /// Many keys that one caller asks for at once: they leave together, as far as a batch has
  /// room.
  ///
  /// @param callers one for each key
  void loadAll(List<K> keys, long deadline, List<Promise<V>> callers) {
    PendingEntry.Request request = new PendingEntry.Request();
    for (int place = 0; place < keys.size(); place++) {
      wait(keys.get(place), deadline, callers.get(place), request);
    }
    lane.askForTurn();
  }

  private void wait(K key, long deadline, Promise<V> caller, PendingEntry.Request request) {
    PendingEntry<K, V> entry = new PendingEntry<>(key, caller, lane.now(), deadline, request);
    PendingEntry<K, V> there = waiting.get(key);
    if (!queue.hasRoom()) {
      caller.fail(queue.refusal(Reason.FULL));
    } else if (there != null) {
      queue.join(there, entry);
      lane.meter().joined();
    } else {
      waiting.put(key, entry);
      queue.add(entry);
    }
  }

  @Override
  public Future<?> send(long now) {
    List<PendingEntry<K, V>> batch = queue.next(now, this::forget);
    if (batch.isEmpty()) {
      return null;
    }
    queue.sent(batch);
    List<K> keys = batch.stream().map(entry -> entry.key).toList();
    return Lane.calling(() -> query.apply(keys))
        .onComplete(
            ended -> {
              queue.ended(batch);
              if (ended.succeeded()) {
                answer(batch, ended.result());
              } else {
                lane.meter().failed();
                batch.reversed().forEach(entry -> fail(entry, ended.cause()));
              }
            });
  }

  /// Nobody can join it any more.
  private void forget(PendingEntry<K, V> entry) {
    waiting.remove(entry.key, entry);
  }

  /// Lets an entry wait once more where that may help, and fails it otherwise.
  private void fail(PendingEntry<K, V> entry, Throwable failure) {
    if (!isPassing(failure) || entry.abandoned() || !entry.mayRepeat()) {
      entry.fail(failure);
      return;
    }
    PendingEntry<K, V> there = waiting.putIfAbsent(entry.key, entry);
    if (there == null) {
      queue.addFirst(entry);
    } else {
      queue.join(there, entry);
    }
  }

  private void answer(List<PendingEntry<K, V>> batch, List<V> values) {
    if (values.size() != batch.size()) {
      var wrong =
          new IllegalStateException(
              "%s: %d keys, %d values".formatted(lane.name(), batch.size(), values.size()));
      batch.forEach(entry -> entry.fail(wrong));
      return;
    }
    for (int place = 0; place < batch.size(); place++) {
      batch.get(place).answer(values.get(place));
    }
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof LaneRejectedException refused
        && (refused.reason() == Reason.DOWN || refused.reason() == Reason.CANCELLED);
  }

  @Override
  public Priority priority() {
    return priority;
  }

  @Override
  public boolean ready() {
    return !queue.isEmpty();
  }

  @Override
  public long oldest() {
    return queue.oldest();
  }

  @Override
  public void expire(long now) {
    queue.expire(now);
  }

  @Override
  public boolean abandoned() {
    return queue.abandoned();
  }

  @Override
  public int waiting() {
    return queue.size();
  }

  @Override
  public boolean refuses() {
    return queue.refuses();
  }
}
