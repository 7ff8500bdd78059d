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

/// The sessions that have been looked up lately.
///
/// A device sends many requests in a row; all but the first find their session here. What is
/// changed (signing out, a new role, another time zone) is seen at once, on all nodes that hear
/// of each other; a node that does not looks sessions up. Without word of it, as through a
/// pooler, what a command changes is seen after [#KEPT] at the latest. From half of that on a
/// look-up is due while what is known is still believed, so that a member who comes often never
/// waits for one.
///
/// A session is remembered for longer than it is believed: who it was is what a request can be
/// prepared for, while the session is looked up again.
public final class KnownSessions {

  /// How long a look-up is good for.
  static final Duration KEPT = Duration.ofSeconds(15);

  private static final long DUE = KEPT.toNanos() / 2;

  /// How long who sent a token is remembered.
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final int MOST = 50_000;

  private final Ticker ticker;
  private final Cache<String, Known> known;
  private final InvalidationBus changes;

  /// @param generation of the member when the look-up began
  /// @param at nanoseconds of the ticker when the look-up began
  /// @param renewing whether somebody has been told that the next one is due
  private record Known(SessionStore.Found found, long generation, long at, boolean renewing) {
    Known claimed() {
      return new Known(found, generation, at, true);
    }
  }

  /// @param ticker nanoseconds
  /// @param changes by which nodes hear of sessions that have ended
  public KnownSessions(Ticker ticker, InvalidationBus changes) {
    this.ticker = ticker;
    this.changes = changes;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /// The session of a token, where it is known.
  Optional<SessionStore.Found> get(String token) {
    Known there = known.getIfPresent(token);
    return there != null
            && ticker.read() - there.at() < KEPT.toNanos()
            // Another node may have ended it, and this one not have heard of that.
            && changes.syncState() == SyncState.IN_SYNC
            && there.generation() == generation(there.found().caller().memberId())
        ? Optional.of(there.found())
        : Optional.empty();
  }

  /// The session of a token, where it is known and nobody has to look it up yet.
  Optional<SessionStore.Found> settled(String token) {
    Known there = known.getIfPresent(token);
    return there == null || isDue(there) ? Optional.empty() : get(token);
  }

  private boolean isDue(Known there) {
    return !there.renewing() && ticker.read() - there.at() >= DUE;
  }

  /// Whether the caller is to look the session of a token up, though it is known: one caller is
  /// told so.
  boolean due(String token) {
    Known there = known.getIfPresent(token);
    return there != null && isDue(there) && known.asMap().replace(token, there, there.claimed());
  }

  /// What the session of a token was when it was last looked up; nothing may be answered on the
  /// strength of it.
  Optional<SessionStore.Found> remembered(String token) {
    return Optional.ofNullable(known.getIfPresent(token)).map(Known::found);
  }

  /// The session of a token as it is looked up, known from now on; one that is not found is
  /// known no more.
  Uni<Optional<SessionStore.Found>> keep(
      String token, UUID memberId, Supplier<Uni<Optional<SessionStore.Found>>> look) {
    // The generation is read before the query: what changes while it runs is not kept.
    long generation = generation(memberId);
    long began = ticker.read();
    return look.get().invoke(found -> learn(token, generation, began, found));
  }

  private void learn(
      String token, long generation, long began, Optional<SessionStore.Found> found) {
    if (found.isPresent()) {
      known.put(token, new Known(found.get(), generation, began, false));
    } else {
      known.invalidate(token);
    }
  }

  /// Forgets all sessions of a member, on all nodes.
  ///
  /// @return done when no node believes them any more; it never fails
  Future<Void> forget(UUID memberId) {
    return changes.invalidate(List.of(tag(memberId)));
  }

  private long generation(UUID memberId) {
    return changes.generations().of(List.of(tag(memberId)));
  }

  /// What changes when something of a member's sessions does.
  public static Tag tag(UUID memberId) {
    return new Tag("session", memberId);
  }
}
