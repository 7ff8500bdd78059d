package com.upcoach.ratelimit;

import com.upcoach.ratelimit.RateLimits.Client;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the memory of all request bodies in flight, in total and for each client. A body counts
/// with the length that it announces, from before its first byte is read until its response ends.
///
/// Members and clients without a session have separate totals, so nobody without a session can
/// keep a member's body out. May be used by any thread.
public final class BodyBudget {

  /// One client may have this part of its total.
  private static final int CLIENTS_IN_TOTAL = 4;

  /// Clients without a session have this part of all; what they may send is small.
  private static final int ANONYMOUS_PART = 4;

  private final long most;
  private final Pool members;
  private final Pool anonymous;

  /// @param bytes of all bodies in flight
  /// @param most bytes that one body counts at most: longer ones are files, which go to the disk
  ///     piece by piece
  public BodyBudget(long bytes, long most) {
    this.most = most;
    long ofAnonymous = bytes / ANONYMOUS_PART;
    this.anonymous = new Pool(ofAnonymous, most);
    this.members = new Pool(bytes - ofAnonymous, most);
  }

  /// The outcome of asking for room.
  public sealed interface Answer {}

  /// There is room; [Granted#release] gives it back and must be called once.
  public static final class Granted implements Answer {
    private final Pool pool;
    private final Client client;
    private final long bytes;

    private Granted(Pool pool, Client client, long bytes) {
      this.pool = pool;
      this.client = client;
      this.bytes = bytes;
    }

    public void release() {
      pool.release(client, bytes);
    }
  }

  /// The client has its share in flight already.
  public record ClientIsFull() implements Answer {}

  /// All clients of its kind together have theirs.
  public record AllAreFull() implements Answer {}

  /// Asks for room for a body.
  ///
  /// @param length of the body in bytes, as announced
  public Answer take(Client client, long length) {
    return switch (client) {
      case Client.Member _ -> members.take(client, Math.min(length, most));
      case Client.Address _ -> anonymous.take(client, Math.min(length, most));
    };
  }

  /// Bytes that are taken now.
  public long taken() {
    return members.taken.get() + anonymous.taken.get();
  }

  private static final class Pool {
    private final long total;
    private final long perClient;
    private final AtomicLong taken = new AtomicLong();
    private final Map<Client, Long> ofClients = new ConcurrentHashMap<>();

    /// A single body always fits.
    Pool(long total, long most) {
      this.total = Math.max(total, most);
      this.perClient = Math.max(total / CLIENTS_IN_TOTAL, most);
    }

    Answer take(Client client, long bytes) {
      if (taken.addAndGet(bytes) > total) {
        taken.addAndGet(-bytes);
        return new AllAreFull();
      }
      long own = ofClients.merge(client, bytes, Long::sum);
      if (own > perClient) {
        release(client, bytes);
        return new ClientIsFull();
      }
      return new Granted(this, client, bytes);
    }

    void release(Client client, long bytes) {
      ofClients.computeIfPresent(client, (_, own) -> own == bytes ? null : own - bytes);
      taken.addAndGet(-bytes);
    }
  }
}
