package com.upcoach.coalesce.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Keeps answers in memory, and sees to it that each is made once.
///
/// Who does not find an answer *leads*: it makes it, and all who ask meanwhile wait for it. So
/// does one of those who find an answer that is too old, or nearly: the others get that one. How
/// early one leads is left to chance, the sooner the longer the answer took to make (XFetch), so
/// that a hot one is made anew before it is too old, by one caller.
///
/// May be used by any thread.
///
/// @param <K> what tells answers apart; needs `equals` and `hashCode`
/// @see <a href="https://www.vldb.org/pvldb/vol8/p886-vattani.pdf">Vattani, Chierichetti and
///     Lowenstein, Optimal Probabilistic Cache Stampede Prevention, 2015</a>
public final class ResponseCache<K> {

  private static final double JITTER = 0.1;

  /// That there is nothing is believed for no longer: whatever makes it may not be heard of.
  private static final long ABSENT = TimeUnit.SECONDS.toNanos(10);

  private final Generations generations;
  private final LongSupplier clock;
  private final DoubleSupplier random;
  private final Cache<K, CacheEntry> kept;
  private final OwnerQuotas<K> shelves;
  private final ConcurrentHashMap<K, InFlightLoad> underWay = new ConcurrentHashMap<>();
  private final CacheCounters meters = new CacheCounters();
  private final BiPredicate<K, K> outlived;
  private final Optional<SharedCache<K>> shared;
  private final Function<List<Tag>, Optional<String>> states;

  /// One that shares nothing with other nodes.
  public ResponseCache(
      Generations generations,
      long mostBytes,
      long mostBytesOfOwner,
      Function<K, Object> owner,
      LongSupplier clock,
      DoubleSupplier random) {
    this(
        generations,
        mostBytes,
        mostBytesOfOwner,
        owner,
        clock,
        random,
        (key, later) -> false,
        Optional.empty(),
        tags -> Optional.empty());
  }

  /// @param mostBytes of all answers together
  /// @param mostBytesOfOwner of the answers of one owner, so that nobody crowds out the others
  /// @param owner whose budget an answer is on
  /// @param clock nanoseconds, as [System#nanoTime]
  /// @param random from 0, inclusive, to 1
  /// @param outlived whether nobody asks for the first any more once the second, of the same
  ///     owner, was asked for
  /// @param states names the present state of what hangs on tags as all nodes do; empty where
  ///     it has no such name
  public ResponseCache(
      Generations generations,
      long mostBytes,
      long mostBytesOfOwner,
      Function<K, Object> owner,
      LongSupplier clock,
      DoubleSupplier random,
      BiPredicate<K, K> outlived,
      Optional<SharedCache<K>> shared,
      Function<List<Tag>, Optional<String>> states) {
    this.outlived = outlived;
    this.shared = shared;
    this.states = states;
    this.generations = generations;
    this.clock = clock;
    this.random = random;
    this.shelves = new OwnerQuotas<>(mostBytesOfOwner, owner);
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((K key, CacheEntry one) -> one.answer().weight())
            // What is too old makes room before what is not, however often it was
            // asked for: most keys of yesterday are never asked for again.
            .ticker(clock::getAsLong)
            .expireAfter(Expiry.writing((K key, CacheEntry one) -> one.life()))
            .executor(Runnable::run)
            .evictionListener(
                (key, one, cause) -> {
                  if (cause == RemovalCause.SIZE) {
                    meters.of(one.rule()).evicted.increment();
                  }
                  shelves.gone(key);
                })
            .removalListener(
                (key, one, cause) -> meters.of(one.rule()).bytes.add(-one.answer().weight()))
            .build();
  }

  /// What a caller finds.
  public sealed interface Found {}

  /// The answer.
  ///
  /// @param age nanoseconds since it was made
  /// @param left nanoseconds until it is too old; 0 or less where it is, and is being made anew
  public record Hit(CachedResponse answer, long age, long left) implements Found {}

  /// Somebody makes it already.
  ///
  /// @param answer empty where nothing came of it: the caller makes its own then
  public record Follow(Future<Optional<CachedResponse>> answer) implements Found {}

  /// The caller is to make it.
  public record Lead(Ticket ticket) implements Found {}

  private final class OwnTicket implements Ticket {
    private final K key;
    private final TtlRule rule;
    private final List<Tag> tags;
    private final InFlightLoad making;
    private final Optional<String> state;
    private final long least;
    private final long begun = clock.getAsLong();
    private final DiscoveredDependencies.Gathering more = new DiscoveredDependencies.Gathering();
    private boolean makesForAll;

