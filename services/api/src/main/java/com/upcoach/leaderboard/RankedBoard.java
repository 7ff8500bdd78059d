package com.upcoach.leaderboard;

import com.upcoach.book.StandingChange;
import com.upcoach.leaderboard.CountsSource.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/// Counts of one board, updated with the changes that this node commits. Thread-safe.
///
/// A load takes time, and changes arrive meanwhile. Each change carries its transaction id, and the
/// load knows which transactions its snapshot saw. A change is counted unless the snapshot has seen
/// it. Every later change is checked too, because it may arrive long after its commit. While a
/// newer load is in flight, changes are also queued for that load.
final class RankedBoard {

  /// Maximum number of changes queued for a load. With more the load is abandoned, to bound the
  /// heap.
  static final int MAX_QUEUED_CHANGES = 200_000;

  /// This many changes are counted in less than a millisecond.
  private static final int SMALL_QUEUE = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final CompletableFuture<RankedBoard> firstLoad = new CompletableFuture<>();
  private Counted counted;

  /// Changes since the load in flight began; null where none is in flight.
  private List<QueuedChange> queued;

  private boolean loading;

  /// Whether points were deleted without a change event since the latest load began (stale counts).
  private boolean invalidated;

  private boolean failedLast;
  private long loadEndedAt;
  private long loadDuration;
  private volatile long lastUsedAt;

  /// A change without names, as the queue may be long.
  private record QueuedChange(int before, int after, long transaction) {
    void applyTo(Counted counted) {
      if (counted.snapshot().saw(transaction)) {
        return;
      }
      if (before > 0) {
        counted.counts().add(before, -1);
      }
      if (after > 0) {
        counted.counts().add(after, 1);
      }
    }
  }

  RankedBoard(long now) {
    this.lastUsedAt = now;
  }

  /// Completes with the first load, successful or not.
  CompletableFuture<RankedBoard> firstLoad() {
    return firstLoad;
  }

  /// Completes with the board after its first load. Each waiter gets its own stage, so cancelling
  /// one does not affect the others.
  CompletionStage<RankedBoard> ready() {
    return firstLoad.copy();
  }

  /// Computes a rank: one more than the number of members with more points.
  ///
  /// @param points 1 or more
  /// @throws NullPointerException before the first load is done
  int rankOf(int points) {
    lock.lock();
    try {
      return 1 + Math.max(0, counted.counts().above(points));
    } finally {
      lock.unlock();
    }
  }

  void used(long now) {
    lastUsedAt = now;
  }

  long lastUsedAt() {
    return lastUsedAt;
  }

  /// Counts a committed change.
  void changed(StandingChange change) {
    QueuedChange queuedChange =
        new QueuedChange(change.before(), change.after(), change.transaction());
    lock.lock();
    try {
      if (queued != null) {
        queued.add(queuedChange);
        if (queued.size() > MAX_QUEUED_CHANGES) {
          queued = null;
        }
      }
      if (counted != null) {
        queuedChange.applyTo(counted);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Invalidates the counts: points were deleted without a change event. A load that begins from
  /// now on reads the current points.
  void invalidated() {
    lock.lock();
    try {
      invalidated = true;
    } finally {
      lock.unlock();
    }
  }

  /// Begins a load if one is due. From here on changes are queued for it.
  ///
  /// @return whether the caller is to load now
  boolean beginLoad(long now, ReloadPace pace) {
    lock.lock();
    try {
      if (loading || (counted != null && now - loadEndedAt < timeToLive(pace))) {
        return false;
      }
      loading = true;
      invalidated = false;
      queued = new ArrayList<>();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private long timeToLive(ReloadPace pace) {
    return pace.after(loadDuration, invalidated && !failedLast);
  }

  boolean loading() {
    lock.lock();
    try {
      return loading;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the load in flight: applies the queued changes that its snapshot has not seen and
  /// replaces the counts.
  ///
  /// @return false where the load is abandoned because of too many changes; then nothing is
  ///     replaced
  boolean endLoad(Counted loaded, long began, long now) {
    for (List<QueuedChange> changes = takeLargeQueue();
        changes != null;
        changes = takeLargeQueue()) {
      changes.forEach(change -> change.applyTo(loaded));
    }
    lock.lock();
    try {
      if (queued == null) {
        abandonLoad(now);
        return false;
      }
      queued.forEach(change -> change.applyTo(loaded));
      counted = loaded;
      queued = null;
      loading = false;
      failedLast = false;
      loadDuration = now - began;
      loadEndedAt = now;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the load in flight without a result and keeps the present counts.
  void failLoad(long now) {
    lock.lock();
    try {
      abandonLoad(now);
    } finally {
      lock.unlock();
    }
  }

  /// The refresh is still needed; it is retried at the usual pace.
  private void abandonLoad(long now) {
    queued = null;
    loading = false;
    invalidated = true;
    failedLast = true;
    loadEndedAt = now;
  }

  /// Takes the queued changes where they are too many to apply under the lock; otherwise null.
  private List<QueuedChange> takeLargeQueue() {
    lock.lock();
    try {
      if (queued == null || queued.size() <= SMALL_QUEUE) {
        return null;
      }
      List<QueuedChange> taken = queued;
      queued = new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
