package com.upcoach.coalesce;

import java.time.Duration;

/// Tells a burst from a queue that stands, by the shortest wait of an interval (controlled delay).
///
/// A burst makes some requests wait; too much work makes all of them wait. Once every request of an
/// interval has waited longer than the target, those that have waited longer than twice the target
/// are shed during the next one. So a full queue keeps serving the fresh instead of serving
/// everybody too late.
///
/// A queue that became shorter during the interval is no overload, however long its requests have
/// waited: a slow statement or a process without processor time left it behind, and it drains.
///
/// What is refused before it could wait counts as well: otherwise the short waits that refusing
/// makes would end it, and the queue would fill up again every other interval. But whoever comes
/// again as soon as it is refused would keep it up for ever, long after all would fit. So two
/// intervals in twenty are a trial: more are let in, in the first the queue fills, and in the
/// second only how long all wait counts.
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

  private boolean begun;
  private long intervalEnd;
  private long shortest;
  private int lengthAtBegin;
  private int length;
  private boolean lengthKnown;
  private boolean refused;
  private boolean overloaded;
  private int overloadedFor;

  /// @param interval over which the shortest wait is looked for
  /// @param target the shortest wait that is still no overload
  public CoDel(Duration interval, Duration target) {
    this.interval = interval.toNanos();
    this.target = target.toNanos();
  }

  /// Notes how many requests wait when a batch of them is about to be taken.
  public void waiting(long now, int requests) {
    turn(now);
    if (!lengthKnown) {
      lengthAtBegin = requests;
      lengthKnown = true;
    }
    length = requests;
  }

  /// Notes how long one request has waited when its turn came, and tells whether to shed it.
  ///
  /// @param now nanoseconds of the clock that the wait was taken by
  /// @param waited nanoseconds
  public boolean sheds(long now, long waited) {
    turn(now);
    shortest = Math.min(shortest, waited);
    return overloaded && waited > 2 * target;
  }

  /// Notes that a request was refused because of [#overloaded].
  public void refused(long now) {
    turn(now);
    refused = true;
  }

  /// Whether the last full interval had a standing queue.
  public boolean overloaded() {
    return overloaded;
  }

  /// Whether to let more in than usual while [#overloaded], to see whether they would wait.
  public boolean trial() {
    return overloaded && overloadedFor >= FILLING;
  }

  private void turn(long now) {
    if (begun && now - intervalEnd < 0) {
      return;
    }
    // An interval without any request since then would say that nobody waits.
    boolean justEnded = begun && now - intervalEnd < interval;
    boolean filling = overloaded && overloadedFor == FILLING;
    boolean judging = overloaded && overloadedFor == JUDGING;
    boolean drains = lengthKnown && length < lengthAtBegin;
    boolean stands = shortest > target && (overloaded || !drains);
    overloaded = justEnded && (stands || filling || (refused && !judging));
    overloadedFor = overloaded ? (overloadedFor + 1) % INTERVALS_TO_TRIAL : 0;
    begun = true;
    intervalEnd = now + interval;
    shortest = Long.MAX_VALUE;
    lengthKnown = false;
    refused = false;
  }
}