    /// @param least nanoseconds that an answer is to be fresh for to be worth having
    private OwnTicket(K key, TtlRule rule, List<Tag> tags, InFlightLoad making, long least) {
      this.key = key;
      this.rule = rule;
      this.tags = tags;
      this.making = making;
      this.least = least;
      // After the generation: what changes between the two has the answer not kept at all.
      this.state = shared.flatMap(there -> states.apply(tags));
    }

    @Override
    public void alsoOf(Tag tag) {
      more.add(tag, generations);
    }

    @Override
    public void keep(CachedResponse answer) {
      long now = clock.getAsLong();
      double share = 1 - JITTER + 2 * JITTER * random.getAsDouble();
      long usual = rule.fresh().toNanos();
      long fresh = (long) (share * (answer.isAbsent() ? Math.min(usual, ABSENT) : usual));
      DiscoveredDependencies alsoOf = more.all(generations);
      boolean good = keep(answer, alsoOf, now, fresh);
      if (makesForAll) {
        makesForAll = false;
        SharedCache<K> there = shared.orElseThrow();
        // What it is made of beside its tags, other nodes could not look for.
        if (good && !answer.isAbsent() && alsoOf.isNothing()) {
          there.keep(key, state.orElseThrow(), answer, Duration.ofNanos(fresh));
        } else {
          there.leave(key, state.orElseThrow());
        }
      }
      end(Optional.of(answer));
    }

    /// @return false where what it was made of has changed
    private boolean keep(
        CachedResponse answer, DiscoveredDependencies alsoOf, long now, long fresh) {
      if (generations.of(tags) != making.generation() || !alsoOf.isAsBefore(generations)) {
        return false;
      }
      put(
          key,
          new CacheEntry(
              answer,
              rule,
              tags,
              making.generation(),
              alsoOf,
              now,
              now + fresh,
              now - begun,
              making.warmth()));
      return true;
    }

    @Override
    public Future<Optional<CachedResponse>> elsewhere() {
      if (state.isEmpty()) {
        return Future.succeededFuture(Optional.empty());
      }
      return shared
          .orElseThrow()
          .find(key, state.get(), least)
          .map(
              found ->
                  switch (found) {
                    case SharedCache.There there -> Optional.of(taken(there));
                    case SharedCache.Make() -> {
                      makesForAll = true;
                      yield Optional.empty();
                    }
                    case SharedCache.Unknown() -> Optional.empty();
                  });
    }

    private CachedResponse taken(SharedCache.There there) {
      meters.of(rule).elsewhere.increment();
      keep(there.answer(), DiscoveredDependencies.NOTHING, clock.getAsLong(), there.left());
      end(Optional.of(there.answer()));
      return there.answer();
    }

    @Override
    public void leave() {
      if (makesForAll) {
        makesForAll = false;
        shared.orElseThrow().leave(key, state.orElseThrow());
      }
      end(Optional.empty());
    }

    private void end(Optional<CachedResponse> answer) {
      underWay.remove(key, making);
      making.answer().tryComplete(answer);
    }
  }

  /// Looks an answer up.
  ///
  /// @param tags of all that the answer is made of
  public Found find(K key, TtlRule rule, List<Tag> tags) {
    return find(key, rule, tags, Long.MAX_VALUE);
  }

  /// Looks an answer up that is to be no older than the caller says, whatever the rule.
  public Found find(K key, TtlRule rule, List<Tag> tags, Duration mostAge) {
    return find(key, rule, tags, mostAge.toNanos());
  }

