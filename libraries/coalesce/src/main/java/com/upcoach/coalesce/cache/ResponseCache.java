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

/// In-memory response cache with protection against cache stampedes.
///
/// A caller that finds no response *leads*: it loads the response, and callers that ask meanwhile
/// wait for it. For a stale response, or one that is about to expire, one caller leads and the
/// others are served the present one. Early refresh is probabilistic (XFetch): it starts the
/// earlier, the longer the load takes. So one caller refreshes a hot response before it expires.
///
/// May be used by any thread.
///
/// @param <K> cache key; needs `equals` and `hashCode`
/// @see <a href="https://www.vldb.org/pvldb/vol8/p886-vattani.pdf">Vattani, Chierichetti and
///     Lowenstein, Optimal Probabilistic Cache Stampede Prevention, 2015</a>
public final class ResponseCache<K> {

  private static final double JITTER = 0.1;

  /// TTL limit of negative responses: the change that ends one may carry a tag that it does not
  /// depend on.
  private static final long MAX_ABSENT_TTL = TimeUnit.SECONDS.toNanos(10);

  private final Generations generations;
  private final LongSupplier clock;
  private final DoubleSupplier random;
  private final Cache<K, CacheEntry> entries;
  private final OwnerQuotas<K> quotas;
  private final ConcurrentHashMap<K, InFlightLoad> inFlight = new ConcurrentHashMap<>();
  private final CacheCounters counters = new CacheCounters();
  private final BiPredicate<K, K> isSuperseded;
  private final Optional<SharedCache<K>> shared;
  private final Function<List<Tag>, Optional<String>> stateOf;

  /// Creates a cache that shares nothing with other nodes.
  public ResponseCache(
      Generations generations,
      long maxBytes,
      long maxBytesPerOwner,
      Function<K, Object> owner,
      LongSupplier clock,
      DoubleSupplier random) {
    this(
        generations,
        maxBytes,
        maxBytesPerOwner,
        owner,
        clock,
        random,
        (key, later) -> false,
        Optional.empty(),
        tags -> Optional.empty());
  }

  /// @param maxBytes of all responses together
  /// @param maxBytesPerOwner quota of one owner, so that no owner crowds out the others
  /// @param owner maps a key to the owner whose quota its response counts against
  /// @param clock nanoseconds, as [System#nanoTime]
  /// @param random from 0, inclusive, to 1
  /// @param isSuperseded whether the first key is useless once the second, of the same owner, was
  ///     requested
  /// @param shared cache that all nodes share
  /// @param stateOf names the present state of tags as all nodes name it; empty if it has no such
  ///     name
  public ResponseCache(
      Generations generations,
      long maxBytes,
      long maxBytesPerOwner,
      Function<K, Object> owner,
      LongSupplier clock,
      DoubleSupplier random,
      BiPredicate<K, K> isSuperseded,
      Optional<SharedCache<K>> shared,
      Function<List<Tag>, Optional<String>> stateOf) {
    this.isSuperseded = isSuperseded;
    this.shared = shared;
    this.stateOf = stateOf;
    this.generations = generations;
    this.clock = clock;
    this.random = random;
    this.quotas = new OwnerQuotas<>(maxBytesPerOwner, owner);
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((K key, CacheEntry entry) -> entry.response().weight())
            // Expired entries make room before all others, however often they were requested: most
            // keys of yesterday are never requested again.
            .ticker(clock::getAsLong)
            .expireAfter(Expiry.writing((K key, CacheEntry entry) -> entry.lifetime()))
            .executor(Runnable::run)
            .evictionListener(
                (key, entry, cause) -> {
                  if (cause == RemovalCause.SIZE) {
                    counters.of(entry.rule()).evicted.increment();
                  }
                  quotas.removed(key);
                })
            .removalListener(
                (key, entry, cause) ->
                    counters.of(entry.rule()).bytes.add(-entry.response().weight()))
            .build();
  }

  /// Result of a lookup.
  public sealed interface Lookup {}

  /// Cache hit.
  ///
  /// @param age nanoseconds since the response was loaded
  /// @param remaining nanoseconds until it expires; 0 or less if it is stale and a refresh is in
  ///     flight
  public record Hit(CachedResponse response, long age, long remaining) implements Lookup {}

  /// Another caller's load is in flight.
  ///
  /// @param response empty if that load was abandoned: the caller then loads its own
  public record Follow(Future<Optional<CachedResponse>> response) implements Lookup {}

  /// Cache miss, or refresh: the caller has to load the response.
  public record Lead(Ticket ticket) implements Lookup {}

  private final class OwnTicket implements Ticket {
    private final K key;
    private final TtlRule rule;
    private final List<Tag> tags;
    private final InFlightLoad load;
    private final Optional<String> sharedState;
    private final long minFresh;
    private final long startedAt = clock.getAsLong();
    private final DiscoveredDependencies.Collector discovered =
        new DiscoveredDependencies.Collector();
    private boolean isSharedLoader;

