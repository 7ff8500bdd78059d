package com.upcoach.ratelimit;

import com.upcoach.ratelimit.RateLimits.Client;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Limits the memory of all request bodies in flight, in total and per client. A body counts with
/// its `Content-Length`, from before its first byte is read until its response ends.
///
/// Members and clients without a session have separate totals. Clients without a session therefore
/// cannot displace a member's body. Thread-safe.
public final class BodyBudget {

  /// One client may have one part in this many of the total of its kind.
  private static final int SHARES_OF_TOTAL = 4;

  /// Clients without a session have one part in this many of the whole budget; they send small
  /// bodies.
  private static final int ANONYMOUS_DIVISOR = 4;

  private final long maxBody;
  private final Quota members;
  private final Quota anonymous;

  /// @param bytes budget for all bodies in flight
  /// @param maxBody maximum bytes that one body counts: longer bodies are files, which are streamed
  ///     to disk
  public BodyBudget(long bytes, long maxBody) {
    this.maxBody = maxBody;
    long anonymousBytes = bytes / ANONYMOUS_DIVISOR;
    this.anonymous = new Quota(anonymousBytes, maxBody);
    this.members = new Quota(bytes - anonymousBytes, maxBody);
  }

  /// The outcome of a reservation.
  public sealed interface Reservation {}

  /// The memory is reserved; [Granted#release] returns it and must be called once.
  public static final class Granted implements Reservation {
    private final Quota pool;
    private final Client client;
    private final long bytes;

    private Granted(Quota pool, Client client, long bytes) {
      this.pool = pool;
      this.client = client;
      this.bytes = bytes;
    }

    /// Returns the reserved memory.
    public void release() {
      pool.release(client, bytes);
    }
  }

  /// The client already has its share in flight.
  public record ClientLimitReached() implements Reservation {}

  /// The total for clients of this kind is in flight.
  public record TotalLimitReached() implements Reservation {}

  /// Reserves memory for a body.
  ///
  /// @param length of the body in bytes, as announced by the client
  public Reservation reserve(Client client, long length) {
    return switch (client) {
      case Client.Member _ -> members.reserve(client, Math.min(length, maxBody));
      case Client.Address _ -> anonymous.reserve(client, Math.min(length, maxBody));
    };
  }

  /// Bytes that are reserved now.
  public long reserved() {
    return members.reserved.get() + anonymous.reserved.get();
  }

  private static final class Quota {
    private final long total;
    private final long perClient;
    private final AtomicLong reserved = new AtomicLong();
    private final Map<Client, Long> byClient = new ConcurrentHashMap<>();

    /// Limits that always admit a single body of `maxBody`.
    Quota(long total, long maxBody) {
      this.total = Math.max(total, maxBody);
      this.perClient = Math.max(total / SHARES_OF_TOTAL, maxBody);
    }

    Reservation reserve(Client client, long bytes) {
      if (reserved.addAndGet(bytes) > total) {
        reserved.addAndGet(-bytes);
        return new TotalLimitReached();
      }
      long ofClient = byClient.merge(client, bytes, Long::sum);
      if (ofClient > perClient) {
        release(client, bytes);
        return new ClientLimitReached();
      }
      return new Granted(this, client, bytes);
    }

    void release(Client client, long bytes) {
      byClient.computeIfPresent(
          client, (_, ofClient) -> ofClient == bytes ? null : ofClient - bytes);
      reserved.addAndGet(-bytes);
    }
  }
}
