package com.upcoach.input;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Generates UUIDs of version 7 (RFC 9562), which sort by creation time, even within a millisecond.
@ApplicationScoped
public class UuidV7 {

  /// Bits of the counter within a millisecond (RFC 9562, section 6.2, method 1).
  private static final int COUNTER_BITS = 12;

  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

  private final Clock clock;
  private final SecureRandom random;
  private final AtomicLong last = new AtomicLong();

  public UuidV7(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /// The next id, above all earlier ids of this generator. A counter that overflows borrows from
  /// the next millisecond.
  public UUID next() {
    long now = clock.millis() << COUNTER_BITS;
    long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
    return of(stamp >>> COUNTER_BITS, stamp & COUNTER_MASK, random);
  }

  /// An id with a given creation time and a random counter.
  ///
  /// @param millis milliseconds since 1970, UTC
  public static UUID of(long millis, RandomGenerator random) {
    return of(millis, random.nextInt() & COUNTER_MASK, random);
  }

  private static UUID of(long millis, long counter, RandomGenerator random) {
    long high = (millis << 16) | 0x7000L | counter;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
