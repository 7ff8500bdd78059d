package com.upcoach.cache;

import com.upcoach.access.Caller;
import com.upcoach.coalesce.cache.CacheStatistics;
import com.upcoach.coalesce.cache.Prefetch;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.SharedCache;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.cache.TtlRule;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.coalesce.nodes.NodeStatistics;
import com.upcoach.coalesce.nodes.SyncState;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Response cache by member: maps routes and members to keys, dependencies and TTLs.
///
/// May be used by any thread.
public final class MemberResponseCache {

  /// Maximal age of the responses that a node serves while it is disconnected from the others.
  private static final Duration MAX_AGE_DISCONNECTED = Duration.ofSeconds(2);

  /// Quota, so that no member crowds out many others.
  private static final long MAX_BYTES_PER_MEMBER = 256 * 1024;

  private static final int ALL_PERCENT = 100;

  private final InvalidationBus bus;
  private final Map<CachePolicy, Integer> shares = new ConcurrentHashMap<>();
  private final ResponseCache<ResponseKey> cache;
  private final Clock clock;
  private final VisitListener visits;
  private final Map<CachePolicy, TtlRule> rules = new EnumMap<>(CachePolicy.class);
  private final boolean isEnabled;

  /// Observes each request for a cacheable route. Must return quickly.
  @FunctionalInterface
  public interface VisitListener {
    void recordVisit(Caller caller, Instant now);
  }

  /// @param maxBytes of all responses together; 0 switches the cache off
  /// @param bus carries invalidations between nodes
  /// @param shared cache that all nodes share; empty on a single node
  /// @param receivesCommandChanges whether this node is notified of changes that commands make
  /// @param clock for the members' days
  /// @param nanoTime as [System#nanoTime]
  /// @param random from 0, inclusive, to 1
  public MemberResponseCache(
      long maxBytes,
      InvalidationBus bus,
      Optional<SharedCache<ResponseKey>> shared,
      boolean receivesCommandChanges,
      Clock clock,
      LongSupplier nanoTime,
      DoubleSupplier random,
      VisitListener visits) {
    this.isEnabled = maxBytes > 0;
    this.bus = bus;
    this.clock = clock;
    this.visits = visits;
    for (CachePolicy policy : CachePolicy.values()) {
      rules.put(policy, policy.rule(receivesCommandChanges));
    }
    this.cache =
        new ResponseCache<>(
            bus.generations(),
            maxBytes,
            Math.min(maxBytes, MAX_BYTES_PER_MEMBER),
            ResponseKey::memberId,
            nanoTime,
            random,
            ResponseKey::isSupersededBy,
            shared,
            bus::sharedState);
  }

  /// Whether the requests of a member for this route go through the cache.
  public boolean takes(CachePolicy policy, UUID memberId) {
    int share = share(policy);
    return share == ALL_PERCENT || Math.floorMod(memberId.hashCode(), ALL_PERCENT) < share;
  }

  /// Looks up a response.
  ///
  /// @param query as it was sent, or null
  /// @return empty if no cached response may be served at the moment
  public Optional<ResponseCache.Lookup> find(
      CachePolicy policy, Caller caller, String path, String query) {
    Instant now = clock.instant();
    visits.recordVisit(caller, now);
    ResponseKey key = key(policy, caller.memberId(), caller.dayAt(now), path, query);
    List<Tag> tags = policy.tags(caller.memberId(), path);
    return switch (bus.syncState()) {
      case IN_SYNC -> Optional.of(cache.find(key, rule(policy), tags));
      case LEASE_EXPIRED -> Optional.empty();
      case DISCONNECTED -> Optional.of(cache.find(key, rule(policy), tags, MAX_AGE_DISCONNECTED));
    };
  }

  private static ResponseKey key(
      CachePolicy policy, UUID memberId, LocalDate day, String path, String query) {
    return ResponseKey.of(memberId, policy.isOfDay() ? day : ResponseKey.EVERY_DAY, path, query);
  }

  /// TTL of a route.
  TtlRule rule(CachePolicy policy) {
    return rules.get(policy);
  }

