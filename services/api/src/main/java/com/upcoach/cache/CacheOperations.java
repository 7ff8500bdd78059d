package com.upcoach.cache;

import com.upcoach.coalesce.cache.CacheStatistics;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.SharedCache;
import com.upcoach.coalesce.cache.TtlRule;
import com.upcoach.coalesce.nodes.NodeStatistics;
import com.upcoach.input.UuidV7;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Operations on the cache for operators: statistics, share of the traffic, invalidation.
@ApplicationScoped
public class CacheOperations {

  private final MemberResponseCache cache;
  private final CacheStore store;
  private final Warming warming;
  private final UuidV7 ids;
  private final Clock clock;

  public CacheOperations(
      MemberResponseCache cache, CacheStore store, Warming warming, UuidV7 ids, Clock clock) {
    this.cache = cache;
    this.store = store;
    this.warming = warming;
    this.ids = ids;
    this.clock = clock;
  }

  /// A line of the policy table with its statistics.
  public record PolicyLine(
      CachePolicy policy, TtlRule rule, int share, CacheStatistics statistics) {}

  /// State of the cache on this node.
  ///
  /// @param nodes connection to the other nodes; empty on a single node
  /// @param shared statistics of the shared cache; empty without one
  public record View(
      ResponseCache.Size size,
      Optional<NodeStatistics> nodes,
      Optional<SharedCache.Statistics> shared,
      List<PolicyLine> policies,
      boolean warms,
      CacheWarmer.Statistics warming) {}

  /// Cache warming, and whether it is switched on.
  public record Warming(boolean on, CacheWarmer warmer) {}

  /// Target of an invalidation by an operator.
  public sealed interface Target {
    /// All responses.
    record AllResponses() implements Target {}

    /// All responses of a route.
    record Route(CachePolicy policy) implements Target {}

    /// All responses of a member.
    record Member(UUID memberId) implements Target {}

    /// All responses that depend on the check-ins of a habit.
    record Habit(UUID habitId) implements Target {}

    /// All boards of a group.
    record Group(UUID groupId) implements Target {}
  }

  public View view() {
    Map<String, CacheStatistics> statistics =
        cache.statistics().stream()
            .collect(Collectors.toMap(CacheStatistics::rule, Function.identity()));
    return new View(
        cache.size(),
        cache.nodes(),
        cache.shared(),
        Arrays.stream(CachePolicy.values())
            .map(
                policy ->
                    new PolicyLine(
                        policy,
                        cache.rule(policy),
                        cache.share(policy),
                        statistics.getOrDefault(policy.route(), noLookups(policy))))
            .toList(),
        warming.on(),
        warming.warmer().statistics());
  }

  private static CacheStatistics noLookups(CachePolicy policy) {
    return new CacheStatistics(policy.route(), 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /// Loads the shares that operators have set before.
  public Uni<Void> loadShares() {
    return store
        .shares()
        .invoke(
            shares -> {
              for (CachePolicy policy : CachePolicy.values()) {
                Integer percent = shares.get(policy.route());
                if (percent != null) {
                  cache.setShare(policy, percent);
                }
              }
            })
        .replaceWithVoid();
  }

  /// Sets the share of a route's traffic that goes through the cache. It survives restarts.
  ///
  /// @param percent 0 to 100
  Uni<Void> setShare(UUID operatorId, CachePolicy policy, int percent) {
    return store
        .setShare(auditEntry(operatorId), policy, percent)
        .invoke(() -> cache.setShare(policy, percent));
  }

  /// Invalidates responses, after the audit entry is written.
  Uni<Void> invalidate(UUID operatorId, Target target) {
    String detail =
        switch (target) {
          case Target.AllResponses() -> "everything";
          case Target.Route(CachePolicy policy) -> policy.route();
          case Target.Member(UUID memberId) -> "member " + memberId;
          case Target.Habit(UUID habitId) -> "habit " + habitId;
          case Target.Group(UUID groupId) -> "group " + groupId;
        };
    return store
        .recordInvalidation(auditEntry(operatorId), detail)
        .call(() -> UniHelper.toUni(invalidateTarget(target)));
  }

  private Future<Void> invalidateTarget(Target target) {
    return switch (target) {
      case Target.AllResponses() -> cache.invalidateAll();
      case Target.Route(CachePolicy policy) -> cache.invalidate(policy.tag());
      case Target.Member(UUID memberId) -> cache.invalidate(MemberResponseCache.tag(memberId));
      case Target.Habit(UUID habitId) -> cache.invalidate(MemberResponseCache.habitTag(habitId));
      case Target.Group(UUID groupId) -> cache.invalidate(MemberResponseCache.groupTag(groupId));
    };
  }

  private CacheStore.AuditEntry auditEntry(UUID operatorId) {
    return new CacheStore.AuditEntry(
        ids.next(), operatorId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
