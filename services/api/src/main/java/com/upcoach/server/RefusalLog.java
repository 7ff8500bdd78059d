package com.upcoach.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.upcoach.edge.RateLimits.Client;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Logs refused requests, at most one line a minute for each address and few lines a minute in
/// all: whoever can have requests refused must not be able to fill the disk. May be used by any
/// thread.
final class RefusalLog {

    static final int MOST_LINES_A_MINUTE = 30;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Beyond them the oldest are forgotten; the lines in all stay few.
    private static final int MOST_ADDRESSES = 1_000;

    private final Consumer<String> log;
    private final Cache<Client, AtomicLong> quiet;
    private final Cache<Boolean, AtomicLong> lines;

    /// @param log takes one line
    /// @param clock nanoseconds, as [System#nanoTime]
    RefusalLog(Consumer<String> log, LongSupplier clock) {
        this.log = log;
        this.quiet = minute(clock, MOST_ADDRESSES);
        this.lines = minute(clock, 1);
    }

    private static <K> Cache<K, AtomicLong> minute(LongSupplier clock, int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(MINUTE)
                .ticker(clock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /// @param reason what was wrong, to follow "its request was refused: "
    void refused(InetAddress address, String reason) {
        long own = quiet.get(Client.of(address), _ -> new AtomicLong()).incrementAndGet();
        if (own == 1
                && lines.get(true, _ -> new AtomicLong()).incrementAndGet()
                        <= MOST_LINES_A_MINUTE) {
            log.accept(
                    "%s: its request was refused: %s More from this address is not logged for a minute."
                            .formatted(address.getHostAddress(), reason));
        }
    }
}
