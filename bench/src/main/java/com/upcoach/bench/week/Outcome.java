package com.upcoach.bench.week;

import java.util.EnumMap;
import java.util.Map;

/// What became of the reads of the week.
public final class Outcome {

  /// Why an answer had to be made.
  public enum Miss {
    /// It was never asked for, or not on this day.
    FIRST,
    /// Something that it is made of was written since.
    WRITTEN,
    /// Its time was over.
    TOO_OLD,
    /// Somebody else has written who shares the counter.
    SHARED,
    /// It had to make room.
    EVICTED
  }

  /// Of one route.
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
  private long unasked;

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

  void madeUnasked() {
    unasked++;
  }

  /// By route.
  public Map<Answer, Line> lines() {
    return lines;
  }

  public long reads() {
    return lines.values().stream().mapToLong(line -> line.reads).sum();
  }

  public long hits() {
    return lines.values().stream().mapToLong(line -> line.hits).sum();
  }

  /// 0 to 1.
  public double hitRate() {
    return hits() / (double) reads();
  }

  /// The share of all reads that was missed for a reason, 0 to 1.
  public double share(Miss why) {
    return misses.getOrDefault(why, 0L) / (double) reads();
  }

  /// Answers that were made though nobody had asked.
  public long unasked() {
    return unasked;
  }
}
