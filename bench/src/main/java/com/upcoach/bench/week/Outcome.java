package com.upcoach.bench.week;

import java.util.EnumMap;
import java.util.Map;

/// Results of the reads of the week.
public final class Outcome {

  /// Causes of a cache miss.
  public enum Miss {
    /// First request for the response, or the first on this day.
    FIRST,
    /// Invalidated by a write of its own member.
    WRITTEN,
    /// The TTL had expired.
    EXPIRED,
    /// Invalidated by a write of another member who shares the generation counter.
    SHARED,
    /// Evicted to free memory.
    EVICTED
  }

  /// Results of one route.
  public static final class Line {
    private long reads;
    private long hits;

    public long reads() {
      return reads;
    }

    public double hitRate() {
      return hits / (double) reads;
    }
  }

  private final Map<Answer, Line> lines = new EnumMap<>(Answer.class);
  private final Map<Miss, Long> misses = new EnumMap<>(Miss.class);
  private long prefetchCount;

  Outcome() {
    for (Answer answer : Answer.values()) {
      lines.put(answer, new Line());
    }
  }

  void hit(Answer answer) {
    lines.get(answer).reads++;
    lines.get(answer).hits++;
  }

  void missed(Answer answer, Miss why) {
    lines.get(answer).reads++;
    misses.merge(why, 1L, Long::sum);
  }

  void prefetched() {
    prefetchCount++;
  }

  /// Results by route.
  public Map<Answer, Line> lines() {
    return lines;
  }

  public long reads() {
    return lines.values().stream().mapToLong(line -> line.reads).sum();
  }

  public long hits() {
    return lines.values().stream().mapToLong(line -> line.hits).sum();
  }

  /// Hit rate, 0 to 1.
  public double hitRate() {
    return hits() / (double) reads();
  }

  /// Share of all reads that missed for a cause, 0 to 1.
  public double share(Miss why) {
    return misses.getOrDefault(why, 0L) / (double) reads();
  }

  /// Number of prefetched responses.
  public long prefetchCount() {
    return prefetchCount;
  }
}
