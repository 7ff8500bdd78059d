package com.upcoach.coalesce;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A stream of batches to one backend, shared by batchers of several priorities.
///
/// So many batches at most are on their way at a time; whenever one has ended, the batcher with the
/// highest priority sends its next one, and among equals the one whose oldest entry came first.
///
/// Belongs to one event loop: everything but [#figures] is called on it.
public final class Lane {

  private final String name;
  private final int mostUnderWay;
  private final Executor loop;
  private final LongSupplier clock;
  private final List<BatchSource> sources = new ArrayList<>();
  private final LaneCounters meter = new LaneCounters();

  private int underWay;
  private boolean open;
  private boolean turnAsked;

  /// @param name for metrics and messages
  /// @param mostUnderWay batches at a time, 1 or more
  /// @param loop runs what it is given on this lane's event loop, after what is running now
  /// @param clock nanoseconds, as [System#nanoTime]
  public Lane(String name, int mostUnderWay, Executor loop, LongSupplier clock) {
    this.name = name;
    this.mostUnderWay = mostUnderWay;
    this.loop = loop;
    this.clock = clock;
  }

  public String name() {
    return name;
  }

  /// What went through the lane so far; by any thread.
  public LaneStatistics figures() {
    return meter.read(name);
  }

  /// Begins to send, or goes on after [#hold].
  public void open() {
    open = true;
    askForTurn();
  }

  /// Keeps what waits until the backend is back.
  public void hold() {
    open = false;
  }

  /// Whether work of this priority would only be shed, by its own batchers or by those that go
  /// before them. The caller refuses it then.
  public boolean refuses(Priority priority) {
    for (BatchSource source : sources) {
      if (source.priority().compareTo(priority) <= 0 && source.refuses()) {
        return true;
      }
    }
    return false;
  }

  /// To be called every few milliseconds: lets those go whose deadline has passed.
  ///
  /// @return whether a batch is under way that nobody waits for any more
  public boolean expire() {
    long now = clock.getAsLong();
    boolean abandoned = false;
    for (BatchSource source : sources) {
      source.expire(now);
      abandoned |= source.abandoned();
    }
    return abandoned;
  }

  void add(BatchSource source) {
    sources.add(source);
  }

  LaneCounters meter() {
    return meter;
  }

  long now() {
    return clock.getAsLong();
  }

  /// What a call answers; a failed future also where it throws before it has one.
  static <T> Future<T> calling(Supplier<Future<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException failed) {
      return Future.failedFuture(failed);
    }
  }

  /// Sends what it can once the event loop has read what is there to be read: requests that came
  /// in together leave together, and nobody waits for a clock.
  void askForTurn() {
    if (!turnAsked && open && underWay < mostUnderWay) {
      turnAsked = true;
      loop.execute(this::takeTurns);
    }
  }

  private void takeTurns() {
    turnAsked = false;
    while (open && underWay < mostUnderWay) {
      BatchSource next = next();
      if (next == null) {
        return;
      }
      Future<?> sent = next.send(clock.getAsLong());
      if (sent != null) {
        underWay++;
        sent.onComplete(ended -> ended());
      }
    }
  }

  private void ended() {
    underWay--;
    askForTurn();
  }

  private BatchSource next() {
    BatchSource next = null;
    for (BatchSource source : sources) {
      if (source.ready() && (next == null || goesBefore(source, next))) {
        next = source;
      }
    }
    return next;
  }

  private static boolean goesBefore(BatchSource one, BatchSource other) {
    int order = one.priority().compareTo(other.priority());
    return order < 0 || (order == 0 && one.oldest() - other.oldest() < 0);
  }
}
