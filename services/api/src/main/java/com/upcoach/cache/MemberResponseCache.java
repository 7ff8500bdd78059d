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

/// The door to the answers that are kept.
///
/// May be used by any thread.
public final class MemberResponseCache {

  /// What a node that is cut off from the others may still give out.
  private static final Duration CUT_OFF = Duration.ofSeconds(2);

  /// So that no member can crowd out many others.
  private static final long MOST_BYTES_OF_MEMBER = 256 * 1024;

  private static final int ALL_OF_IT = 100;

  private final InvalidationBus changes;
  private final Map<CachePolicy, Integer> shares = new ConcurrentHashMap<>();
  private final ResponseCache<ResponseKey> cache;
  private final Clock clock;
  private final Visits visits;
  private final Map<CachePolicy, TtlRule> rules = new EnumMap<>(CachePolicy.class);
  private final boolean on;

  /// Is told of each request for what may be kept: it must take next to no time.
  @FunctionalInterface
  public interface Visits {
    void seen(Caller caller, Instant now);
  }

  /// @param mostBytes of all answers together; 0 for none
  /// @param changes by which nodes hear of each other
  /// @param shared where they share answers; empty for a node that has no others
  /// @param heard whether this node hears of what commands change
  /// @param clock for days
  /// @param nanoTime as [System#nanoTime]
  /// @param random from 0, inclusive, to 1
  public MemberResponseCache(
      long mostBytes,
      InvalidationBus changes,
      Optional<SharedCache<ResponseKey>> shared,
      boolean heard,
      Clock clock,
      LongSupplier nanoTime,
      DoubleSupplier random,
      Visits visits) {
    this.on = mostBytes > 0;
    this.changes = changes;
    this.clock = clock;
    this.visits = visits;
    for (CachePolicy policy : CachePolicy.values()) {
      rules.put(policy, policy.rule(heard));
    }
    this.cache =
        new ResponseCache<>(
            changes.generations(),
            mostBytes,
            Math.min(mostBytes, MOST_BYTES_OF_MEMBER),
            ResponseKey::memberId,
            nanoTime,
            random,
            ResponseKey::isOutlivedBy,
            shared,
            changes::agreed);
  }

  /// Whether the requests of a member for this route go through the cache.
  public boolean takes(CachePolicy policy, UUID memberId) {
    int share = share(policy);
    return share == ALL_OF_IT || Math.floorMod(memberId.hashCode(), ALL_OF_IT) < share;
  }

  /// Looks an answer up.
  ///
  /// @param query as it was sent, or null
  /// @return empty where nothing may be given out that was made for another request
  public Optional<ResponseCache.Found> find(
      CachePolicy policy, Caller caller, String path, String query) {
    Instant now = clock.instant();
    visits.seen(caller, now);
    ResponseKey key = key(policy, caller.memberId(), caller.dayAt(now), path, query);
    List<Tag> tags = policy.tags(caller.memberId(), path);
    return switch (changes.hearing()) {
      case ALL -> Optional.of(cache.find(key, rule(policy), tags));
      case LATE -> Optional.empty();
      case NONE -> Optional.of(cache.find(key, rule(policy), tags, CUT_OFF));
    };
  }

  private static ResponseKey key(
      CachePolicy policy, UUID memberId, LocalDate day, String path, String query) {
    return ResponseKey.of(memberId, policy.isOfDay() ? day : ResponseKey.EVERY_DAY, path, query);
  }

  /// How long answers of a route are kept.
  TtlRule rule(CachePolicy policy) {
    return rules.get(policy);
  }

  /// Has an answer made before it is asked for, unless it is there or being made, or the
  /// member's requests do not go through the cache.
  ///
  /// @param day on the member's wall, for which it will be made
  /// @param fresh how long it is good for; empty for as long as any other of its route
  public Optional<Prefetch> ahead(
      CachePolicy policy, UUID memberId, LocalDate day, String path, Optional<Duration> fresh) {
    if (!takes(policy, memberId) || changes.hearing() != SyncState.ALL) {
      return Optional.empty();
    }
    TtlRule usual = rule(policy);
    TtlRule rule = fresh.map(own -> new TtlRule(usual.name(), own, usual.stale())).orElse(usual);
    ResponseKey key = key(policy, memberId, day, path, null);
    return cache.ahead(key, rule, policy.tags(memberId, path));
  }

  /// Whose answer it is, and its path.
  public record Hot(UUID memberId, String path) {}

  /// What is asked for most, without parameters, the hottest first.
  public List<Hot> hottest(int limit) {
    return cache.hottest(limit).stream()
        .filter(key -> key.request().indexOf('?') < 0)
        .map(key -> new Hot(key.memberId(), key.request()))
        .distinct()
        .toList();
  }

  /// An answer that is there and fresh; looks no further than that, and nothing follows from
  /// it.
  ///
  /// @param query as it was sent, or null
  public Optional<ResponseCache.Hit> hit(
      CachePolicy policy, Caller caller, String path, String query) {
    if (changes.hearing() != SyncState.ALL) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    ResponseKey key = key(policy, caller.memberId(), caller.dayAt(now), path, query);
    Optional<ResponseCache.Hit> hit =
        cache.hit(key, rule(policy), policy.tags(caller.memberId(), path));
    if (hit.isPresent()) {
      visits.seen(caller, now);
    }
    return hit;
  }

  /// The state of a member's data: another number once its profile, habits, pauses, groups or
  /// check-ins have changed.
  public long state(UUID memberId) {
    return changes.generations().of(List.of(tag(memberId), recordTag(memberId)));
  }

  /// Makes answers go.
  ///
  /// @return done when no node gives them out; it never fails
  Future<Void> forget(Tag tag) {
    return changes.changed(List.of(tag));
  }

  /// Makes all answers go.
  Future<Void> forgetAll() {
    return changes.everythingChanged();
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
  public List<CacheStatistics> figures() {
    return cache.figures();
  }

  /// How this node gets on with the others; empty where there are none.
  Optional<NodeStatistics> nodes() {
    return changes.figures();
  }

  /// What came of looking for answers of other nodes; empty where there are none.
  Optional<SharedCache.Figures> shared() {
    return cache.sharedFigures();
  }

  /// What is kept now.
  public ResponseCache.Size size() {
    return cache.size();
  }

  /// Of what was checked in by a member, whatever for.
  public static Tag recordTag(UUID memberId) {
    return new Tag("record", memberId);
  }

  /// Of what was checked in for a habit.
  public static Tag habitTag(UUID habitId) {
    return new Tag("habit", habitId);
  }

  /// Of all answers of a member: it changes when its profile, habits or pauses do.
  public static Tag tag(UUID memberId) {
    return new Tag("member", memberId);
  }

  /// Of what a group has on its boards: it changes when somebody joins or leaves.
  public static Tag groupTag(UUID groupId) {
    return new Tag("group", groupId);
  }

  /// Of all answers of a route.
  public static Tag tag(CachePolicy policy) {
    return policy.tag();
  }
}
