package com.upcoach.cache;

import com.upcoach.coalesce.cache.CacheStatistics;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.SharedCache;
import com.upcoach.coalesce.cache.TtlRule;
import com.upcoach.coalesce.nodes.NodeStatistics;
import com.upcoach.input.UuidV7;
import io.smallrye.mutiny.Uni;
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

/// The door for operators: what the cache does, how much goes through it, and what is to go.
@ApplicationScoped
public class CacheOperations {

  private final MemberResponseCache answers;
  private final CacheStore store;
  private final Warming warming;
  private final UuidV7 ids;
  private final Clock clock;

  public CacheOperations(
      MemberResponseCache answers, CacheStore store, Warming warming, UuidV7 ids, Clock clock) {
    this.answers = answers;
    this.store = store;
    this.warming = warming;
    this.ids = ids;
    this.clock = clock;
  }

  /// A line of the table with what became of those who asked.
  public record Line(CachePolicy policy, TtlRule rule, int share, CacheStatistics figures) {}

  /// The cache as it is now, on this node.
  ///
  /// @param nodes how it gets on with the others; empty where there are none
  /// @param shared what came of looking for answers of theirs; empty where there are none
  public record View(
      ResponseCache.Size size,
      Optional<NodeStatistics> nodes,
      Optional<SharedCache.Figures> shared,
      List<Line> lines,
      boolean warms,
      CacheWarmer.Figures warming) {}

  /// What is warmed, if it is on.
  public record Warming(boolean on, CacheWarmer warmer) {}

  /// What an operator makes go.
  public sealed interface Target {
    /// Everything.
    record Everything() implements Target {}

    /// All answers of a route.
    record Route(CachePolicy policy) implements Target {}

    /// All answers of a member.
    record Member(UUID memberId) implements Target {}

    /// What is made of the check-ins of a habit.
    record Habit(UUID habitId) implements Target {}

    /// Boards of a group.
    record Group(UUID groupId) implements Target {}
  }

  public View view() {
    Map<String, CacheStatistics> figures =
        answers.figures().stream()
            .collect(Collectors.toMap(CacheStatistics::rule, Function.identity()));
    return new View(
        answers.size(),
        answers.nodes(),
        answers.shared(),
        Arrays.stream(CachePolicy.values())
            .map(
                policy ->
                    new Line(
                        policy,
                        answers.rule(policy),
                        answers.share(policy),
                        figures.getOrDefault(policy.route(), nobody(policy))))
            .toList(),
        warming.on(),
        warming.warmer().figures());
  }

  private static CacheStatistics nobody(CachePolicy policy) {
    return new CacheStatistics(policy.route(), 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /// Takes the shares over that operators have set before.
  public Uni<Void> loadShares() {
    return store
        .shares()
        .invoke(
            shares -> {
              for (CachePolicy policy : CachePolicy.values()) {
                Integer percent = shares.get(policy.route());
                if (percent != null) {
                  answers.setShare(policy, percent);
                }
              }
            })
        .replaceWithVoid();
  }

  /// Sets how much of a route's traffic goes through the cache, from now on and after restarts.
  ///
  /// @param percent 0 to 100
  Uni<Void> setShare(UUID operatorId, CachePolicy policy, int percent) {
    return store
        .setShare(act(operatorId), policy, percent)
        .invoke(() -> answers.setShare(policy, percent));
  }

  /// Makes answers go, once it is written down who did it.
  Uni<Void> invalidate(UUID operatorId, Target target) {
    String what =
        switch (target) {
          case Target.Everything() -> "everything";
          case Target.Route(CachePolicy policy) -> policy.route();
          case Target.Member(UUID memberId) -> "member " + memberId;
          case Target.Habit(UUID habitId) -> "habit " + habitId;
          case Target.Group(UUID groupId) -> "group " + groupId;
        };
    return store
        .invalidated(act(operatorId), what)
        .call(() -> Uni.createFrom().completionStage(gone(target).toCompletionStage()));
  }

  private Future<Void> gone(Target target) {
    return switch (target) {
      case Target.Everything() -> answers.forgetAll();
      case Target.Route(CachePolicy policy) -> answers.forget(policy.tag());
      case Target.Member(UUID memberId) -> answers.forget(MemberResponseCache.tag(memberId));
      case Target.Habit(UUID habitId) -> answers.forget(MemberResponseCache.habitTag(habitId));
      case Target.Group(UUID groupId) -> answers.forget(MemberResponseCache.groupTag(groupId));
    };
  }

  private CacheStore.Act act(UUID operatorId) {
    return new CacheStore.Act(
        ids.next(), operatorId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