  /// Starts a prefetch, unless the response is cached, its load is in flight, or the member's
  /// requests do not go through the cache.
  ///
  /// @param day day of the response, in the member's time zone
  /// @param ttl TTL of the response; empty for the TTL of the route
  public Optional<Prefetch> prefetch(
      CachePolicy policy, UUID memberId, LocalDate day, String path, Optional<Duration> ttl) {
    if (!takes(policy, memberId) || bus.syncState() != SyncState.IN_SYNC) {
      return Optional.empty();
    }
    TtlRule routeRule = rule(policy);
    TtlRule rule =
        ttl.map(value -> new TtlRule(routeRule.name(), value, routeRule.stale())).orElse(routeRule);
    ResponseKey key = key(policy, memberId, day, path, null);
    return cache.prefetch(key, rule, policy.tags(memberId, path));
  }

  /// A hot response: its member and path.
  public record HotKey(UUID memberId, String path) {}

  /// Responses without parameters that are requested most, hottest first.
  public List<HotKey> hottest(int limit) {
    return cache.hottest(limit).stream()
        .filter(key -> key.request().indexOf('?') < 0)
        .map(key -> new HotKey(key.memberId(), key.request()))
        .distinct()
        .toList();
  }

  /// Fast-path lookup: a response that is fresh and not due for refresh. A miss has no effect.
  ///
  /// @param query as it was sent, or null
  public Optional<ResponseCache.Hit> findFresh(
      CachePolicy policy, Caller caller, String path, String query) {
    if (bus.syncState() != SyncState.IN_SYNC) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    ResponseKey key = key(policy, caller.memberId(), caller.dayAt(now), path, query);
    Optional<ResponseCache.Hit> hit =
        cache.findFresh(key, rule(policy), policy.tags(caller.memberId(), path));
    if (hit.isPresent()) {
      visits.recordVisit(caller, now);
    }
    return hit;
  }

  /// Version of a member's data: changes with the member's profile, habits, pauses, groups and
  /// check-ins.
  public long state(UUID memberId) {
    return bus.generations().of(List.of(tag(memberId), recordTag(memberId)));
  }

  /// Invalidates all responses with a tag.
  ///
  /// @return completes when no node serves them any more; never fails
  Future<Void> invalidate(Tag tag) {
    return bus.invalidate(List.of(tag));
  }

  /// Invalidates all responses.
  Future<Void> invalidateAll() {
    return bus.invalidateAll();
  }

  /// Percentage of the members whose requests for a route go through the cache, 0 to 100.
  public int share(CachePolicy policy) {
    return isEnabled ? shares.getOrDefault(policy, ALL_PERCENT) : 0;
  }

  /// @param percent 0 to 100
  public void setShare(CachePolicy policy, int percent) {
    shares.put(policy, Math.clamp(percent, 0, ALL_PERCENT));
  }

  /// Statistics of lookups, by route.
  public List<CacheStatistics> statistics() {
    return cache.statistics();
  }

  /// Connection to the other nodes; empty on a single node.
  Optional<NodeStatistics> nodes() {
    return bus.statistics();
  }

  /// Statistics of the shared cache; empty without one.
  Optional<SharedCache.Statistics> shared() {
    return cache.sharedStatistics();
  }

  /// Number and size of the cached responses.
  public ResponseCache.Size size() {
    return cache.size();
  }

  /// Tag of all check-ins of a member.
  public static Tag recordTag(UUID memberId) {
    return new Tag("record", memberId);
  }

  /// Tag of all check-ins of a habit.
  public static Tag habitTag(UUID habitId) {
    return new Tag("habit", habitId);
  }

  /// Tag of all responses of a member; bumped when the profile, habits or pauses change.
  public static Tag tag(UUID memberId) {
    return new Tag("member", memberId);
  }

  /// Tag of a group's boards; bumped when a member joins or leaves.
  public static Tag groupTag(UUID groupId) {
    return new Tag("group", groupId);
  }

  /// Tag of all responses of a route.
  public static Tag tag(CachePolicy policy) {
    return policy.tag();
  }
}
