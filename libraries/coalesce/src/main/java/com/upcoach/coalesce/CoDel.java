package com.upcoach.coalesce;

import java.time.Duration;

/// Controlled delay (CoDel): tells a burst from a standing queue by the shortest wait of an
/// interval.
///
/// A burst makes some requests wait; overload makes all of them wait. Once every request of an
/// interval has waited longer than the target, the next interval sheds those that have waited
/// longer than twice the target. So a full queue keeps serving fresh requests instead of serving
/// all of them too late.
///
/// A queue that became shorter during the interval is no overload, however long its requests have
/// waited: a slow statement or a starved process left it behind, and it drains.
///
/// Requests that are rejected on arrival count as well. Otherwise rejecting would cause short
/// waits, these would end the overload, and the queue would fill up again every other interval. But
/// clients that retry immediately would then keep the overload up forever, long after all of them
/// would fit. So two intervals in twenty are a trial that admits more: in the first the queue
/// fills, and in the second only the waiting times count.
///
/// Belongs to one thread.
///
/// @see <a href="https://queue.acm.org/detail.cfm?id=2209336">Nichols and Jacobson, Controlling
///     Queue Delay, 2012</a>
public final class CoDel {

  private static final int INTERVALS_TO_TRIAL = 20;
  private static final int FILLING = 18;
  private static final int JUDGING = 19;

  private final long interval;
  private final long target;

  private boolean started;
  private long intervalEnd;
  private long shortestWait;
  private int lengthAtStart;
  private int length;
  private boolean lengthKnown;
  private boolean hadRejections;
  private boolean isOverloaded;
  private int overloadedIntervals;

  /// @param interval period over which the shortest wait is taken
  /// @param target shortest wait that is still no overload
  public CoDel(Duration interval, Duration target) {
    this.interval = interval.toNanos();
    this.target = target.toNanos();
  }

  /// Records the length of the queue just before a batch is taken from it.
  public void queueLength(long now, int requests) {
    rollInterval(now);
    if (!lengthKnown) {
      lengthAtStart = requests;
      lengthKnown = true;
    }
    length = requests;
  }

  /// Records the wait of one request that leaves the queue, and decides whether to shed it.
  ///
  /// @param now nanoseconds, by the clock that measured the wait
  /// @param waited nanoseconds
  public boolean shouldShed(long now, long waited) {
    rollInterval(now);
    shortestWait = Math.min(shortestWait, waited);
    return isOverloaded && waited > 2 * target;
  }

  /// Records a request that was rejected on arrival because of [#isOverloaded].
  public void onRejected(long now) {
    rollInterval(now);
    hadRejections = true;
  }

  /// Whether the last full interval had a standing queue.
  public boolean isOverloaded() {
    return isOverloaded;
  }

  /// Whether to admit more than usual while [#isOverloaded], to find out whether they would wait.
  public boolean isTrial() {
    return isOverloaded && overloadedIntervals >= FILLING;
  }

  private void rollInterval(long now) {
    if (started && now - intervalEnd < 0) {
      return;
    }
    // After an interval without any request the shortest wait is unknown, not short.
    boolean isConsecutive = started && now - intervalEnd < interval;
    boolean isFilling = isOverloaded && overloadedIntervals == FILLING;
    boolean isJudging = isOverloaded && overloadedIntervals == JUDGING;
    boolean isDraining = lengthKnown && length < lengthAtStart;
    boolean isStanding = shortestWait > target && (isOverloaded || !isDraining);
    isOverloaded = isConsecutive && (isStanding || isFilling || (hadRejections && !isJudging));
    overloadedIntervals = isOverloaded ? (overloadedIntervals + 1) % INTERVALS_TO_TRIAL : 0;
    started = true;
    intervalEnd = now + interval;
    shortestWait = Long.MAX_VALUE;
    lengthKnown = false;
    hadRejections = false;
  }
}
