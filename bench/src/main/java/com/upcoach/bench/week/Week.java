package com.upcoach.bench.week;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// The week of a crowd, the same at each run.
public final class Week {

  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
  private static final long SEED = 1;

  private final Crowd crowd;
  private final Rules rules;
  private final Traffic traffic;

  /// @param like demo members from which responses, time zones and habits are drawn
  public Week(int members, List<Person> like, Rules rules) {
    this.crowd = new Crowd(members, like, MONDAY, new SplittableRandom(SEED));
    this.rules = rules;
    this.traffic = Traffic.of(crowd, rules, SEED);
  }

  /// Number of reads.
  public long reads() {
    return traffic.reads();
  }

  public long writes() {
    return traffic.writes();
  }

  /// Replays the week on the response cache.
  ///
  /// @param maxBytes its memory
  public Outcome replay(long maxBytes) {
    return new Replay(crowd, traffic, rules, maxBytes, SEED).run();
  }

  /// Upper bound on the hits of any cache with this memory.
  public double maxHits(long maxBytes) {
    return new Clairvoyant(crowd, traffic, rules, maxBytes).maxHits();
  }
}
