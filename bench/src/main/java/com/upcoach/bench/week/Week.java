package com.upcoach.bench.week;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// A week of a crowd, the same each time.
public final class Week {

  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
  private static final long SEED = 1;

  private final Crowd crowd;
  private final Rules rules;
  private final Traffic traffic;

  /// @param like demo members, whose answers, zones and habits the crowd's are like
  public Week(int members, List<Person> like, Rules rules) {
    this.crowd = new Crowd(members, like, MONDAY, new SplittableRandom(SEED));
    this.rules = rules;
    this.traffic = Traffic.of(crowd, rules, SEED);
  }

  /// Reads and writes.
  public long reads() {
    return traffic.reads();
  }

  public long writes() {
    return traffic.writes();
  }

  /// What the response cache makes of it.
  ///
  /// @param mostBytes its memory
  public Outcome replay(long mostBytes) {
    return new Replay(crowd, traffic, rules, mostBytes, SEED).run();
  }

  /// The most reads that any cache of so much memory can answer from it.
  public double mostHits(long mostBytes) {
    return new Clairvoyant(crowd, traffic, rules, mostBytes).mostHits();
  }
}