    /// @param minFresh nanoseconds for which a shared response has to be fresh to be accepted
    private OwnTicket(K key, TtlRule rule, List<Tag> tags, InFlightLoad load, long minFresh) {
      this.key = key;
      this.rule = rule;
      this.tags = tags;
      this.load = load;
      this.minFresh = minFresh;
      // Named after the generation was read: a change in between prevents the response from being
      // stored.
      this.sharedState = shared.flatMap(cache -> stateOf.apply(tags));
    }

    @Override
    public void addDependency(Tag tag) {
      discovered.add(tag, generations);
    }

    @Override
    public void store(CachedResponse response) {
      long now = clock.getAsLong();
      double jitter = 1 - JITTER + 2 * JITTER * random.getAsDouble();
      long ttl = rule.fresh().toNanos();
      long fresh = (long) (jitter * (response.isAbsent() ? Math.min(ttl, MAX_ABSENT_TTL) : ttl));
      DiscoveredDependencies dependencies = discovered.snapshot(generations);
      boolean isStored = store(response, dependencies, now, fresh);
      if (isSharedLoader) {
        isSharedLoader = false;
        SharedCache<K> sharedCache = shared.orElseThrow();
        // Other nodes cannot look for dependencies that are not among the tags.
        if (isStored && !response.isAbsent() && dependencies.isEmpty()) {
          sharedCache.store(key, sharedState.orElseThrow(), response, Duration.ofNanos(fresh));
        } else {
          sharedCache.abandon(key, sharedState.orElseThrow());
        }
      }
      finish(Optional.of(response));
    }

    /// @return false if a dependency has changed since the load began
    private boolean store(
        CachedResponse response, DiscoveredDependencies dependencies, long now, long fresh) {
      if (generations.of(tags) != load.generation() || !dependencies.isCurrent(generations)) {
        return false;
      }
      put(
          key,
          new CacheEntry(
              response,
              rule,
              tags,
              load.generation(),
              dependencies,
              now,
              now + fresh,
              now - startedAt,
              load.usage()));
      return true;
    }

    @Override
    public Future<Optional<CachedResponse>> fromSharedCache() {
      if (sharedState.isEmpty()) {
        return Future.succeededFuture(Optional.empty());
      }
      return shared
          .orElseThrow()
          .find(key, sharedState.get(), minFresh)
          .map(
              found ->
                  switch (found) {
                    case SharedCache.Hit hit -> Optional.of(acceptShared(hit));
                    case SharedCache.Load() -> {
                      isSharedLoader = true;
                      yield Optional.empty();
                    }
                    case SharedCache.Unavailable() -> Optional.empty();
                  });
    }

    private CachedResponse acceptShared(SharedCache.Hit hit) {
      counters.of(rule).sharedHits.increment();
      store(hit.response(), DiscoveredDependencies.NONE, clock.getAsLong(), hit.remaining());
      finish(Optional.of(hit.response()));
      return hit.response();
    }

    @Override
    public void abandon() {
      if (isSharedLoader) {
        isSharedLoader = false;
        shared.orElseThrow().abandon(key, sharedState.orElseThrow());
      }
      finish(Optional.empty());
    }

    private void finish(Optional<CachedResponse> response) {
      inFlight.remove(key, load);
      load.response().tryComplete(response);
    }
  }

  /// Looks up a response.
  ///
  /// @param tags dependencies of the response
  public Lookup find(K key, TtlRule rule, List<Tag> tags) {
    return find(key, rule, tags, Long.MAX_VALUE);
  }

  /// Looks up a response with a maximal age, whatever its TTL.
  public Lookup find(K key, TtlRule rule, List<Tag> tags, Duration maxAge) {
    return find(key, rule, tags, maxAge.toNanos());
  }

