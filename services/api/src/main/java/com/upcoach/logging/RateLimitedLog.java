package com.upcoach.logging;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Writes at most one line a minute for each key, and counts the lines that it leaves out.
///
/// The first line of a key is written at once. Later ones of the same minute are counted, and their
/// number is written with the last of them when the minute is over. Only a bounded number of keys
/// has lines in a minute; lines of further keys are counted together. May be used by any thread.
///
/// @param <K> tells lines apart
public final class RateLimitedLog<K> {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int mostKeys;
  private final Consumer<String> log;
  private final LongSupplier nanoTime;

  /// The keys that had a line within the last minute, oldest line first.
  private final Map<K, Line> lines = new LinkedHashMap<>();

  /// The lines of keys beyond the bound; null where there was none in the last minute.
  private Line further;

  /// The last line of a key.
  private static final class Line {
    private final long writtenAt;
    private long leftOut;
    private String last = "";

    private Line(long writtenAt) {
      this.writtenAt = writtenAt;
    }

    private void leaveOut(String text) {
      leftOut++;
      last = text;
    }
  }

  /// @param mostKeys keys with a line in the same minute
  /// @param log writes one line
  /// @param nanoTime as [System#nanoTime]
  public RateLimitedLog(int mostKeys, Consumer<String> log, LongSupplier nanoTime) {
    this.mostKeys = mostKeys;
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /// Writes a line, or counts it where its key had one less than a minute ago.
  public synchronized void write(K key, String text) {
    flush();
    Line line = lines.get(key);
    if (line != null) {
      line.leaveOut(text);
    } else if (lines.size() < mostKeys) {
      lines.put(key, new Line(nanoTime.getAsLong()));
      log.accept(text);
    } else {
      if (further == null) {
        further = new Line(nanoTime.getAsLong());
      }
      further.leaveOut(text);
    }
  }

  /// Whether a line of this key would be written now, and not only counted.
  public synchronized boolean writes(K key) {
    flush();
    return !lines.containsKey(key) && lines.size() < mostKeys;
  }

  /// Writes how many lines were left out of each key whose minute is over. To be called every few
  /// seconds.
  public synchronized void flush() {
    long now = nanoTime.getAsLong();
    while (!lines.isEmpty()) {
      Map.Entry<K, Line> oldest = lines.entrySet().iterator().next();
      Line line = oldest.getValue();
      if (!isOver(line, now)) {
        break;
      }
      K key = oldest.getKey();
      lines.remove(key);
      if (line.leftOut > 0) {
        lines.put(key, new Line(now));
        log.accept("%s (%,d more of these in the last minute)".formatted(line.last, line.leftOut));
      }
    }
    if (further != null && isOver(further, now)) {
      log.accept(
          "%s (the last of %,d lines that were too many in the last minute)"
              .formatted(further.last, further.leftOut));
      further = null;
    }
  }

  /// A clock that was set back counts as one whose minute is over.
  private static boolean isOver(Line line, long now) {
    return now - line.writtenAt >= MINUTE || now - line.writtenAt < 0;
  }
}
