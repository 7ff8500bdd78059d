package com.upcoach.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/// Bounds how many log lines are written a minute, and counts those that are left out. May be used
/// by any thread.
final class LogLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final int most;
    private Instant began = Instant.MIN;
    private int written;
    private long leftOut;

    /// @param most lines in a minute
    LogLimit(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /// Asks to write one line.
    ///
    /// @return how many were left out since the last line, or empty where this one is left out too
    synchronized OptionalLong take() {
        Instant now = clock.instant();
        if (began.equals(Instant.MIN) || !now.isBefore(began.plus(WINDOW)) || now.isBefore(began)) {
            began = now;
            written = 0;
        }
        if (written == most) {
            leftOut++;
            return OptionalLong.empty();
        }
        written++;
        long since = leftOut;
        leftOut = 0;
        return OptionalLong.of(since);
    }
}
