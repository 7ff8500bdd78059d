package com.upcoach.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.upcoach.edge.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/// The sessions that have been looked up within the last seconds.
///
/// A device sends many requests in a row; all but the first find their session here. What this node
/// changes (signing out, a new role, another time zone) is seen at once; what another node or
/// command changes after [#KEPT] at the latest.
public final class KnownSessions {

    /// How long a look-up is good for.
    static final Duration KEPT = Duration.ofSeconds(2);

    private static final int MOST = 50_000;

    /// A member's generation is one of these, shared with others: one too many forgotten is only
    /// looked up again.
    private static final int GENERATIONS = 4_096;

    private final Cache<SessionToken, Known> known;
    private final AtomicLongArray generations = new AtomicLongArray(GENERATIONS);

    /// @param generation of the member when the look-up began
    private record Known(SessionStore.Found found, long generation) {}

    /// @param ticker nanoseconds
    public KnownSessions(Ticker ticker) {
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterWrite(KEPT)
                        .ticker(ticker)
                        .executor(Runnable::run)
                        .build();
    }

    /// The caller behind a token, looked up unless it is known.
    ///
    /// @param now when a session must not have expired yet
    Uni<Optional<Caller>> find(
            SessionToken token, Instant now, Supplier<Uni<Optional<SessionStore.Found>>> look) {
        Known there = known.getIfPresent(token);
        long generation = generations.get(slot(token.memberId()));
        if (there != null && there.generation() == generation) {
            return Uni.createFrom().item(there.found().callerAt(now));
        }
        // The generation is read before the query: what changes while it runs is not kept.
        return look.get()
                .map(
                        found -> {
                            found.ifPresent(one -> known.put(token, new Known(one, generation)));
                            return found.flatMap(one -> one.callerAt(now));
                        });
    }

    /// Forgets all sessions of a member.
    public void forget(UUID memberId) {
        generations.incrementAndGet(slot(memberId));
    }

    private static int slot(UUID memberId) {
        return Math.floorMod(memberId.hashCode(), GENERATIONS);
    }
}
