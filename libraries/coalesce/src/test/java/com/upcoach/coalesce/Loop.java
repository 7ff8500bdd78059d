package com.upcoach.coalesce;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/// A simulated event loop with its clock; the test advances both.
final class Loop implements Executor, LongSupplier {

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private long now = 1_000_000_000L;

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public long getAsLong() {
    return now;
  }

  /// Runs all tasks, including those that they add.
  void turn() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }

  void pass(Duration time) {
    now += time.toNanos();
  }

  Lane lane(int inFlight) {
    Lane lane = new Lane("test", inFlight, this, this);
    lane.open();
    return lane;
  }
}
