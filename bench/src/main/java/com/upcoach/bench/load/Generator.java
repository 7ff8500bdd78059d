package com.upcoach.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Load generator: sends requests to a server on this machine over persistent connections.
public final class Generator implements AutoCloseable {

  /// A gain by this factor shows that the JIT compiler has not finished yet.
  public static final double STILL_RISING = 1.03;

  private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(3);

  private final Loop loop;

  /// Opens the connections.
  ///
  /// @throws UncheckedIOException where the server does not take them
  public Generator(int port, Requests requests, int connections) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      loop = new Loop(address, requests, connections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a plan to its end. Each run continues with the request after the last one sent.
  ///
  /// @throws InterruptedException where this thread is interrupted meanwhile
  public Tally run(Plan plan) throws InterruptedException {
    long start = System.nanoTime();
    FutureTask<Tally> run = new FutureTask<>(() -> loop.run(plan, start, schedule(plan, start)));
    Thread thread = Thread.ofPlatform().daemon().name("load").start(run);
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load broke off: " + e.getCause(), e.getCause());
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  /// Runs closed loops until the throughput no longer grows, that is until the JIT compiler of the
  /// server has finished.
  ///
  /// @param log takes a line for each window
  public void warmUp(int maxWindows, Consumer<String> log) throws InterruptedException {
    double best = 0;
    int flat = 0;
    for (int window = 0; window < maxWindows && flat < 2; window++) {
      Tally tally = run(Plan.Closed.lasting(WARM_UP_WINDOW));
      flat = tally.perSecond() < best * STILL_RISING ? flat + 1 : 0;
      best = Math.max(best, tally.perSecond());
      log.accept("warming up: %,.0f/s %s".formatted(tally.perSecond(), tally.trouble()));
    }
  }

  private static Schedule schedule(Plan plan, long start) {
    return switch (plan) {
      case Plan.Closed _ -> Schedule.closed();
      case Plan.Open open -> Schedule.open(start, open.rate());
    };
  }

  @Override
  public void close() {
    try {
      loop.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
