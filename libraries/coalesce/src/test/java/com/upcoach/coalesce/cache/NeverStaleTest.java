package com.upcoach.coalesce.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.ResponseCache.Follow;
import com.upcoach.coalesce.cache.ResponseCache.Hit;
import com.upcoach.coalesce.cache.ResponseCache.Lead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Threads write and read at random: no read returns data older than a write that was acknowledged
/// before the read.
@DisplayNameGeneration(ReplaceUnderscores.class)
class NeverStaleTest {

  private static final int MEMBERS = 5;
  private static final int THREADS = 6;
  private static final int STEPS = 20_000;
  private static final TtlRule RULE =
      new TtlRule("number", Duration.ofMillis(2), Duration.ofMillis(2));

  private final AtomicLongArray stored = new AtomicLongArray(MEMBERS);
  private final AtomicLongArray acknowledged = new AtomicLongArray(MEMBERS);
  private final AtomicLong hits = new AtomicLong();

  @Test
  void no_read_is_older_than_a_write_acknowledged_before_it() throws Exception {
    long seed = System.nanoTime();
    System.out.println("NeverStaleTest: seed " + seed);
    Generations generations = new Generations(64);
    ResponseCache<Integer> cache =
        new ResponseCache<>(
            generations, 20_000, 10_000, key -> key, System::nanoTime, Math::random);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(seed + thread);
        all.add(threads.submit(() -> run(cache, generations, random)));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    assertTrue(hits.get() > STEPS, hits + " were found");
  }

  private void run(ResponseCache<Integer> cache, Generations generations, Random random) {
    for (int step = 0; step < STEPS; step++) {
      int member = random.nextInt(MEMBERS);
      Tag tag = new Tag("member", new UUID(0, member));
      if (random.nextInt(10) == 0) {
        long written = stored.incrementAndGet(member);
        generations.bump(tag);
        acknowledged.accumulateAndGet(member, written, Math::max);
      } else {
        long lastAcknowledged = acknowledged.get(member);
        long read = read(cache, member, tag);
        assertTrue(read >= lastAcknowledged, () -> "read " + read + " after " + lastAcknowledged);
      }
    }
  }

  private long read(ResponseCache<Integer> cache, int member, Tag tag) {
    return switch (cache.find(member, RULE, List.of(tag))) {
      case Hit hit -> {
        hits.incrementAndGet();
        yield number(hit.response());
      }
      case Follow follow -> followed(follow).map(NeverStaleTest::number).orElse(load(member));
      case Lead lead -> {
        long number = load(member);
        lead.ticket().store(response(number));
        yield number;
      }
    };
  }

  private static Optional<CachedResponse> followed(Follow follow) {
    try {
      return follow.response().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the load never completed", e);
    }
  }

  private long load(int member) {
    long number = stored.get(member);
    // Other threads write meanwhile.
    LockSupport.parkNanos(1_000);
    return number;
  }

  private static CachedResponse response(long number) {
    return new CachedResponse(Long.toString(number).getBytes(UTF_8));
  }

  private static long number(CachedResponse response) {
    return Long.parseLong(new String(response.body(ContentEncoding.IDENTITY).bytes(), UTF_8));
  }
}
