package com.upcoach.coalesce;

import com.upcoach.coalesce.LaneRejectedException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The entries of one batcher that wait for their turn, oldest first, and those that are under way.
///
/// Bounded; lets go whose deadline has passed; sheds the oldest while everybody waits too long.
///
/// Waiting is a sign of overload only in a queue that holds more requests than one batch takes, and
/// only for entries that an earlier batch left behind. So a closed loop of fewer callers than one
/// batch holds is never shed, however long a statement takes and however busy the machine is.
///
/// Belongs to one event loop.
final class PendingQueue<K, V> {

  /// Over which it is looked whether all wait too long.
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Lane lane;
  private final BatchLimits limits;
  private final CoDel codel;
  private final ArrayDeque<PendingEntry<K, V>> waiting = new ArrayDeque<>();
  private final List<List<PendingEntry<K, V>>> underWay = new ArrayList<>(4);

  /// As many requests may wait in any case: with smaller batches they take a few statements more.
  private static final int ALWAYS_TOLERATED = 64;

  private int callers;

  /// Requests with an entry in the queue: a request for many keys counts once.
  private int requests;

  /// Batches taken so far.
  private long turns;

  private long lastTurn;

  /// Told of each entry that leaves the queue without having been sent.
  private final Consumer<PendingEntry<K, V>> dropped;

  PendingQueue(Lane lane, BatchLimits limits, Consumer<PendingEntry<K, V>> dropped) {
    this.lane = lane;
    this.limits = limits;
    this.codel = new CoDel(INTERVAL, limits.target());
    this.lastTurn = lane.now();
    this.dropped = dropped;
  }

  /// Whether one more caller may wait: those who share an entry count as well, for each of them
  /// takes memory.
  boolean hasRoom() {
    return callers < limits.waiting();
  }

  void add(PendingEntry<K, V> entry) {
    waiting.addLast(entry);
    entered(entry);
  }

  /// For an entry that has waited already.
  void addFirst(PendingEntry<K, V> entry) {
    waiting.addFirst(entry);
    entered(entry);
  }

  private void entered(PendingEntry<K, V> entry) {
    callers += entry.callers();
    requests += entry.enters(turns) ? 1 : 0;
  }

  private void left(PendingEntry<K, V> entry) {
    callers -= entry.callers();
    requests -= entry.leaves() ? 1 : 0;
  }

  /// Lets somebody share an entry that waits here.
  void join(PendingEntry<K, V> there, PendingEntry<K, V> other) {
    there.join(other);
    callers += other.callers();
  }

  /// The next batch, oldest entries first, at most as large as a batch may be.
  ///
  /// An entry that came after the last batch takes the first that there is: it has not been
  /// passed over, however long that batch took, so its wait is no sign of overload. Where there
  /// was no batch for a whole interval, as others always went first, it is one if the queue has
  /// grown longer than a batch meanwhile.
  ///
  /// @param taken told of each entry that goes into the batch, as it does
  List<PendingEntry<K, V>> next(long now, Consumer<PendingEntry<K, V>> taken) {
    boolean stands = requests > Math.max(limits.largest(), ALWAYS_TOLERATED);
    boolean starved = now - lastTurn > INTERVAL.toNanos();
    codel.waiting(now, requests);
    lastTurn = now;
    long turn = turns++;
    List<PendingEntry<K, V>> batch = new ArrayList<>(Math.min(waiting.size(), limits.largest()));
    while (batch.size() < limits.largest() && !waiting.isEmpty()) {
      PendingEntry<K, V> entry = waiting.pollFirst();
      long waited = now - entry.arrived;
      lane.meter().waited(waited);
      boolean gone = letGo(entry, now);
      left(entry);
      boolean missed = stands && (starved || entry.isPassedOver(turn));
      if (gone) {
        dropped.accept(entry);
      } else if (codel.sheds(now, missed ? waited : 0)) {
        // Before its callers hear of it: whoever comes again at once must not join it.
        dropped.accept(entry);
        refuse(entry, Reason.SHED);
      } else {
        taken.accept(entry);
        batch.add(entry);
      }
    }
    return batch;
  }

  void sent(List<PendingEntry<K, V>> batch) {
    underWay.add(batch);
    lane.meter().batch(batch.size());
  }

  void ended(List<PendingEntry<K, V>> batch) {
    // By identity: two batches may hold equal entries.
    underWay.removeIf(one -> one == batch);
  }

  void expire(long now) {
    List<PendingEntry<K, V>> late = new ArrayList<>(0);
    addLate(waiting, now, late);
    underWay.forEach(batch -> addLate(batch, now, late));
    if (late.isEmpty()) {
      return;
    }
    // Whoever is let go may come again at once, into the queue that is looked through.
    late.forEach(entry -> letGo(entry, now));
    List<PendingEntry<K, V>> gone = new ArrayList<>(late.size());
    waiting.removeIf(entry -> entry.abandoned() && gone.add(entry));
    for (PendingEntry<K, V> entry : gone) {
      left(entry);
      dropped.accept(entry);
    }
  }

  static <K, V> void addLate(
      Iterable<PendingEntry<K, V>> entries, long now, List<PendingEntry<K, V>> late) {
    for (PendingEntry<K, V> entry : entries) {
      if (entry.isLate(now)) {
        late.add(entry);
      }
    }
  }

  /// Whether nobody waits any more for some batch that is under way.
  boolean abandoned() {
    return underWay.stream().anyMatch(batch -> batch.stream().allMatch(PendingEntry::abandoned));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  long oldest() {
    return waiting.isEmpty() ? 0 : waiting.peekFirst().arrived;
  }

  /// Whether one more would only be shed: what waits is shed, and fills half of the next batch
  /// already. A whole one would gain a little work and cost everybody's time. Two whole ones are
  /// what may wait on trial.
  boolean refuses() {
    int most = codel.trial() ? 2 * limits.largest() : limits.largest() / 2;
    boolean refuses = codel.overloaded() && waiting.size() >= most;
    if (refuses) {
      codel.refused(lane.now());
      lane.meter().refusedEarly();
    }
    return refuses;
  }

  LaneRejectedException refusal(Reason reason) {
    lane.meter().refused(reason);
    return new LaneRejectedException(lane.name(), reason);
  }

  private void refuse(PendingEntry<K, V> entry, Reason reason) {
    entry.fail(refusal(reason));
  }

  /// Lets the callers of an entry go whose deadline has passed.
  ///
  /// @return whether nobody waits for it any more
  boolean letGo(PendingEntry<K, V> entry, long now) {
    int late = entry.expire(now, new LaneRejectedException(lane.name(), Reason.LATE));
    for (int one = 0; one < late; one++) {
      lane.meter().refused(Reason.LATE);
    }
    return entry.abandoned();
  }
}
