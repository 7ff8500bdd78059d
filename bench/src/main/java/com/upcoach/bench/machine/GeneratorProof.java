package com.upcoach.bench.machine;

import com.upcoach.bench.load.Generator;
import com.upcoach.bench.load.Plan;
import com.upcoach.bench.load.Requests;
import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.load.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Proof that the generator does not limit a case: against an nginx that serves from memory it must
/// reach one and a half times the case's rate.
public final class GeneratorProof implements AutoCloseable {

  private static final double MARGIN = 1.5;

  /// Share of the rate that an open loop must reach; the rest is timing error.
  private static final double TOLERANCE = 0.98;

  private static final Duration LONG = Duration.ofSeconds(2);

  private final Workbench bench;
  private final Nginx nginx;
  private final Requests requests =
      Requests.of(List.of(Request.get("nothing", "/v1/today", "A".repeat(64))));
  private final Map<Integer, Double> closed = new HashMap<>();

  /// Starts the nginx.
  ///
  /// @param apart pins nginx to the server's cores
  public GeneratorProof(Workbench bench, boolean apart) throws Exception {
    this.bench = bench;
    this.nginx = Nginx.start(bench, apart);
  }

  /// Requires that a closed loop over this many connections can be much faster.
  ///
  /// @param rate reached with our server, per second
  /// @throws IllegalStateException where it cannot
  public void requireClosed(double rate, int connections) throws InterruptedException {
    requireClosed(rate, connections, MARGIN);
  }

  /// Requires that a closed loop over this many connections can be faster.
  ///
  /// @param rate reached with our server, per second
  /// @param margin required factor, more than 1
  /// @throws IllegalStateException where it cannot
  public void requireClosed(double rate, int connections, double margin)
      throws InterruptedException {
    Double reached = closed.get(connections);
    if (reached == null) {
      reached = run(connections, Plan.Closed.lasting(LONG)).perSecond();
      log("closed loop, %d connections".formatted(connections), reached);
      closed.put(connections, reached);
    }
    require(reached, rate, margin);
  }

  /// Requires that an open loop over this many connections keeps a much higher rate.
  ///
  /// @throws IllegalStateException where it does not
  public void requireOpen(double rate, int connections) throws InterruptedException {
    Tally tally = run(connections, Plan.Open.at(rate * MARGIN, LONG));
    log(
        String.format(
            Locale.ROOT, "open loop, %d connections, p99 %.2f ms", connections, tally.millis(99)),
        tally.perSecond());
    require(tally.perSecond() / TOLERANCE, rate, MARGIN);
  }

  private Tally run(int connections, Plan plan) throws InterruptedException {
    try (Generator generator = new Generator(nginx.port(), requests, connections)) {
      return generator.run(plan);
    }
  }

  private void log(String how, double rate) {
    bench.log(String.format(Locale.ROOT, "  generator beside nginx: %,.0f/s (%s)", rate, how));
  }

  private static void require(double reached, double rate, double margin) {
    if (reached < margin * rate) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the generator reaches %,.0f/s beside nginx, less than %.2f times the %,.0f/s asked of it",
              reached,
              margin,
              rate));
    }
  }

  @Override
  public void close() {
    nginx.close();
  }
}
