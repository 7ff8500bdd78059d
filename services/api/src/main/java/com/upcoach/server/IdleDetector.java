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

/// Whether the server has time to spare: half of the machine is idle, an event loop turns to what
/// is new at once, and since the last look the lanes to the database have refused nobody, failed
/// nobody, and let nobody wait to speak of.
///
/// Looks wait for an event loop's turn, at most as long as would be too long; not for an event
/// loop.
final class IdleDetector implements BooleanSupplier {

  private static final double MOST_OF_MACHINE = 0.5;
  private static final long MOST_LOOP_MILLIS = 5;
  private static final long MOST_WAIT_NANOS = 2_000_000;

  /// The machine's work is counted in hundredths of a second: less than this says nothing.
  private static final long MACHINE_LOOK_NANOS = 500_000_000;

  private final Context loop;
  private final Lanes lanes;
  private final LongSupplier nanoTime;
  private final com.sun.management.OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  private LaneStatistics before;
  private double machineLoad;
  private long machineLookedAt;

  /// @param nanoTime as [System#nanoTime]
  IdleDetector(Vertx vertx, Lanes lanes, LongSupplier nanoTime) {
    this.loop = vertx.getOrCreateContext();
    this.lanes = lanes;
    this.nanoTime = nanoTime;
    this.before = all();
    this.machineLoad = machine.getCpuLoad();
    this.machineLookedAt = nanoTime.getAsLong();
  }

  @Override
  public synchronized boolean getAsBoolean() {
    LaneStatistics now = all();
    boolean lanesAreFree = areFree(before, now);
    before = now;
    return lanesAreFree && machineLoad() <= MOST_OF_MACHINE && loopTurns();
  }

  /// Of late, 0 to 1; negative where the machine does not tell.
  private double machineLoad() {
    long now = nanoTime.getAsLong();
    if (now - machineLookedAt >= MACHINE_LOOK_NANOS) {
      machineLoad = machine.getCpuLoad();
      machineLookedAt = now;
    }
    return machineLoad;
  }

  /// Between two looks.
  static boolean areFree(LaneStatistics before, LaneStatistics now) {
    long entries = now.entries() - before.entries();
    return now.full() == before.full()
        && now.shed() == before.shed()
        && now.early() == before.early()
        && now.late() == before.late()
        && now.failed() == before.failed()
        && now.waitedNanos() - before.waitedNanos() <= entries * MOST_WAIT_NANOS;
  }

  private LaneStatistics all() {
    return lanes.statistics().stream()
        .reduce(new LaneStatistics("all", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), LaneStatistics::plus);
  }

  private boolean loopTurns() {
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    loop.runOnContext(now -> turn.complete(true));
    try {
      return turn.get(MOST_LOOP_MILLIS, TimeUnit.MILLISECONDS);
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
