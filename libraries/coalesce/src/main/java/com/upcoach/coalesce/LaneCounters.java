package com.upcoach.coalesce;

import java.util.concurrent.atomic.LongAdder;

/// Counters of a lane. Written by its event loop, read by any thread.
final class LaneCounters {

  private final LongAdder batches = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder joined = new LongAdder();
  private final LongAdder full = new LongAdder();
  private final LongAdder shed = new LongAdder();
  private final LongAdder early = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder split = new LongAdder();
  private final LongAdder waitedNanos = new LongAdder();

  void batch(int size) {
    batches.increment();
    entries.add(size);
  }

  void waited(long nanos) {
    waitedNanos.add(nanos);
  }

  void joined() {
    joined.increment();
  }

  void failed() {
    failed.increment();
  }

  void split() {
    split.increment();
  }

  /// Counts a request that was rejected on arrival.
  void rejectedEarly() {
    early.increment();
  }

  void rejected(LaneRejectedException.Reason reason) {
    switch (reason) {
      case FULL -> full.increment();
      case SHED -> shed.increment();
      case LATE -> late.increment();
      case CANCELLED, DOWN -> failed.increment();
    }
  }

  LaneStatistics read(String name) {
    return new LaneStatistics(
        name,
        batches.sum(),
        entries.sum(),
        joined.sum(),
        full.sum(),
        shed.sum(),
        early.sum(),
        late.sum(),
        failed.sum(),
        split.sum(),
        waitedNanos.sum());
  }
}
