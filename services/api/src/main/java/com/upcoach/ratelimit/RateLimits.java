package com.upcoach.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// How often each client may ask: a bucket of tokens that refills steadily, of which every
/// request takes as many as it costs. Of this node alone; each has its own buckets.
///
/// A bucket is one number, the moment at which it will be full again (the generic cell rate
/// algorithm, ITU-T I.371): taking tokens moves it on, and where it would lie further ahead than
/// a whole bucket takes to fill, there are too few. A bucket that is full need not be kept. May
/// be used by any thread.
public final class RateLimits {

  /// Some five megabytes. Under more clients than that the least asking ones begin with a full
  /// bucket again.
  private static final int MOST_CLIENTS = 50_000;

  private static final long SECOND = 1_000_000_000L;

  private final long perSecond;
  private final long burst;
  private final long tokenNanos;
  private final long fillingNanos;
  private final LongSupplier clock;
  private final long origin;
  private final Cache<Client, AtomicLong> buckets;

  /// @param perSecond tokens that come back each second, up to a million; 0 for no limit at all
  /// @param burst tokens in a full bucket, 1 or more
  /// @param clock nanoseconds, as [System#nanoTime]
  public RateLimits(long perSecond, long burst, LongSupplier clock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokenNanos = perSecond == 0 ? 0 : SECOND / perSecond;
    this.fillingNanos = burst * tokenNanos;
    this.clock = clock;
    this.origin = clock.getAsLong();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(Duration.ofNanos(fillingNanos + SECOND))
            .ticker(clock::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /// Who asks.
  public sealed interface Client {

    /// A member, however many devices it has.
    record Member(UUID id) implements Client {}

    /// Somebody without a session that is known.
    ///
    /// @param network the IPv4 address, or the first 64 bits of the IPv6 address: whoever has
    ///     one of those has all of them
    record Address(boolean six, long network) implements Client {}

    /// The network that an address belongs to.
    static Address of(InetAddress address) {
      ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
      return bytes.capacity() == Integer.BYTES
          ? new Address(false, bytes.getInt())
          : new Address(true, bytes.getLong());
    }
  }

  /// What came of taking tokens.
  ///
  /// @param granted whether there were enough; if not, none was taken
  /// @param left tokens that are there now
  /// @param retryAfter until there will be enough; zero where there were
  /// @param full until the bucket is full
  public record Taken(boolean granted, long left, Duration retryAfter, Duration full) {}

  /// Whether anything is limited.
  public boolean isOn() {
    return perSecond > 0;
  }

  /// How many tokens a full bucket has.
  public long burst() {
    return burst;
  }

  /// How long an empty bucket takes to fill.
  public Duration filling() {
    return Duration.ofNanos(fillingNanos);
  }

  /// Takes tokens of a client.
  ///
  /// @param cost tokens, 1 or more; what costs more than a full bucket takes the full bucket
  public Taken take(Client client, long cost) {
    if (!isOn()) {
      return new Taken(true, burst, Duration.ZERO, Duration.ZERO);
    }
    AtomicLong bucket = buckets.get(client, _ -> new AtomicLong());
    long price = Math.min(cost, burst) * tokenNanos;
    while (true) {
      long now = clock.getAsLong() - origin;
      long fullAt = bucket.get();
      long before = Math.max(fullAt, now);
      long after = before + price;
      if (after - now > fillingNanos) {
        return new Taken(
            false,
            left(before - now),
            Duration.ofNanos(after - now - fillingNanos),
            Duration.ofNanos(before - now));
      }
      if (bucket.compareAndSet(fullAt, after)) {
        return new Taken(true, left(after - now), Duration.ZERO, Duration.ofNanos(after - now));
      }
    }
  }

  private long left(long untilFull) {
    return (fillingNanos - untilFull) / tokenNanos;
  }
}