  private Found find(K key, TtlRule rule, List<Tag> tags, long mostAge) {
    long now = clock.getAsLong();
    long generation = generations.of(tags);
    CacheCounters.Meter meter = meters.of(rule);
    CacheEntry there = kept.getIfPresent(key);
    if (there == null
        || !there.isAsBefore(generation, generations)
        || now - there.made() > mostAge
        || now - there.freshUntil() >= rule.stale().toNanos()) {
      InFlightLoad own = InFlightLoad.by(generation, UsageMarker.ASKED_FOR);
      InFlightLoad other =
          underWay.compute(
              key,
              (same, begun) -> begun != null && begun.generation() == generation ? begun : own);
      if (other.equals(own)) {
        meter.missed.increment();
        return new Lead(new OwnTicket(key, rule, tags, own, 0));
      }
      meter.followed.increment();
      other.warmth().use();
      return new Follow(other.answer().future());
    }
    if (there.isDue(now, random) && !underWay.containsKey(key)) {
      InFlightLoad own = InFlightLoad.by(generation, UsageMarker.ASKED_FOR);
      if (underWay.putIfAbsent(key, own) == null) {
        meter.refreshed.increment();
        // One that is to be made anew as soon as this one is none to have instead.
        long least = Math.max(0, there.freshUntil() - now) + CacheEntry.EARLIEST * there.took();
        return new Lead(new OwnTicket(key, rule, tags, own, least));
      }
    }
    long left = there.freshUntil() - now;
    meter.hit(now - there.made(), left <= 0);
    there.warmth().use();
    return new Hit(there.answer(), now - there.made(), left);
  }

  /// Looks for an answer that is fresh, and not even nearly too old, and says something. Who
  /// finds none has not asked yet, and asks with [#find].
  ///
  /// @param tags of all that the answer is made of
  public Optional<Hit> hit(K key, TtlRule rule, List<Tag> tags) {
    CacheEntry there = kept.getIfPresent(key);
    if (there == null
        || there.answer().isAbsent()
        || !there.isAsBefore(generations.of(tags), generations)) {
      return Optional.empty();
    }
    long now = clock.getAsLong();
    long left = there.freshUntil() - now;
    if (left <= 0 || there.isNearlyTooOld(left)) {
      return Optional.empty();
    }
    meters.of(rule).hit(now - there.made(), false);
    there.warmth().use();
    return Optional.of(new Hit(there.answer(), now - there.made(), left));
  }

  /// Has an answer made before anybody asks for it, unless it is there or being made.
  ///
  /// Nobody is counted as having asked. Who asks meanwhile waits for this one, so it is not to
  /// be begun where it would not be made at once.
  ///
  /// @param rule how long it is kept; may be another than that of those who ask
  /// @param tags of all that the answer is made of
  public Optional<Prefetch> ahead(K key, TtlRule rule, List<Tag> tags) {
    long now = clock.getAsLong();
    long generation = generations.of(tags);
    CacheEntry there = kept.getIfPresent(key);
    if (there != null
        && there.isAsBefore(generation, generations)
        && there.freshUntil() - now > 0) {
      return Optional.empty();
    }
    InFlightLoad own = InFlightLoad.by(generation, new UsageMarker());
    InFlightLoad begun = underWay.putIfAbsent(key, own);
    return begun == null
        ? Optional.of(new Prefetch(new OwnTicket(key, rule, tags, own, 0), own.warmth()))
        : Optional.empty();
  }

  /// What is asked for most of what is kept, the hottest first, save for what nobody has asked
  /// for yet. While less than half of the memory is taken, the latest first: there is no crowd
  /// to tell them apart in.
  public List<K> hottest(int limit) {
    return kept.policy().eviction().orElseThrow().hottest(limit).entrySet().stream()
        .filter(one -> one.getValue().warmth().used())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Whether an answer is one that nobody will be given again.
  private boolean isGoneFor(K key, K later) {
    CacheEntry there = kept.policy().getIfPresentQuietly(key);
    return there != null
        && (!there.isAsBefore(generations.of(there.tags()), generations)
            || outlived.test(key, later));
  }

  private void put(K key, CacheEntry one) {
    if (kept.policy().getIfPresentQuietly(key) == null) {
      // One that is too old goes first: it would take the new one off its owner's shelf.
      kept.invalidate(key);
    }
    List<K> crowdedOut = shelves.put(key, one.answer().weight(), other -> isGoneFor(other, key));
    crowdedOut.forEach(kept::invalidate);
    if (!crowdedOut.contains(key)) {
      meters.of(one.rule()).bytes.add(one.answer().weight());
      kept.put(key, one);
    }
  }

  /// What became of those who asked, by the rule's name.
  public List<CacheStatistics> figures() {
    return meters.read();
  }

  /// What came of looking for answers of other nodes; empty where there are none.
  public Optional<SharedCache.Figures> sharedFigures() {
    return shared.map(SharedCache::figures);
  }

  /// Answers that are kept now, and their bytes.
  public Size size() {
    kept.cleanUp();
    long bytes = kept.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    return new Size(kept.estimatedSize(), bytes);
  }

  /// @param bytes of memory, as it is reckoned
  public record Size(long answers, long bytes) {}
}
