package com.upcoach.cache;

import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.cache.TtlRule;
import com.upcoach.input.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Policy table of the response cache: one line for each cacheable route, with TTL and
/// dependencies.
///
/// All responses belong to one member and carry the member's tag: a change of the profile, habits
/// or pauses invalidates all of them. A check-in invalidates the responses that show it: the day,
/// boards, and the pages of its habit. Boards show other members too, whose points may be as old as
/// the TTL; the member's own points never are. Joining or leaving a group invalidates its boards.
///
/// The first line that matches a path applies.
public enum CachePolicy {
  PROFILE("/v1/me", Duration.ofMinutes(5), Dependency.DEFINITIONS),
  TODAY("/v1/today", Duration.ofHours(1), Dependency.RECORD),
  HABITS("/v1/habits", Duration.ofHours(1), Dependency.DEFINITIONS),
  HABIT("/v1/habits/{id}", Duration.ofHours(1), Dependency.DEFINITIONS),
  CHECK_INS("/v1/habits/{id}/check-ins", Duration.ofHours(1), Dependency.HABIT),
  STREAK("/v1/habits/{id}/streak", Duration.ofHours(1), Dependency.HABIT),
  STATISTICS("/v1/habits/{id}/statistics", Duration.ofHours(1), Dependency.HABIT),
  PAUSES("/v1/pauses", Duration.ofHours(1), Dependency.DEFINITIONS),
  LEADERBOARD("/v1/leaderboards/{id}", Duration.ofMinutes(10), Dependency.GROUP),
  OWN_RANK("/v1/leaderboards/{id}/me", Duration.ofMinutes(10), Dependency.GROUP),
  GRAPH("/graphql", Duration.ofMinutes(10), Dependency.RECORD);

  /// Dependencies of a response beside the profile, habits and pauses.
  private enum Dependency {
    /// None: the response is the same on every day.
    DEFINITIONS,
    /// All check-ins of the member.
    RECORD,
    /// The check-ins of the habit in the path.
    HABIT,
    /// All check-ins of the member, and the members of the group in the path.
    GROUP
  }

  /// TTL limit for a node that is not notified of changes that commands make.
  private static final Duration MAX_TTL_WITHOUT_NOTIFICATION = Duration.ofMinutes(10);

  /// Time after expiry in which a response is still served to all callers but the one that
  /// refreshes it.
  private static final Duration STALE = Duration.ofSeconds(30);

  private static final UUID WHOLE_ROUTE = new UUID(0, 0);

  private final String route;
  private final Duration fresh;
  private final Dependency part;

  CachePolicy(String route, Duration fresh, Dependency part) {
    this.route = route;
    this.fresh = fresh;
    this.part = part;
  }

  /// The route as in the contract.
  public String route() {
    return route;
  }

  /// TTL of the route.
  ///
  /// @param receivesCommandChanges whether this node is notified of changes that commands make
  TtlRule rule(boolean receivesCommandChanges) {
    return new TtlRule(
        route,
        receivesCommandChanges || fresh.compareTo(MAX_TTL_WITHOUT_NOTIFICATION) < 0
            ? fresh
            : MAX_TTL_WITHOUT_NOTIFICATION,
        STALE);
  }

  /// Whether the response depends on the day.
  boolean isOfDay() {
    return part != Dependency.DEFINITIONS;
  }

  /// Tag of all responses of the route.
  Tag tag() {
    return new Tag(route, WHOLE_ROUTE);
  }

  /// Dependencies of a response under this policy. A path with a malformed ID has no cacheable
  /// response.
  List<Tag> tags(UUID memberId, String path) {
    Tag own = MemberResponseCache.tag(memberId);
    return switch (part) {
      case DEFINITIONS -> List.of(own, tag());
      case RECORD -> List.of(own, tag(), MemberResponseCache.recordTag(memberId));
      case HABIT ->
          id(path)
              .map(habit -> List.of(own, tag(), MemberResponseCache.habitTag(habit)))
              .orElse(List.of(own, tag()));
      case GROUP -> {
        Tag all = MemberResponseCache.recordTag(memberId);
        yield id(path)
            .map(group -> List.of(own, tag(), all, MemberResponseCache.groupTag(group)))
            .orElse(List.of(own, tag(), all));
      }
    };
  }

  /// Whether the policy applies to requests with this query: for GraphQL, only to persisted
  /// queries. Other members shown in such a response are dependencies that are discovered during
  /// the load.
  ///
  /// @param query as it was sent, or null
  public boolean takes(String query) {
    return this != GRAPH
        || (query != null && names(query, "documentId=") && !names(query, "query="));
  }

  private static boolean names(String query, String parameter) {
    return query.startsWith(parameter) || query.contains('&' + parameter);
  }

  /// The ID in the path, at the place of `{id}`.
  private Optional<UUID> id(String path) {
    int from = route.indexOf('{');
    int to = path.indexOf('/', from);
    return Ids.parse(to < 0 ? path.substring(from) : path.substring(from, to));
  }
}
