package com.upcoach.edge;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes ids that sort by the time they were made (RFC 9562, version 7).
@ApplicationScoped
public class UuidV7 {

    private final Clock clock;
    private final SecureRandom random;

    public UuidV7(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        return of(clock.millis(), random);
    }

    /// The id of something made at an instant.
    ///
    /// @param millis since 1970, UTC
    public static UUID of(long millis, RandomGenerator random) {
        long high = (millis << 16) | 0x7000L | (random.nextInt() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
