package com.upcoach.coalesce;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/// An entry of a batcher: what is asked for, and who waits for it.
final class PendingEntry<K, V> {

  final K key;
  final long arrived;

  private final Promise<V> first;
  private final long firstDeadline;
  private final Request request;
  private List<PendingEntry<K, V>> others;
  private long queuedAtTurn;
  private boolean gone;
  private boolean repeated;

  /// One call of a batcher, with however many keys: the entries of one call share it.
  static final class Request {
    private int entriesQueued;
  }

  PendingEntry(K key, Promise<V> caller, long arrived, long deadline) {
    this(key, caller, arrived, deadline, new Request());
  }

  PendingEntry(K key, Promise<V> caller, long arrived, long deadline, Request request) {
    this.key = key;
    this.first = caller;
    this.firstDeadline = deadline;
    this.arrived = arrived;
    this.request = request;
  }

  /// Notes that it enters a queue that has taken so many batches.
  ///
  /// @return whether it is the first entry of its request there
  boolean enters(long turns) {
    queuedAtTurn = turns;
    return request.entriesQueued++ == 0;
  }

  /// Notes that it leaves the queue.
  ///
  /// @return whether it was the last entry of its request there
  boolean leaves() {
    return --request.entriesQueued == 0;
  }

  /// Whether a batch was taken since it entered, without it.
  boolean isPassedOver(long turns) {
    return queuedAtTurn < turns;
  }

  /// Lets another caller wait for the same answer.
  void join(PendingEntry<K, V> other) {
    if (others == null) {
      others = new ArrayList<>(2);
    }
    others.add(other);
  }

  /// How many wait for the answer.
  int callers() {
    int callers = 1;
    if (others != null) {
      for (PendingEntry<K, V> other : others) {
        callers += other.callers();
      }
    }
    return callers;
  }

  void answer(V value) {
    leave(() -> first.complete(value));
    if (others != null) {
      others.forEach(other -> other.answer(value));
    }
  }

  void fail(Throwable failure) {
    leave(() -> first.fail(failure));
    if (others != null) {
      others.forEach(other -> other.fail(failure));
    }
  }

  /// What a caller does with its answer is its own affair: a failure of its code must reach
  /// neither the others of the batch nor the lane.
  private void leave(Runnable tell) {
    if (gone) {
      return;
    }
    gone = true;
    try {
      tell.run();
    } catch (RuntimeException failed) {
      Thread own = Thread.currentThread();
      own.getUncaughtExceptionHandler().uncaughtException(own, failed);
    }
  }

  /// Whether the deadline of some caller has passed who still waits.
  boolean isLate(long now) {
    return (!gone && now - firstDeadline >= 0)
        || (others != null && others.stream().anyMatch(other -> other.isLate(now)));
  }

  /// Lets the callers go whose deadline has passed. Whoever is let go may come again at once, and
  /// join.
  ///
  /// @return how many
  int expire(long now, LaneRejectedException late) {
    if (!isLate(now)) {
      return 0;
    }
    List<PendingEntry<K, V>> expired = new ArrayList<>();
    addExpired(now, expired);
    expired.forEach(one -> one.leave(() -> one.first.fail(late)));
    return expired.size();
  }

  private void addExpired(long now, List<PendingEntry<K, V>> expired) {
    if (!gone && now - firstDeadline >= 0) {
      expired.add(this);
    }
    if (others != null) {
      others.forEach(other -> other.addExpired(now, expired));
    }
  }

  /// Whether it has not been repeated yet; from now on it has.
  boolean mayRepeat() {
    boolean first = !repeated;
    repeated = true;
    return first;
  }

  /// Whether nobody waits any more.
  boolean abandoned() {
    return gone && (others == null || others.stream().allMatch(PendingEntry::abandoned));
  }
}
