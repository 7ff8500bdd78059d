package com.upcoach.leaderboard;

import com.upcoach.book.StandingChange;
import com.upcoach.leaderboard.CountsSource.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/// One board's counts, kept right by the changes that this node commits. Safe for all threads.
///
/// A load takes time, and changes come meanwhile. Each names its transaction, and the load says
/// which transactions it saw: a change is counted unless the load's own statement has seen it. That
/// is asked of every change for as long as the load is what counts, as a change may also be told
/// long after its commit. While a newer load is under way the changes are kept for it too.
final class RankedBoard {

  /// A load that more changes than this overtake is given up; they would fill the heap.
  static final int MOST_MEANWHILE = 200_000;

  /// So many changes are counted in less than a millisecond.
  private static final int FEW = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final CompletableFuture<RankedBoard> firstLoad = new CompletableFuture<>();
  private Counted counted;

  /// What came since the load under way began; null where none is.
  private List<Moved> meanwhile;

  private boolean loading;

  /// Whether points have gone that no change tells of, since the latest load began.
  private boolean outdated;

  private boolean failedLast;
  private long loadEndedAt;
  private long loadTook;
  private volatile long askedAt;

  /// A change without the names: there may be many.
  private record Moved(int before, int after, long transaction) {
    void in(Counted counted) {
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
    this.askedAt = now;
  }

  /// Done once the first load is, in whichever way.
  CompletableFuture<RankedBoard> firstLoad() {
    return firstLoad;
  }

  /// The board once its first load is done, for one of several that wait for it: whoever goes
  /// away takes nothing from the others.
  CompletionStage<RankedBoard> ready() {
    return firstLoad.copy();
  }

  /// One more than the members with more points.
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

  void asked(long now) {
    askedAt = now;
  }

  long askedAt() {
    return askedAt;
  }

  /// Counts a change that has been committed.
  void changed(StandingChange change) {
    Moved moved = new Moved(change.before(), change.after(), change.transaction());
    lock.lock();
    try {
      if (meanwhile != null) {
        meanwhile.add(moved);
        if (meanwhile.size() > MOST_MEANWHILE) {
          meanwhile = null;
        }
      }
      if (counted != null) {
        moved.in(counted);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Points have gone that no change tells of: a load that begins from now on will know.
  void outdated() {
    lock.lock();
    try {
      outdated = true;
    } finally {
      lock.unlock();
    }
  }

  /// Begins a load if one is due; from here on changes are kept for it.
  ///
  /// @return whether the caller is to load now
  boolean beginsLoad(long now, ReloadPace pace) {
    lock.lock();
    try {
      if (loading || (counted != null && now - loadEndedAt < good(pace))) {
        return false;
      }
      loading = true;
      outdated = false;
      meanwhile = new ArrayList<>();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private long good(ReloadPace pace) {
    return pace.after(loadTook, outdated && !failedLast);
  }

  boolean loading() {
    lock.lock();
    try {
      return loading;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the load under way: what came meanwhile and was not seen is counted, and from now on
  /// these are the counts.
  ///
  /// @return false where so many changes came that the load is given up; then all stays as it was
  boolean endsLoad(Counted loaded, long began, long now) {
    for (List<Moved> some = many(); some != null; some = many()) {
      some.forEach(moved -> moved.in(loaded));
    }
    lock.lock();
    try {
      if (meanwhile == null) {
        gaveUp(now);
        return false;
      }
      meanwhile.forEach(moved -> moved.in(loaded));
      counted = loaded;
      meanwhile = null;
      loading = false;
      failedLast = false;
      loadTook = now - began;
      loadEndedAt = now;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the load under way without a result; all stays as it was.
  void failsLoad(long now) {
    lock.lock();
    try {
      gaveUp(now);
    } finally {
      lock.unlock();
    }
  }

  /// What the load would have brought is still wanted, at the usual pace.
  private void gaveUp(long now) {
    meanwhile = null;
    loading = false;
    outdated = true;
    failedLast = true;
    loadEndedAt = now;
  }

  /// What came meanwhile, where it is too much to be counted while others wait for the lock; else
  /// null.
  private List<Moved> many() {
    lock.lock();
    try {
      if (meanwhile == null || meanwhile.size() <= FEW) {
        return null;
      }
      List<Moved> taken = meanwhile;
      meanwhile = new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
