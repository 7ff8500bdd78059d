package com.upcoach.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Rate limits per client: a token bucket that refills steadily, from which every request takes as
/// many tokens as it costs. Buckets are local to this node.
///
/// A bucket is one number, the instant at which it will be full again (the generic cell rate
/// algorithm, ITU-T I.371). Taking tokens moves this instant forward. The tokens do not suffice if
/// it would lie further ahead than the time to fill a whole bucket. A full bucket need not be
/// stored. Thread-safe.
public final class RateLimits {

  /// Maximum number of stored buckets, about five megabytes. Beyond it, buckets of the least active
  /// clients are evicted, and these clients start again with a full bucket.
  private static final int MAX_CLIENTS = 50_000;

  private static final long SECOND = 1_000_000_000L;

  private final long perSecond;
  private final long burst;
  private final long tokenNanos;
  private final long fillNanos;
  private final LongSupplier clock;
  private final long origin;
  private final Cache<Client, AtomicLong> buckets;

  /// @param perSecond tokens added each second, up to a million; 0 for no limit
  /// @param burst tokens in a full bucket, 1 or more
  /// @param clock nanoseconds, as [System#nanoTime]
  public RateLimits(long perSecond, long burst, LongSupplier clock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokenNanos = perSecond == 0 ? 0 : SECOND / perSecond;
    this.fillNanos = burst * tokenNanos;
    this.clock = clock;
    this.origin = clock.getAsLong();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(Duration.ofNanos(fillNanos + SECOND))
            .ticker(clock::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /// The client to which a bucket belongs.
  public sealed interface Client {

    /// A member, on all of its devices.
    record Member(UUID id) implements Client {}

    /// A client without a valid session, by its network address.
    ///
    /// @param isIpv6 whether the address is an IPv6 address
    /// @param network the IPv4 address, or the first 64 bits of the IPv6 address: a subscriber
    ///     usually has all addresses of such a network
    record Address(boolean isIpv6, long network) implements Client {}

    /// The network that an address belongs to.
    static Address of(InetAddress address) {
      ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
      return bytes.capacity() == Integer.BYTES
          ? new Address(false, bytes.getInt())
          : new Address(true, bytes.getLong());
    }
  }

  /// The outcome of taking tokens.
  ///
  /// @param granted whether the tokens sufficed; if not, none was taken
  /// @param left tokens that remain in the bucket
  /// @param retryAfter time until the tokens will suffice; zero if granted
  /// @param full time until the bucket is full
  public record Decision(boolean granted, long left, Duration retryAfter, Duration full) {}

  /// Whether rate limits are enabled.
  public boolean isEnabled() {
    return perSecond > 0;
  }

  /// The number of tokens in a full bucket.
  public long burst() {
    return burst;
  }

  /// The time in which an empty bucket fills.
  public Duration fillTime() {
    return Duration.ofNanos(fillNanos);
  }

  /// Takes tokens from a client's bucket.
  ///
  /// @param cost number of tokens, 1 or more; a cost above a full bucket takes the full bucket
  public Decision take(Client client, long cost) {
    if (!isEnabled()) {
      return new Decision(true, burst, Duration.ZERO, Duration.ZERO);
    }
    AtomicLong bucket = buckets.get(client, _ -> new AtomicLong());
    long price = Math.min(cost, burst) * tokenNanos;
    while (true) {
      long now = clock.getAsLong() - origin;
      long fullAt = bucket.get();
      long before = Math.max(fullAt, now);
      long after = before + price;
      if (after - now > fillNanos) {
        return new Decision(
            false,
            left(before - now),
            Duration.ofNanos(after - now - fillNanos),
            Duration.ofNanos(before - now));
      }
      if (bucket.compareAndSet(fullAt, after)) {
        return new Decision(true, left(after - now), Duration.ZERO, Duration.ofNanos(after - now));
      }
    }
  }

  private long left(long untilFull) {
    return (fillNanos - untilFull) / tokenNanos;
  }
}
