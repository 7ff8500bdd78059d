package com.upcoach.database;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Writes at most one line a minute of each kind, and with it how many were left out.
///
/// The first line of a kind is written at once. Lines that are left out are counted; their number
/// stands in the next line of the kind, which [#flush] writes at the end of the minute.
///
/// @param <K> what lines are told apart by
public final class RateLimitedLog<K extends Enum<K>> {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Consumer<String> log;
    private final LongSupplier nanoTime;
    private final Map<K, Line> lines;

    /// What was written last of a kind.
    private static final class Line {
        private final long writtenAt;
        private long leftOut;
        private String last = "";

        private Line(long writtenAt) {
            this.writtenAt = writtenAt;
        }
    }

    /// @param log writes one line
    /// @param nanoTime as [System#nanoTime]
    public RateLimitedLog(Class<K> kinds, Consumer<String> log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.lines = new EnumMap<>(kinds);
    }

    /// Writes a line, or counts it where one of its kind was written less than a minute ago.
    public synchronized void write(K kind, String text) {
        flush();
        Line line = lines.get(kind);
        if (line == null) {
            lines.put(kind, new Line(nanoTime.getAsLong()));
            log.accept(text);
        } else {
            line.leftOut++;
            line.last = text;
        }
    }

    /// Writes how many lines were left out of each kind whose minute is over. To be called every
    /// few seconds.
    public synchronized void flush() {
        long now = nanoTime.getAsLong();
        for (Map.Entry<K, Line> entry : Map.copyOf(lines).entrySet()) {
            Line line = entry.getValue();
            if (now - line.writtenAt < MINUTE) {
                continue;
            }
            lines.remove(entry.getKey());
            if (line.leftOut > 0) {
                lines.put(entry.getKey(), new Line(now));
                log.accept(
                        "%s (%,d more of these in the last minute)"
                                .formatted(line.last, line.leftOut));
            }
        }
    }
}
