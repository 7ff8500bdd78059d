package com.upcoach.coalesce;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/// An entry of a batcher: the key and the callers that wait for its value.
final class PendingEntry<K, V> {

  final K key;
  final long arrived;

  private final Promise<V> caller;
  private final long deadline;
  private final Request request;
  private List<PendingEntry<K, V>> joined;
  private long queuedAtTurn;
  private boolean done;
  private boolean retried;

  /// One call of a batcher; all entries of a call with many keys share it.
  static final class Request {
    private int entriesQueued;
  }

  PendingEntry(K key, Promise<V> caller, long arrived, long deadline) {
    this(key, caller, arrived, deadline, new Request());
  }

  PendingEntry(K key, Promise<V> caller, long arrived, long deadline, Request request) {
    this.key = key;
    this.caller = caller;
    this.deadline = deadline;
    this.arrived = arrived;
    this.request = request;
  }

  /// Records that the entry enters a queue.
  ///
  /// @param turns batches that the queue has sent so far
  /// @return whether it is the first entry of its request there
  boolean enterQueue(long turns) {
    queuedAtTurn = turns;
    return request.entriesQueued++ == 0;
  }

  /// Records that the entry leaves the queue.
  ///
  /// @return whether it was the last entry of its request there
  boolean leaveQueue() {
    return --request.entriesQueued == 0;
  }

  /// Whether a batch has been sent without this entry since it was queued.
  boolean wasPassedOver(long turns) {
    return queuedAtTurn < turns;
  }

  /// Adds another caller that waits for the same value.
  void join(PendingEntry<K, V> other) {
    if (joined == null) {
      joined = new ArrayList<>(2);
    }
    joined.add(other);
  }

  /// Number of callers that wait for the value.
  int callers() {
    int callers = 1;
    if (joined != null) {
      for (PendingEntry<K, V> other : joined) {
        callers += other.callers();
      }
    }
    return callers;
  }

  void complete(V value) {
    settle(() -> caller.complete(value));
    if (joined != null) {
      joined.forEach(other -> other.complete(value));
    }
  }

  void fail(Throwable failure) {
    settle(() -> caller.fail(failure));
    if (joined != null) {
      joined.forEach(other -> other.fail(failure));
    }
  }

  /// Completes the caller's promise. An exception in the caller's own code must not reach the other
  /// entries of the batch or the lane.
  private void settle(Runnable completion) {
    if (done) {
      return;
    }
    done = true;
    try {
      completion.run();
    } catch (RuntimeException failed) {
      Thread own = Thread.currentThread();
      own.getUncaughtExceptionHandler().uncaughtException(own, failed);
    }
  }

  /// Whether some caller still waits past its deadline.
  boolean isPastDeadline(long now) {
    return (!done && now - deadline >= 0)
        || (joined != null && joined.stream().anyMatch(other -> other.isPastDeadline(now)));
  }

  /// Fails the callers whose deadline has passed. Such a caller may retry immediately, and join
  /// this entry again.
  ///
  /// @return number of callers failed
  int expire(long now, LaneRejectedException failure) {
    if (!isPastDeadline(now)) {
      return 0;
    }
    List<PendingEntry<K, V>> expired = new ArrayList<>();
    addExpired(now, expired);
    expired.forEach(entry -> entry.settle(() -> entry.caller.fail(failure)));
    return expired.size();
  }

  private void addExpired(long now, List<PendingEntry<K, V>> expired) {
    if (!done && now - deadline >= 0) {
      expired.add(this);
    }
    if (joined != null) {
      joined.forEach(other -> other.addExpired(now, expired));
    }
  }

  /// Claims the single retry of this entry.
  ///
  /// @return false if it was retried before
  boolean claimRetry() {
    boolean allowed = !retried;
    retried = true;
    return allowed;
  }

  /// Whether no caller waits any more.
  boolean isAbandoned() {
    return done && (joined == null || joined.stream().allMatch(PendingEntry::isAbandoned));
  }
}
