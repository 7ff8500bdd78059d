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

/// Making the answers of one tag go where a million are kept, up to the look-up that finds none,
/// beside one `INCR` of a Redis over the loopback address: what it takes where generations are
/// there.
final class InvalidateCase implements Case<Stage> {

  private static final int MEMBERS = 50_000;
  private static final int ANSWERS_OF_MEMBER = 20;
  private static final int ANSWERS = MEMBERS * ANSWERS_OF_MEMBER;
  private static final long ROOM = 1L << 30;

  /// As many as the server has.
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
    stage.say("invalidate: %,d answers are kept".formatted(cache.size().responses()));
    requireThatOthersStay(cache, generations);
    LongConsumer invalidate =
        stage.options().prove()
            ? place -> keyByKey(generations)
            : place -> generations.bump(tag(memberAt(place)));
    int times = stage.options().prove() ? TIMES_OF_PROOF : TIMES;
    try (Redis redis = Redis.start(stage.bench())) {
      Side ours = () -> Side.Measured.of(gone(cache, invalidate, times));
      Side theirs = () -> Side.Measured.of(incremented(redis, times));
      // The first time is for the compiler.
      Rounds.interleaved(1, stage::say, List.of(ours, theirs));
      Rounds rounds =
          Rounds.interleaved(stage.options().rounds(), stage::say, List.of(ours, theirs));
      return List.of(
          Row.atMost(
              "one tag among 1,000,000 goes, µs | Redis, INCR", rounds.compared(0, 1), GOAL));
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
          "%,d answers are kept instead of a million".formatted(cache.size().responses()));
    }
    return cache;
  }

  /// Has all answers of a member kept that are not.
  private void keep(ResponseCache<Key> cache, int member) {
    for (int number = 0; number < ANSWERS_OF_MEMBER; number++) {
      if (find(cache, member, number) instanceof ResponseCache.Lead lead) {
        lead.ticket().store(answer);
      }
    }
  }

  private static ResponseCache.Found find(ResponseCache<Key> cache, int member, int number) {
    return cache.find(new Key(member, number), RULE, List.of(tag(member)));
  }

  private static Tag tag(int member) {
    return new Tag("member", new UUID(0, member));
  }

  /// Members in an order that has nothing to do with that of their arrival.
  private static int memberAt(long place) {
    return (int) (place * 7_919 % MEMBERS);
  }

  /// What has to be done where a tag is not one number: everything is gone through.
  private static void keyByKey(Generations generations) {
    for (int member = 0; member < MEMBERS; member++) {
      for (int number = 0; number < ANSWERS_OF_MEMBER; number++) {
        generations.bump(tag(member));
      }
    }
  }

  private void requireThatOthersStay(ResponseCache<Key> cache, Generations generations) {
    generations.bump(tag(0));
    long gone = 0;
    for (int member = 0; member < MEMBERS; member++) {
      for (int number = 0; number < ANSWERS_OF_MEMBER; number++) {
        if (find(cache, member, number) instanceof ResponseCache.Lead lead) {
          lead.ticket().store(answer);
          gone++;
        }
      }
    }
    // Those who share its counter go as well, and they are few.
    if (gone < ANSWERS_OF_MEMBER || gone > 10L * ANSWERS_OF_MEMBER) {
      throw new IllegalStateException(gone + " answers of a million went with one tag");
    }
  }

  /// The median, in microseconds; the answers are kept again between times.
  private double gone(ResponseCache<Key> cache, LongConsumer invalidate, int times) {
    double[] micros = new double[times];
    for (int time = 0; time < times; time++) {
      int member = memberAt(time);
      long before = System.nanoTime();
      invalidate.accept(time);
      ResponseCache.Found found = find(cache, member, 0);
      micros[time] = (System.nanoTime() - before) / 1e3;
      if (!(found instanceof ResponseCache.Lead lead)) {
        throw new IllegalStateException("what was made to go is still found");
      }
      lead.ticket().store(answer);
      keep(cache, member);
    }
    return Spread.of(micros).median();
  }

  /// The median, in microseconds.
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
