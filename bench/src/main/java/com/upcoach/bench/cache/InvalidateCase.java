package com.upcoach.bench.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.bench.Case;
import com.upcoach.bench.Rounds;
import com.upcoach.bench.Row;
import com.upcoach.bench.Side;
import com.upcoach.bench.Spread;
import com.upcoach.bench.machine.Redis;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.cache.TtlRule;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/// Invalidation of one tag with a million cached responses, up to the lookup that misses, compared
/// with one `INCR` of a Redis over loopback. The `INCR` is the minimum cost where generations are
/// stored in Redis.
final class InvalidateCase implements Case<Stage> {

  private static final int MEMBERS = 50_000;
  private static final int ANSWERS_OF_MEMBER = 20;
  private static final int ANSWERS = MEMBERS * ANSWERS_OF_MEMBER;
  private static final long ROOM = 1L << 30;

  /// The server's default.
  private static final int GENERATIONS = 1 << 16;

  private static final int TIMES = 20_000;
  private static final int TIMES_OF_PROOF = 20;
  private static final double GOAL = 2;

  private static final TtlRule RULE =
      new TtlRule("one of a million", Duration.ofHours(1), Duration.ofSeconds(30));

  private final CachedResponse answer = new CachedResponse("{}".getBytes(UTF_8));

  private record Key(int member, int number) {}

  @Override
  public List<Row> measure(Stage stage) throws Exception {
    Generations generations = new Generations(GENERATIONS);
    ResponseCache<Key> cache = filled(generations);
    stage.log("invalidate: %,d responses are cached".formatted(cache.size().responses()));
    requireThatOthersStay(cache, generations);
    LongConsumer invalidate =
        stage.options().prove()
            ? place -> keyByKey(generations)
            : place -> generations.bump(tag(memberAt(place)));
    int times = stage.options().prove() ? TIMES_OF_PROOF : TIMES;
    try (Redis redis = Redis.start(stage.bench())) {
      Side ours = () -> Side.Measurement.of(misses(cache, invalidate, times));
      Side theirs = () -> Side.Measurement.of(incremented(redis, times));
      // The first round warms up the JIT compiler.
      Rounds.interleaved(1, stage::log, List.of(ours, theirs));
      Rounds rounds =
          Rounds.interleaved(stage.options().rounds(), stage::log, List.of(ours, theirs));
      return List.of(
          Row.atMost(
              "one tag among 1,000,000 invalidated, µs | Redis, INCR",
              rounds.compared(0, 1),
              GOAL));
    }
  }

  private ResponseCache<Key> filled(Generations generations) {
    ResponseCache<Key> cache =
        new ResponseCache<>(
            generations,
            ROOM,
            ROOM,
            Key::member,
            System::nanoTime,
            ThreadLocalRandom.current()::nextDouble);
    for (int member = 0; member < MEMBERS; member++) {
      keep(cache, member);
    }
    if (cache.size().responses() != ANSWERS) {
      throw new IllegalStateException(
          "%,d responses are cached instead of a million".formatted(cache.size().responses()));
    }
    return cache;
  }

  /// Caches every response of a member that is not cached yet, and returns their number.
  private int keep(ResponseCache<Key> cache, int member) {
    int misses = 0;
    for (int number = 0; number < ANSWERS_OF_MEMBER; number++) {
      if (find(cache, member, number) instanceof ResponseCache.Lead lead) {
        lead.ticket().store(answer);
        misses++;
      }
    }
    return misses;
  }

  private static ResponseCache.Lookup find(ResponseCache<Key> cache, int member, int number) {
    return cache.find(new Key(member, number), RULE, List.of(tag(member)));
  }

  private static Tag tag(int member) {
    return new Tag("member", new UUID(0, member));
  }

  /// Members in an order unrelated to the order of insertion.
  private static int memberAt(long place) {
    return (int) (place * 7_919 % MEMBERS);
  }

  /// Invalidation without tags: a scan over all keys.
  private static void keyByKey(Generations generations) {
    for (int member = 0; member < MEMBERS; member++) {
      for (int number = 0; number < ANSWERS_OF_MEMBER; number++) {
        generations.bump(tag(member));
      }
    }
  }

  private void requireThatOthersStay(ResponseCache<Key> cache, Generations generations) {
    generations.bump(tag(0));
    long misses = 0;
    for (int member = 0; member < MEMBERS; member++) {
      misses += keep(cache, member);
    }
    // The few responses that share the tag's counter are invalidated as well.
    if (misses < ANSWERS_OF_MEMBER || misses > 10L * ANSWERS_OF_MEMBER) {
      throw new IllegalStateException(misses + " answers of a million went with one tag");
    }
  }

  /// Median in microseconds; the responses are cached again between measurements.
  private double misses(ResponseCache<Key> cache, LongConsumer invalidate, int times) {
    double[] micros = new double[times];
    for (int time = 0; time < times; time++) {
      int member = memberAt(time);
      long before = System.nanoTime();
      invalidate.accept(time);
      ResponseCache.Lookup found = find(cache, member, 0);
      micros[time] = (System.nanoTime() - before) / 1e3;
      if (!(found instanceof ResponseCache.Lead lead)) {
        throw new IllegalStateException("an invalidated response is still found");
      }
      lead.ticket().store(answer);
      keep(cache, member);
    }
    return Spread.of(micros).median();
  }

  /// Median in microseconds.
  private static double incremented(Redis redis, int times) throws IOException {
    double[] micros = new double[times];
    for (int time = 0; time < times; time++) {
      long before = System.nanoTime();
      redis.increment();
      micros[time] = (System.nanoTime() - before) / 1e3;
    }
    return Spread.of(micros).median();
  }
}
