package com.upcoach.coalesce;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A stream of batches to one backend, shared by batchers of several priorities.
///
/// A fixed number of batches may be in flight. Whenever one ends, the batcher with the highest
/// priority sends its next batch; among equals, the one with the oldest pending entry.
///
/// Belongs to one event loop: all methods but [#statistics] are called on it.
public final class Lane {

  private final String name;
  private final int maxInFlight;
  private final Executor loop;
  private final LongSupplier clock;
  private final List<BatchSource> sources = new ArrayList<>();
  private final LaneCounters counters = new LaneCounters();

  private int inFlight;
  private boolean open;
  private boolean turnScheduled;

  /// @param name for metrics and messages
  /// @param maxInFlight batches in flight at most, 1 or more
  /// @param loop executor that runs a task on this lane's event loop, after the current one
  /// @param clock nanoseconds, as [System#nanoTime]
  public Lane(String name, int maxInFlight, Executor loop, LongSupplier clock) {
    this.name = name;
    this.maxInFlight = maxInFlight;
    this.loop = loop;
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  /// Counters since the lane was created. May be called by any thread.
  public LaneStatistics statistics() {
    return counters.read(name);
  }

  /// Starts sending, or resumes after [#pause].
  public void open() {
    open = true;
    scheduleTurn();
  }

  /// Keeps entries in their queues until the backend is reachable again.
  public void pause() {
    open = false;
  }

  /// Whether new work of this priority would only be shed, by its own batchers or by those of
  /// higher priority. The caller rejects it then.
  public boolean rejects(Priority priority) {
    for (BatchSource source : sources) {
      if (source.priority().compareTo(priority) <= 0 && source.rejects()) {
        return true;
      }
    }
    return false;
  }

  /// Fails callers whose deadline has passed. Called every few milliseconds.
  ///
  /// @return whether some batch in flight has been abandoned by all its callers
  public boolean expire() {
    long now = clock.getAsLong();
    boolean abandoned = false;
    for (BatchSource source : sources) {
      source.expire(now);
      abandoned |= source.hasAbandonedBatch();
    }
    return abandoned;
  }

  void add(BatchSource source) {
    sources.add(source);
  }

  LaneCounters counters() {
    return counters;
  }

  long now() {
    return clock.getAsLong();
  }

  /// Calls the supplier; turns an exception it throws into a failed future.
  static <T> Future<T> callSafely(Supplier<Future<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException failed) {
      return Future.failedFuture(failed);
    }
  }

  /// Schedules the next batch for after the event loop has read its sockets. Requests that arrived
  /// together so leave together, without any timer.
  void scheduleTurn() {
    if (!turnScheduled && open && inFlight < maxInFlight) {
      turnScheduled = true;
      loop.execute(this::sendBatches);
    }
  }

  private void sendBatches() {
    turnScheduled = false;
    while (open && inFlight < maxInFlight) {
      BatchSource nextSource = nextSource();
      if (nextSource == null) {
        return;
      }
      Future<?> sent = nextSource.send(clock.getAsLong());
      if (sent != null) {
        inFlight++;
        sent.onComplete(done -> onBatchEnded());
      }
    }
  }

  private void onBatchEnded() {
    inFlight--;
    scheduleTurn();
  }

  private BatchSource nextSource() {
    BatchSource nextSource = null;
    for (BatchSource source : sources) {
      if (source.ready() && (nextSource == null || precedes(source, nextSource))) {
        nextSource = source;
      }
    }
    return nextSource;
  }

  private static boolean precedes(BatchSource left, BatchSource right) {
    int order = left.priority().compareTo(right.priority());
    return order < 0 || (order == 0 && left.oldestArrival() - right.oldestArrival() < 0);
  }
}
