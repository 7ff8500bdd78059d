package com.upcoach.bench.machine;

import com.upcoach.bench.Side;
import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Tally;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/// Ways to measure a side.
public final class Measuring {

  /// With more failures than this the requests are at fault, and the rate is meaningless.
  private static final double FEW_FAILURES = 0.01;

  private Measuring() {}

  /// Requests per second in a closed loop.
  public static Side rate(Server server, Generator generator, Duration counted) {
    return of(
        server.cpu(),
        generator,
        Plan.Closed.lasting(counted),
        tally -> {
          requireAnswers(tally);
          return tally.perSecond();
        });
  }

  /// Latency percentile in milliseconds; infinite where more requests were refused or failed than
  /// it leaves out.
  public static Side percentile(Server server, Generator generator, Plan plan, double percentile) {
    return of(server.cpu(), generator, plan, tally -> tally.millis(percentile));
  }

  /// A value of a load, with the CPU time of the loaded processes.
  public static Side of(
      CpuTime cpu, Generator generator, Plan plan, ToDoubleFunction<Tally> value) {
    return () -> {
      long cpuBefore = cpu.micros();
      long before = System.nanoTime();
      Tally tally = generator.run(plan);
      double seconds = (System.nanoTime() - before) / 1e9;
      double used = cpu.micros() - cpuBefore;
      return new Side.Measurement(value.applyAsDouble(tally), used / seconds / tally.perSecond());
    };
  }

  /// Transactions per second of pgbench.
  public static Side rate(Pgbench pgbench, long postmaster, int clients, Duration counted) {
    CpuTime cpu = new CpuTime(List.of(postmaster));
    return () -> {
      long cpuBefore = cpu.micros();
      long before = System.nanoTime();
      double rate = pgbench.perSecond(clients, counted);
      double seconds = (System.nanoTime() - before) / 1e9;
      return new Side.Measurement(rate, (cpu.micros() - cpuBefore) / seconds / rate);
    };
  }

  /// The best of several numbers of connections or clients.
  public static int best(List<Integer> candidates, IntFunction<Side> side) throws Exception {
    int best = candidates.getFirst();
    double most = 0;
    for (int candidate : candidates) {
      double rate = side.apply(candidate).measure().value();
      if (rate > most) {
        most = rate;
        best = candidate;
      }
    }
    return best;
  }

  private static void requireAnswers(Tally tally) {
    if (tally.all().otherCount() > FEW_FAILURES * tally.all().sentCount()) {
      throw new IllegalStateException("the server failed: " + tally.trouble());
    }
  }
}
