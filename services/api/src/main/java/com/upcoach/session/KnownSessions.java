package com.upcoach.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/// The sessions that have been looked up lately.
///
/// A device sends many requests in a row; all but the first find their session here. What this node
/// changes (signing out, a new role, another time zone) is seen at once; what another node or
/// command changes after [#KEPT] at the latest.
public final class KnownSessions {

    /// How long a look-up is good for.
    static final Duration KEPT = Duration.ofSeconds(15);

    private static final int MOST = 50_000;

    /// A member's generation is one of these, shared with others: one too many forgotten is only
    /// looked up again.
    private static final int GENERATIONS = 4_096;

    private final Cache<String, Known> known;
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

    /// The session of a token, where it is known.
    Optional<SessionStore.Found> get(String token) {
        Known there = known.getIfPresent(token);
        return there != null && there.generation() == generation(there.found().caller().memberId())
                ? Optional.of(there.found())
                : Optional.empty();
    }

    /// The session of a token as it is looked up, known from now on.
    Uni<Optional<SessionStore.Found>> keep(
            String token, UUID memberId, Supplier<Uni<Optional<SessionStore.Found>>> look) {
        // The generation is read before the query: what changes while it runs is not kept.
        long generation = generation(memberId);
        return look.get()
                .invoke(
                        found ->
                                found.ifPresent(
                                        one -> known.put(token, new Known(one, generation))));
    }

    /// Forgets all sessions of a member.
    public void forget(UUID memberId) {
        generations.incrementAndGet(slot(memberId));
    }

    private long generation(UUID memberId) {
        return generations.get(slot(memberId));
    }

    private static int slot(UUID memberId) {
        return Math.floorMod(memberId.hashCode(), GENERATIONS);
    }
}
