package com.upcoach.coalesce;

import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Batches writes (group commit): writes that arrive at the same time share one statement and one
/// commit, and each is acknowledged after it.
///
/// - Writes of one key are executed one after the other, in the order of their arrival.
/// - A batch that the database rejects is sent again in halves, down to the write at fault: only
///   that one fails. The statement must therefore be atomic.
/// - A caller whose deadline passes fails, but the write is never cancelled and may still take
///   place. A commit that is cancelled while it waits for a standby is visible and can still be
///   lost.
///
/// Belongs to one event loop, like its [Lane].
///
/// @param <K> key whose writes keep their order; needs `equals` and `hashCode`
/// @param <W> a write
/// @param <R> result of a write
public final class WriteBatcher<K, W, R> extends BatchSource {

  private final Lane lane;
  private final BatchLimits limits;
  private final Function<List<W>, Future<List<R>>> statement;
  private final PendingQueue<Write<K, W>, R> queue;

  /// Writes of each key that wait for an earlier one of the same key. Every key that is pending or
  /// in flight has an entry, possibly empty.
  private final Map<K, ArrayDeque<PendingEntry<Write<K, W>, R>>> queuedByKey = new HashMap<>();

  private int queuedCount;

  private record Write<K, W>(K key, W content) {}

  /// @param statement executes a batch, at most one write of each key, atomically; results in the
  ///     order of the writes
  public WriteBatcher(
      Lane lane,
      Priority priority,
      BatchLimits limits,
      Function<List<W>, Future<List<R>>> statement) {
    super(priority);
    this.lane = lane;
    this.limits = limits;
    this.statement = statement;
    this.queue = new PendingQueue<>(lane, limits, entry -> release(entry.key.key()));
    lane.add(this);
  }

  /// Executes a write, with the default timeout.
  ///
  /// Fails with a [LaneRejectedException], of which FULL and SHED say that nothing was written, or
  /// with the database's error for this write.
  public Future<R> write(K key, W content) {
    return write(key, content, lane.now() + limits.timeout().toNanos());
  }

  /// Executes a write.
  ///
  /// @param deadline by the lane's clock, in nanoseconds; past it the caller fails with the reason
  ///     LATE
  public Future<R> write(K key, W content, long deadline) {
    Promise<R> caller = Promise.promise();
    write(key, content, deadline, caller);
    return caller.future();
  }

  /// Executes a write, with the result in the caller's own promise.
  void write(K key, W content, long deadline, Promise<R> caller) {
    if (queue.size() + queuedCount >= limits.maxPending()) {
      caller.fail(queue.rejection(Reason.FULL));
      return;
    }
    PendingEntry<Write<K, W>, R> entry =
        new PendingEntry<>(new Write<>(key, content), caller, lane.now(), deadline);
    ArrayDeque<PendingEntry<Write<K, W>, R>> keyQueue = queuedByKey.get(key);
    if (keyQueue == null) {
      queuedByKey.put(key, new ArrayDeque<>(0));
      queue.add(entry);
    } else {
      keyQueue.addLast(entry);
      queuedCount++;
    }
    lane.scheduleTurn();
  }

  @Override
  Future<?> send(long now) {
    List<PendingEntry<Write<K, W>, R>> batch = queue.next(now, entry -> {});
    if (batch.isEmpty()) {
      return null;
    }
    queue.sent(batch);
    return execute(batch)
        .onComplete(
            outcome -> {
              queue.ended(batch);
              batch.forEach(entry -> release(entry.key.key()));
            });
  }

  /// Never fails: each write of the batch has its own result or failure when this completes.
  private Future<?> execute(List<PendingEntry<Write<K, W>, R>> batch) {
    Promise<Void> done = Promise.promise();
    List<W> writes = batch.stream().map(entry -> entry.key.content()).toList();
    Lane.callSafely(() -> statement.apply(writes))
        .onComplete(
            outcome -> {
              if (outcome.succeeded()) {
                queue.complete(batch, outcome.result());
                done.complete();
              } else {
                afterFailure(batch, outcome.cause()).onComplete(answered -> done.complete());
              }
            });
    return done.future();
  }

  private Future<?> afterFailure(List<PendingEntry<Write<K, W>, R>> batch, Throwable failure) {
    lane.counters().failed();
    if (batch.size() == 1 || failure instanceof LaneRejectedException) {
      batch.forEach(entry -> entry.fail(failure));
      return Future.succeededFuture();
    }
    lane.counters().split();
    int half = batch.size() / 2;
    return Future.all(execute(batch.subList(0, half)), execute(batch.subList(half, batch.size())));
  }

  /// Queues the next write of the key.
  private void release(K key) {
    ArrayDeque<PendingEntry<Write<K, W>, R>> keyQueue = queuedByKey.get(key);
    PendingEntry<Write<K, W>, R> next = keyQueue.pollFirst();
    if (next == null) {
      queuedByKey.remove(key);
    } else {
      queuedCount--;
      queue.addFirst(next);
    }
  }

  @Override
  PendingQueue<?, ?> queue() {
    return queue;
  }

  @Override
  void expire(long now) {
    super.expire(now);
    if (queuedCount > 0) {
      expireQueued(now);
    }
  }

  private void expireQueued(long now) {
    List<PendingEntry<Write<K, W>, R>> expired = new ArrayList<>(0);
    queuedByKey.values().forEach(keyQueue -> PendingQueue.addPastDeadline(keyQueue, now, expired));
    // A caller that fails may retry immediately, and so modify the queues under iteration.
    expired.forEach(entry -> queue.expireCallers(entry, now));
    for (PendingEntry<Write<K, W>, R> entry : expired) {
      if (queuedByKey.get(entry.key.key()).remove(entry)) {
        queuedCount--;
      }
    }
  }

  /// Always false: a write is executed even if its caller has given up.
  @Override
  boolean hasAbandonedBatch() {
    return false;
  }
}
