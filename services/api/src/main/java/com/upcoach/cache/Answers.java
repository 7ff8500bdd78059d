package com.upcoach.cache;

import com.upcoach.coalesce.cache.CacheFigures;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.edge.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// The door to the answers that are kept.
///
/// May be used by any thread.
public final class Answers {

    /// Half a megabyte. Members who share one lose their answers a little sooner.
    private static final int GENERATIONS = 1 << 16;

    /// So that no member can crowd out many others.
    private static final long MOST_BYTES_OF_MEMBER = 256 * 1024;

    private static final int ALL_OF_IT = 100;

    private final Generations generations = new Generations(GENERATIONS);
    private final Map<CachePolicy, Integer> shares = new ConcurrentHashMap<>();
    private final ResponseCache<AnswerKey> cache;
    private final Clock clock;
    private final boolean on;

    /// @param mostBytes of all answers together; 0 for none
    /// @param clock for days
    /// @param nanoTime as [System#nanoTime]
    /// @param random from 0, inclusive, to 1
    public Answers(long mostBytes, Clock clock, LongSupplier nanoTime, DoubleSupplier random) {
        this.on = mostBytes > 0;
        this.clock = clock;
        this.cache =
                new ResponseCache<>(
                        generations,
                        mostBytes,
                        Math.min(mostBytes, MOST_BYTES_OF_MEMBER),
                        AnswerKey::memberId,
                        nanoTime,
                        random);
    }

    /// Whether the requests of a member for this route go through the cache.
    public boolean takes(CachePolicy policy, UUID memberId) {
        int share = share(policy);
        return share == ALL_OF_IT || Math.floorMod(memberId.hashCode(), ALL_OF_IT) < share;
    }

    /// Looks an answer up.
    ///
    /// @param query as it was sent, or null
    public ResponseCache.Found find(CachePolicy policy, Caller caller, String path, String query) {
        AnswerKey key = AnswerKey.of(caller.memberId(), caller.dayAt(clock.instant()), path, query);
        return cache.find(key, policy.rule(), List.of(member(caller.memberId()), policy.tag()));
    }

    /// Makes all answers of a member go: something of its own may have changed.
    public void changed(UUID memberId) {
        generations.bump(member(memberId));
    }

    /// Makes all answers of a route go.
    public void forget(CachePolicy policy) {
        generations.bump(policy.tag());
    }

    /// Makes all answers go.
    public void forgetAll() {
        generations.bumpAll();
    }

    /// How much of a route's traffic goes through the cache, by member: 0 to 100 percent.
    public int share(CachePolicy policy) {
        return on ? shares.getOrDefault(policy, ALL_OF_IT) : 0;
    }

    /// @param percent 0 to 100
    public void setShare(CachePolicy policy, int percent) {
        shares.put(policy, Math.clamp(percent, 0, ALL_OF_IT));
    }

    /// What became of those who asked, by route.
    public List<CacheFigures> figures() {
        return cache.figures();
    }

    /// What is kept now.
    public ResponseCache.Size size() {
        return cache.size();
    }

    private static Tag member(UUID memberId) {
        return new Tag("member", memberId);
    }
}
