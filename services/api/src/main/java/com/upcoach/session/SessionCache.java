package com.upcoach.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.coalesce.nodes.SyncState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// An in-memory cache of sessions by token, with early refresh.
///
/// A device sends many requests in a row; all but the first find their session here. A change
/// (signing out, a new role, another time zone) invalidates the member's sessions on all nodes. A
/// node that is not in sync with the others reads sessions from the database instead. Changes by
/// commands behind a connection pooler, where LISTEN does not work, become visible after the TTL
/// ([#TTL]). After half the TTL one request refreshes the entry in the background, so that a
/// member who sends requests often never waits for a query.
///
/// An entry stays here longer than its TTL: with a stale entry a request can begin its reads
/// speculatively, while the session is looked up again ([Sessions#readAs]).
public final class SessionCache {

  /// The TTL of an entry.
  static final Duration TTL = Duration.ofSeconds(15);

  private static final long REFRESH_AFTER_NANOS = TTL.toNanos() / 2;

  /// The time after which a stale entry is evicted.
  static final Duration EVICTED_AFTER = Duration.ofMinutes(10);

  private static final int MAX_ENTRIES = 50_000;

  private final Ticker ticker;
  private final Cache<String, Entry> entries;
  private final InvalidationBus changes;

  /// A cached session.
  ///
  /// @param generation the generation of the member when the query began
  /// @param at nanoseconds of the ticker when the query began
  /// @param refreshing whether a refresh is in flight
  private record Entry(
      SessionStore.SessionWithOwner found, long generation, long at, boolean refreshing) {
    Entry withRefreshClaimed() {
      return new Entry(found, generation, at, true);
    }
  }

  /// @param ticker nanoseconds
  /// @param changes the bus by which nodes invalidate each other's sessions
  public SessionCache(Ticker ticker, InvalidationBus changes) {
    this.ticker = ticker;
    this.changes = changes;
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(EVICTED_AFTER)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /// The fresh session of a token; empty on a cache miss.
  Optional<SessionStore.SessionWithOwner> get(String token) {
    return fresh(entries.getIfPresent(token));
  }

  /// @param entry or null
  private Optional<SessionStore.SessionWithOwner> fresh(Entry entry) {
    return entry != null
            && ticker.read() - entry.at() < TTL.toNanos()
            // Another node may have ended it without this node's knowledge.
            && changes.syncState() == SyncState.IN_SYNC
            && entry.generation() == generation(entry.found().caller().memberId())
        ? Optional.of(entry.found())
        : Optional.empty();
  }

  /// The fresh session of a token, if no refresh is due either.
  Optional<SessionStore.SessionWithOwner> getUnlessDue(String token) {
    Entry entry = entries.getIfPresent(token);
    return entry == null || isRefreshDue(entry) ? Optional.empty() : fresh(entry);
  }

  private boolean isRefreshDue(Entry entry) {
    return !entry.refreshing() && ticker.read() - entry.at() >= REFRESH_AFTER_NANOS;
  }

  /// Claims the due refresh of a token's entry. It returns true to one caller only, which has to
  /// refresh the entry.
  boolean claimRefresh(String token) {
    Entry entry = entries.getIfPresent(token);
    return entry != null
        && isRefreshDue(entry)
        && entries.asMap().replace(token, entry, entry.withRefreshClaimed());
  }

  /// The session of a token, fresh or stale. It does not authenticate a request.
  Optional<SessionStore.SessionWithOwner> getStale(String token) {
    return Optional.ofNullable(entries.getIfPresent(token)).map(Entry::found);
  }

  /// Loads the session of a token and caches it; a session that is not found is evicted.
  Uni<Optional<SessionStore.SessionWithOwner>> load(
      String token, UUID memberId, Supplier<Uni<Optional<SessionStore.SessionWithOwner>>> query) {
    // The generation is read before the query: a change during the query invalidates its result.
    long generation = generation(memberId);
    long startedAt = ticker.read();
    return query.get().invoke(found -> store(token, generation, startedAt, found));
  }

  private void store(
      String token,
      long generation,
      long startedAt,
      Optional<SessionStore.SessionWithOwner> found) {
    if (found.isPresent()) {
      entries.put(token, new Entry(found.get(), generation, startedAt, false));
    } else {
      entries.invalidate(token);
    }
  }

  /// Invalidates all sessions of a member, on all nodes.
  ///
  /// @return completes when no node uses them any more; it never fails
  Future<Void> invalidate(UUID memberId) {
    return changes.invalidate(List.of(tag(memberId)));
  }

  private long generation(UUID memberId) {
    return changes.generations().of(List.of(tag(memberId)));
  }

  /// The invalidation tag of a member's sessions.
  public static Tag tag(UUID memberId) {
    return new Tag("session", memberId);
  }
}
