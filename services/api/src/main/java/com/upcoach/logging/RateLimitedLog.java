package com.upcoach.logging;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A rate-limited log: it writes at most one line a minute for each key, and counts suppressed
/// lines.
///
/// The first line of a key is written immediately. Later lines of the same minute are counted; when
/// the minute is over, the last of them is written with their number. Only a limited number of keys
/// has lines in a minute; lines of further keys are counted together. Thread-safe.
///
/// @param <K> distinguishes kinds of lines
public final class RateLimitedLog<K> {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int maxKeys;
  private final Consumer<String> log;
  private final LongSupplier nanoTime;

  /// The keys that had a line within the last minute, oldest line first.
  private final Map<K, Line> lines = new LinkedHashMap<>();

  /// The lines of keys beyond the limit; null if there was none in the last minute.
  private Line overflow;

  /// The last line of a key.
  private static final class Line {
    private final long writtenAt;
    private long suppressed;
    private String last = "";

    private Line(long writtenAt) {
      this.writtenAt = writtenAt;
    }

    private void suppress(String text) {
      suppressed++;
      last = text;
    }
  }

  /// @param maxKeys maximum number of keys with a line in the same minute
  /// @param log writes one line
  /// @param nanoTime as [System#nanoTime]
  public RateLimitedLog(int maxKeys, Consumer<String> log, LongSupplier nanoTime) {
    this.maxKeys = maxKeys;
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /// Writes a line, or counts it if its key had a line less than a minute ago.
  public synchronized void write(K key, String text) {
    flush();
    Line line = lines.get(key);
    if (line != null) {
      line.suppress(text);
    } else if (lines.size() < maxKeys) {
      lines.put(key, new Line(nanoTime.getAsLong()));
      log.accept(text);
    } else {
      if (overflow == null) {
        overflow = new Line(nanoTime.getAsLong());
      }
      overflow.suppress(text);
    }
  }

  /// Whether a line of this key would be written now, and not only counted.
  public synchronized boolean writes(K key) {
    flush();
    return !lines.containsKey(key) && lines.size() < maxKeys;
  }

  /// Writes the number of suppressed lines for each key whose minute is over. Must be called every
  /// few seconds.
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
      if (line.suppressed > 0) {
        lines.put(key, new Line(now));
        log.accept(
            "%s (%,d more of these in the last minute)".formatted(line.last, line.suppressed));
      }
    }
    if (overflow != null && isOver(overflow, now)) {
      log.accept(
          "%s (the last of %,d lines that were too many in the last minute)"
              .formatted(overflow.last, overflow.suppressed));
      overflow = null;
    }
  }

  /// Whether the minute of a line is over; also true if the clock was set back.
  private static boolean isOver(Line line, long now) {
    return now - line.writtenAt >= MINUTE || now - line.writtenAt < 0;
  }
}
