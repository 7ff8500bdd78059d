package com.upcoach.coalesce;

import com.upcoach.coalesce.LaneRejectedException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Bounded queue of one batcher: pending entries, oldest first, and the batches in flight.
///
/// Fails entries past their deadline, and sheds the oldest while all of them wait too long.
///
/// Waiting is a sign of overload only in a queue that holds more requests than one batch, and only
/// for entries that an earlier batch left behind. So a closed loop of fewer callers than one batch
/// holds is never shed, however long a statement takes and however busy the machine is.
///
/// Belongs to one event loop.
final class PendingQueue<K, V> {

  /// CoDel interval: overload is judged over this period.
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Lane lane;
  private final BatchLimits limits;
  private final CoDel codel;
  private final ArrayDeque<PendingEntry<K, V>> pending = new ArrayDeque<>();
  private final List<List<PendingEntry<K, V>>> inFlight = new ArrayList<>(4);

  /// Queue length in requests that never counts as overload: where batches are small, it takes a
  /// few more statements.
  private static final int ALWAYS_TOLERATED = 64;

  private int callers;

  /// Requests with an entry in the queue; a request for many keys counts once.
  private int requests;

  /// Number of batches taken so far.
  private long batchesTaken;

  private long lastBatchAt;

  /// Called for each entry that leaves the queue without being sent.
  private final Consumer<PendingEntry<K, V>> onDropped;

  PendingQueue(Lane lane, BatchLimits limits, Consumer<PendingEntry<K, V>> onDropped) {
    this.lane = lane;
    this.limits = limits;
    this.codel = new CoDel(INTERVAL, limits.target());
    this.lastBatchAt = lane.now();
    this.onDropped = onDropped;
  }

  /// Whether one more caller may wait. Callers that share an entry count too, since each takes
  /// memory.
  boolean hasRoom() {
    return callers < limits.maxPending();
  }

  void add(PendingEntry<K, V> entry) {
    pending.addLast(entry);
    onEntered(entry);
  }

  /// Puts an entry that has waited before at the head of the queue.
  void addFirst(PendingEntry<K, V> entry) {
    pending.addFirst(entry);
    onEntered(entry);
  }

  private void onEntered(PendingEntry<K, V> entry) {
    callers += entry.callers();
    requests += entry.enterQueue(batchesTaken) ? 1 : 0;
  }

  private void onLeft(PendingEntry<K, V> entry) {
    callers -= entry.callers();
    requests -= entry.leaveQueue() ? 1 : 0;
  }

  /// Adds a caller to an entry that is pending here.
  void join(PendingEntry<K, V> existing, PendingEntry<K, V> other) {
    existing.join(other);
    callers += other.callers();
  }

  /// Takes the next batch, oldest entries first, up to the maximal batch size.
  ///
  /// An entry that arrived after the last batch gets the first one possible. It was not passed
  /// over, however long that batch took, so its wait is no sign of overload. If no batch was taken
  /// for a whole interval because of higher priorities, its wait counts once the queue is longer
  /// than a batch.
  ///
  /// @param onTaken called for each entry that goes into the batch
  List<PendingEntry<K, V>> next(long now, Consumer<PendingEntry<K, V>> onTaken) {
    boolean isStanding = requests > Math.max(limits.maxBatchSize(), ALWAYS_TOLERATED);
    boolean isStarved = now - lastBatchAt > INTERVAL.toNanos();
    codel.queueLength(now, requests);
    lastBatchAt = now;
    long batchNumber = batchesTaken++;
    List<PendingEntry<K, V>> batch =
        new ArrayList<>(Math.min(pending.size(), limits.maxBatchSize()));
    while (batch.size() < limits.maxBatchSize() && !pending.isEmpty()) {
      PendingEntry<K, V> entry = pending.pollFirst();
      long waited = now - entry.arrived;
      lane.counters().waited(waited);
      boolean isDone = expireCallers(entry, now);
      onLeft(entry);
      boolean countsAsDelay = isStanding && (isStarved || entry.wasPassedOver(batchNumber));
      if (isDone) {
        onDropped.accept(entry);
      } else if (codel.shouldShed(now, countsAsDelay ? waited : 0)) {
        // Before its callers are told: a caller that retries immediately must not join this entry.
        onDropped.accept(entry);
        reject(entry, Reason.SHED);
      } else {
        onTaken.accept(entry);
        batch.add(entry);
      }
    }
    return batch;
  }