  private Lookup find(K key, TtlRule rule, List<Tag> tags, long maxAge) {
    long now = clock.getAsLong();
    long generation = generations.of(tags);
    CacheCounters.RuleCounters ruleCounters = counters.of(rule);
    CacheEntry entry = entries.getIfPresent(key);
    if (entry == null
        || !entry.isCurrent(generation, generations)
        || now - entry.createdAt() > maxAge
        || now - entry.freshUntil() >= rule.stale().toNanos()) {
      InFlightLoad ownLoad = InFlightLoad.start(generation, UsageMarker.REQUESTED);
      InFlightLoad inFlightLoad =
          inFlight.compute(
              key,
              (sameKey, running) ->
                  running != null && running.generation() == generation ? running : ownLoad);
      if (inFlightLoad.equals(ownLoad)) {
        ruleCounters.missed.increment();
        return new Lead(new OwnTicket(key, rule, tags, ownLoad, 0));
      }
      ruleCounters.followed.increment();
      inFlightLoad.usage().markUsed();
      return new Follow(inFlightLoad.response().future());
    }
    if (entry.isDueForRefresh(now, random) && !inFlight.containsKey(key)) {
      InFlightLoad ownLoad = InFlightLoad.start(generation, UsageMarker.REQUESTED);
      if (inFlight.putIfAbsent(key, ownLoad) == null) {
        ruleCounters.refreshed.increment();
        // A replacement that is itself due for refresh is not worth fetching.
        long minFresh =
            Math.max(0, entry.freshUntil() - now) + CacheEntry.REFRESH_WINDOW * entry.loadNanos();
        return new Lead(new OwnTicket(key, rule, tags, ownLoad, minFresh));
      }
    }
    long remaining = entry.freshUntil() - now;
    ruleCounters.hit(now - entry.createdAt(), remaining <= 0);
    entry.usage().markUsed();
    return new Hit(entry.response(), now - entry.createdAt(), remaining);
  }

  /// Fast-path lookup: returns a response only if it is fresh, not due for early refresh and not
  /// negative. A miss has no effect and is not counted; the caller continues with [#find].
  ///
  /// @param tags dependencies of the response
  public Optional<Hit> findFresh(K key, TtlRule rule, List<Tag> tags) {
    CacheEntry entry = entries.getIfPresent(key);
    if (entry == null
        || entry.response().isAbsent()
        || !entry.isCurrent(generations.of(tags), generations)) {
      return Optional.empty();
    }
    long now = clock.getAsLong();
    long remaining = entry.freshUntil() - now;
    if (remaining <= 0 || entry.isInRefreshWindow(remaining)) {
      return Optional.empty();
    }
    counters.of(rule).hit(now - entry.createdAt(), false);
    entry.usage().markUsed();
    return Optional.of(new Hit(entry.response(), now - entry.createdAt(), remaining));
  }

  /// Starts a prefetch, unless the response is cached or its load is in flight.
  ///
  /// No lookup is counted. Callers that ask meanwhile wait for this load, so start it only if it
  /// can be carried out immediately.
  ///
  /// @param rule TTL of the prefetched response; may differ from that of lookups
  /// @param tags dependencies of the response
  public Optional<Prefetch> prefetch(K key, TtlRule rule, List<Tag> tags) {
    long now = clock.getAsLong();
    long generation = generations.of(tags);
    CacheEntry entry = entries.getIfPresent(key);
    if (entry != null && entry.isCurrent(generation, generations) && entry.freshUntil() - now > 0) {
      return Optional.empty();
    }
    InFlightLoad ownLoad = InFlightLoad.start(generation, new UsageMarker());
    InFlightLoad running = inFlight.putIfAbsent(key, ownLoad);
    return running == null
        ? Optional.of(new Prefetch(new OwnTicket(key, rule, tags, ownLoad, 0), ownLoad.usage()))
        : Optional.empty();
  }

  /// Keys that are requested most, hottest first; prefetched responses that were never requested
  /// are left out. While less than half of the memory is used, most recent first: the eviction
  /// policy does not tell frequencies apart before that.
  public List<K> hottest(int limit) {
    return entries.policy().eviction().orElseThrow().hottest(limit).entrySet().stream()
        .filter(entry -> entry.getValue().usage().used())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Whether a response will never be served again.
  private boolean isUseless(K key, K later) {
    CacheEntry entry = entries.policy().getIfPresentQuietly(key);
    return entry != null
        && (!entry.isCurrent(generations.of(entry.tags()), generations)
            || isSuperseded.test(key, later));
  }

  private void put(K key, CacheEntry entry) {
    if (entries.policy().getIfPresentQuietly(key) == null) {
      // An expired entry is removed first: its later removal would release the quota of its
      // replacement.
      entries.invalidate(key);
    }
    List<K> evicted = quotas.put(key, entry.response().weight(), other -> isUseless(other, key));
    evicted.forEach(entries::invalidate);
    if (!evicted.contains(key)) {
      counters.of(entry.rule()).bytes.add(entry.response().weight());
      entries.put(key, entry);
    }
  }

  /// Counters of lookups, by rule.
  public List<CacheStatistics> statistics() {
    return counters.read();
  }

  /// Counters of the shared cache; empty without one.
  public Optional<SharedCache.Statistics> sharedStatistics() {
    return shared.map(SharedCache::statistics);
  }

  /// Number and size of the responses that are cached now.
  public Size size() {
    entries.cleanUp();
    long bytes = entries.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    return new Size(entries.estimatedSize(), bytes);
  }

  /// @param bytes estimated memory
  public record Size(long responses, long bytes) {}
}
