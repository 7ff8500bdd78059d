package com.upcoach.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Load generator: sends requests to a server on this machine over persistent connections.
public final class Generator implements AutoCloseable {

  /// A gain by this factor shows that the JIT compiler has not finished yet.
  public static final double STILL_RISING = 1.03;

  private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(3);

  private final List<Loop> loops = new ArrayList<>();

  /// Opens the connections.
  ///
  /// @param connections at least as many as `threads`
  /// @throws UncheckedIOException where the server does not take them
  public Generator(int port, Requests requests, int connections, int threads) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (int i = 0; i < threads; i++) {
        int share = connections / threads + (i < connections % threads ? 1 : 0);
        loops.add(new Loop(address, requests, share, i, threads));
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /// Opens the connections for one thread.
  public Generator(int port, Requests requests, int connections) {
    this(port, requests, connections, 1);
  }

  /// Runs a plan to its end. Each run continues with the request after the last one sent.
  ///
  /// @throws InterruptedException where this thread is interrupted meanwhile
  public Tally run(Plan plan) throws InterruptedException {
    long start = System.nanoTime();
    List<FutureTask<Tally>> parts = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      Loop loop = loops.get(i);
      Schedule schedule = schedule(plan, start, i);
      FutureTask<Tally> part = new FutureTask<>(() -> loop.run(plan, start, schedule));
      parts.add(part);
      threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(part));
    }
    try {
      Tally sum = parts.getFirst().get();
      for (FutureTask<Tally> part : parts.subList(1, parts.size())) {
        sum.add(part.get());
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load broke off: " + e.getCause(), e.getCause());
    } finally {
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
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

  /// Each thread has its share of the rate, and they take turns.
  private Schedule schedule(Plan plan, long start, int thread) {
    return switch (plan) {
      case Plan.Closed _ -> Schedule.closed();
      case Plan.Open open -> {
        double rate = open.rate() / loops.size();
        yield Schedule.open(start + (long) (thread * 1e9 / open.rate()), rate);
      }
    };
  }

  @Override
  public void close() {
    for (Loop loop : loops) {
      try {
        loop.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
