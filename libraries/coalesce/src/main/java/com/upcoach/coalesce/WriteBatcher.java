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

/// Writes in one statement and one commit what arrives at the same time, and acknowledges each
/// write after it.
///
/// - Writes of one key are carried out one after the other, in the order they came.
/// - A batch that the database refuses is sent again in halves, down to the write at fault: only
///   that one fails. The statement must therefore write all of its batch or nothing.
/// - A caller whose deadline passes is let go; the write is never cancelled, and may still take
///   place. A commit that is cancelled while it waits for a standby is visible and can still be
///   lost.
///
/// Belongs to one event loop, like its [Lane].
///
/// @param <K> whose writes keep their order; needs `equals` and `hashCode`
/// @param <W> a write
/// @param <R> what a write is acknowledged with
public final class WriteBatcher<K, W, R> implements BatchSource {

  private final Lane lane;
  private final Priority priority;
  private final BatchLimits limits;
  private final Function<List<W>, Future<List<R>>> statement;
  private final PendingQueue<Write<K, W>, R> queue;

  /// The writes of each key that wait for an earlier one of the same key; an entry, be it empty,
  /// for every key that waits or is under way.
  private final Map<K, ArrayDeque<PendingEntry<Write<K, W>, R>>> behind = new HashMap<>();

  private int waitingBehind;

  private record Write<K, W>(K key, W content) {}

  /// @param statement carries out a batch, at most one write of each key, all of it or nothing;
  ///     answers in the order of the writes
  public WriteBatcher(
      Lane lane,
      Priority priority,
      BatchLimits limits,
      Function<List<W>, Future<List<R>>> statement) {
    this.lane = lane;
    this.priority = priority;
    this.limits = limits;
    this.statement = statement;
    this.queue = new PendingQueue<>(lane, limits, entry -> release(entry.key.key()));
    lane.add(this);
  }

  /// Carries out a write, within the usual patience.
  ///
  /// Fails with a [LaneRejectedException], of which FULL and SHED say that nothing was written, or
  /// with what the database says of this write.
  public Future<R> write(K key, W content) {
    return write(key, content, lane.now() + limits.patience().toNanos());
  }

  /// Carries out a write.
  ///
  /// @param deadline by the lane's clock, in nanoseconds; past it the caller is let go
  public Future<R> write(K key, W content, long deadline) {
    Promise<R> caller = Promise.promise();
    write(key, content, deadline, caller);
    return caller.future();
  }

  /// The same, answering a promise of the caller's own.
  void write(K key, W content, long deadline, Promise<R> caller) {
    if (waiting() >= limits.waiting()) {
      caller.fail(queue.refusal(Reason.FULL));
      return;
    }
    PendingEntry<Write<K, W>, R> entry =
        new PendingEntry<>(new Write<>(key, content), caller, lane.now(), deadline);
    ArrayDeque<PendingEntry<Write<K, W>, R>> line = behind.get(key);
    if (line == null) {
      behind.put(key, new ArrayDeque<>(0));
      queue.add(entry);
    } else {
      line.addLast(entry);
      waitingBehind++;
    }
    lane.askForTurn();
  }

  @Override
  public Future<?> send(long now) {
    List<PendingEntry<Write<K, W>, R>> batch = queue.next(now, entry -> {});
    if (batch.isEmpty()) {
      return null;
    }
    queue.sent(batch);
    return carryOut(batch)
        .onComplete(
            ended -> {
              queue.ended(batch);
              batch.forEach(entry -> release(entry.key.key()));
            });
  }

  /// Never fails: each write of the batch has been answered when it ends.
  private Future<?> carryOut(List<PendingEntry<Write<K, W>, R>> batch) {
    Promise<Void> done = Promise.promise();
    List<W> writes = batch.stream().map(entry -> entry.key.content()).toList();
    Lane.calling(() -> statement.apply(writes))
        .onComplete(
            ended -> {
              if (ended.succeeded()) {
                acknowledge(batch, ended.result());
                done.complete();
              } else {
                afterFailure(batch, ended.cause()).onComplete(answered -> done.complete());
              }
            });
    return done.future();
  }

  private void acknowledge(List<PendingEntry<Write<K, W>, R>> batch, List<R> answers) {
    if (answers.size() != batch.size()) {
      var wrong =
          new IllegalStateException(
              "%s: %d writes, %d answers".formatted(lane.name(), batch.size(), answers.size()));
      batch.forEach(entry -> entry.fail(wrong));
      return;
    }
    for (int place = 0; place < batch.size(); place++) {
      batch.get(place).answer(answers.get(place));
    }
  }

  private Future<?> afterFailure(List<PendingEntry<Write<K, W>, R>> batch, Throwable failure) {
    lane.meter().failed();
    if (batch.size() == 1 || failure instanceof LaneRejectedException) {
      batch.forEach(entry -> entry.fail(failure));
      return Future.succeededFuture();
    }
    lane.meter().split();
    int half = batch.size() / 2;
    return Future.all(
        carryOut(batch.subList(0, half)), carryOut(batch.subList(half, batch.size())));
  }

  /// The next write of the key may go.
  private void release(K key) {
    ArrayDeque<PendingEntry<Write<K, W>, R>> line = behind.get(key);
    PendingEntry<Write<K, W>, R> next = line.pollFirst();
    if (next == null) {
      behind.remove(key);
    } else {
      waitingBehind--;
      queue.addFirst(next);
    }
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
    if (waitingBehind > 0) {
      expireBehind(now);
    }
  }

  private void expireBehind(long now) {
    List<PendingEntry<Write<K, W>, R>> late = new ArrayList<>(0);
    behind.values().forEach(line -> PendingQueue.addLate(line, now, late));
    // Whoever is let go may come again at once, into the lines that are looked through.
    late.forEach(entry -> queue.letGo(entry, now));
    for (PendingEntry<Write<K, W>, R> entry : late) {
      if (behind.get(entry.key.key()).remove(entry)) {
        waitingBehind--;
      }
    }
  }

  /// A write is carried out whoever has gone.
  @Override
  public boolean abandoned() {
    return false;
  }

  @Override
  public int waiting() {
    return queue.size() + waitingBehind;
  }

  @Override
  public boolean refuses() {
    return queue.refuses();
  }
}