  void sent(List<PendingEntry<K, V>> batch) {
    inFlight.add(batch);
    lane.counters().batch(batch.size());
  }

  void ended(List<PendingEntry<K, V>> batch) {
    // By identity: two batches may hold equal entries.
    inFlight.removeIf(other -> other == batch);
  }

  /// Completes each entry of a batch with its result.
  ///
  /// @param results in the order of the batch; another number of them fails every entry
  void complete(List<PendingEntry<K, V>> batch, List<V> results) {
    if (results.size() != batch.size()) {
      var mismatch =
          new IllegalStateException(
              "%s: %d entries, %d results".formatted(lane.name(), batch.size(), results.size()));
      batch.forEach(entry -> entry.fail(mismatch));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).complete(results.get(i));
    }
  }

  void expire(long now) {
    List<PendingEntry<K, V>> expired = new ArrayList<>(0);
    addPastDeadline(pending, now, expired);
    inFlight.forEach(batch -> addPastDeadline(batch, now, expired));
    if (expired.isEmpty()) {
      return;
    }
    // A caller that fails may retry immediately, and so modify the queue under iteration.
    expired.forEach(entry -> expireCallers(entry, now));
    List<PendingEntry<K, V>> abandoned = new ArrayList<>(expired.size());
    pending.removeIf(entry -> entry.isAbandoned() && abandoned.add(entry));
    for (PendingEntry<K, V> entry : abandoned) {
      onLeft(entry);
      onDropped.accept(entry);
    }
  }

  static <K, V> void addPastDeadline(
      Iterable<PendingEntry<K, V>> entries, long now, List<PendingEntry<K, V>> expired) {
    for (PendingEntry<K, V> entry : entries) {
      if (entry.isPastDeadline(now)) {
        expired.add(entry);
      }
    }
  }

  /// Whether all callers of some batch in flight have given up.
  boolean hasAbandonedBatch() {
    return inFlight.stream().anyMatch(batch -> batch.stream().allMatch(PendingEntry::isAbandoned));
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  int size() {
    return pending.size();
  }

  long oldestArrival() {
    return pending.isEmpty() ? 0 : pending.peekFirst().arrived;
  }

  /// Whether one more entry would only be shed: under overload the queue may hold half a batch. A
  /// whole batch would add little throughput and cost every request time. During a trial the queue
  /// may hold two batches.
  boolean rejects() {
    int limit = codel.isTrial() ? 2 * limits.maxBatchSize() : limits.maxBatchSize() / 2;
    boolean rejects = codel.isOverloaded() && pending.size() >= limit;
    if (rejects) {
      codel.onRejected(lane.now());
      lane.counters().rejectedEarly();
    }
    return rejects;
  }

  LaneRejectedException rejection(Reason reason) {
    lane.counters().rejected(reason);
    return new LaneRejectedException(lane.name(), reason);
  }

  private void reject(PendingEntry<K, V> entry, Reason reason) {
    entry.fail(rejection(reason));
  }

  /// Fails the callers of an entry whose deadline has passed.
  ///
  /// @return whether no caller waits for it any more
  boolean expireCallers(PendingEntry<K, V> entry, long now) {
    int expired = entry.expire(now, new LaneRejectedException(lane.name(), Reason.LATE));
    for (int i = 0; i < expired; i++) {
      lane.counters().rejected(Reason.LATE);
    }
    return entry.isAbandoned();
  }
}
