package com.upcoach.server;

import com.upcoach.coalesce.LaneStatistics;
import com.upcoach.coalesce.Lanes;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Detects whether the server is idle: half of the machine's CPU is unused, an event loop runs a
/// new task promptly, and since the last check the lanes to the database have neither rejected nor
/// failed an entry, nor let entries wait noticeably.
///
/// A check blocks until an event loop has run a task, at most [#MAX_LOOP_MILLIS]. It must not run
/// on an event loop.
final class IdleDetector implements BooleanSupplier {

  private static final double MAX_CPU_LOAD = 0.5;
  private static final long MAX_LOOP_MILLIS = 5;
  private static final long MAX_MEAN_WAIT_NANOS = 2_000_000;

  /// The shortest interval of CPU load measurements: the system counts in hundredths of a second.
  private static final long CPU_LOAD_INTERVAL_NANOS = 500_000_000;

  private final Context loop;
  private final Lanes lanes;
  private final LongSupplier nanoTime;
  private final com.sun.management.OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  private LaneStatistics before;
  private double cpuLoad;
  private long cpuLoadMeasuredAt;

  /// @param nanoTime as [System#nanoTime]
  IdleDetector(Vertx vertx, Lanes lanes, LongSupplier nanoTime) {
    this.loop = vertx.getOrCreateContext();
    this.lanes = lanes;
    this.nanoTime = nanoTime;
    this.before = all();
    this.cpuLoad = machine.getCpuLoad();
    this.cpuLoadMeasuredAt = nanoTime.getAsLong();
  }

  @Override
  public synchronized boolean getAsBoolean() {
    LaneStatistics now = all();
    boolean lanesAreIdle = areIdle(before, now);
    before = now;
    return lanesAreIdle && cpuLoad() <= MAX_CPU_LOAD && loopIsResponsive();
  }

  /// The recent CPU load of the machine, 0 to 1; negative where it is unavailable.
  private double cpuLoad() {
    long now = nanoTime.getAsLong();
    if (now - cpuLoadMeasuredAt >= CPU_LOAD_INTERVAL_NANOS) {
      cpuLoad = machine.getCpuLoad();
      cpuLoadMeasuredAt = now;
    }
    return cpuLoad;
  }

  /// Whether the lanes were idle between two checks.
  static boolean areIdle(LaneStatistics before, LaneStatistics now) {
    long entries = now.entries() - before.entries();
    return now.full() == before.full()
        && now.shed() == before.shed()
        && now.early() == before.early()
        && now.late() == before.late()
        && now.failed() == before.failed()
        && now.waitedNanos() - before.waitedNanos() <= entries * MAX_MEAN_WAIT_NANOS;
  }

  private LaneStatistics all() {
    return lanes.statistics().stream()
        .reduce(new LaneStatistics("all", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), LaneStatistics::plus);
  }

  private boolean loopIsResponsive() {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    loop.runOnContext(now -> turn.complete(true));
    try {
      return turn.get(MAX_LOOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing fails it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
