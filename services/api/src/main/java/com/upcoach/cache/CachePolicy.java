package com.upcoach.cache;

import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.cache.TtlRule;
import com.upcoach.input.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table of what is kept: one line for each route whose answers are.
///
/// All of them are a member's own, and go with the tag of the member: whatever changes its
/// profile, habits or pauses makes all of its answers go. A check-in makes go what it changes:
/// the day, boards, and the pages of its habit. Boards show others too, whose points may be as
/// old as the line says; the member's own are never. Those of a group go when somebody joins or
/// leaves it.
///
/// The first line that fits a path is its line.
public enum CachePolicy {
  PROFILE("/v1/me", Duration.ofMinutes(5), Part.DEFINITIONS),
  TODAY("/v1/today", Duration.ofHours(1), Part.RECORD),
  HABITS("/v1/habits", Duration.ofHours(1), Part.DEFINITIONS),
  HABIT("/v1/habits/{id}", Duration.ofHours(1), Part.DEFINITIONS),
  CHECK_INS("/v1/habits/{id}/check-ins", Duration.ofHours(1), Part.HABIT),
  STREAK("/v1/habits/{id}/streak", Duration.ofHours(1), Part.HABIT),
  STATISTICS("/v1/habits/{id}/statistics", Duration.ofHours(1), Part.HABIT),
  PAUSES("/v1/pauses", Duration.ofHours(1), Part.DEFINITIONS),
  LEADERBOARD("/v1/leaderboards/{id}", Duration.ofMinutes(10), Part.GROUP),
  OWN_RANK("/v1/leaderboards/{id}/me", Duration.ofMinutes(10), Part.GROUP),
  GRAPH("/graphql", Duration.ofMinutes(10), Part.RECORD);

  /// What of a member an answer is made of, beside its profile, habits and pauses.
  private enum Part {
    /// Nothing: it is the same on every day.
    DEFINITIONS,
    /// All that was checked in.
    RECORD,
    /// What was checked in for the habit in its path.
    HABIT,
    /// All that was checked in, and who is in the group in its path.
    GROUP
  }

  /// Where nobody tells of what commands change, nothing is kept for longer.
  private static final Duration UNHEARD = Duration.ofMinutes(10);

  /// How long after its time an answer is still given to all but the one who makes it anew.
  private static final Duration STALE = Duration.ofSeconds(30);

  private static final UUID ALL_OF_THEM = new UUID(0, 0);

  private final String route;
  private final Duration fresh;
  private final Part part;

  CachePolicy(String route, Duration fresh, Part part) {
    this.route = route;
    this.fresh = fresh;
    this.part = part;
  }

  /// The route as the contract has it.
  public String route() {
    return route;
  }

  /// How long answers are kept.
  ///
  /// @param heard whether this node hears of what commands change
  TtlRule rule(boolean heard) {
    return new TtlRule(route, heard || fresh.compareTo(UNHEARD) < 0 ? fresh : UNHEARD, STALE);
  }

  /// Whether another day is another answer.
  boolean isOfDay() {
    return part != Part.DEFINITIONS;
  }

  /// Of all answers of the route.
  Tag tag() {
    return new Tag(route, ALL_OF_THEM);
  }

  /// All that an answer of this line is made of. What is no id in a path has no answer that
  /// would be kept.
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

  /// Whether requests with this query are of this line: of the graph, those that name a
  /// registered operation. What such an answer shows of others is found out as it is made.
  ///
  /// @param query as it was sent, or null
  public boolean takes(String query) {
    return this != GRAPH
        || (query != null && names(query, "documentId=") && !names(query, "query="));
  }

  private static boolean names(String query, String parameter) {
    return query.startsWith(parameter) || query.contains('&' + parameter);
  }

  /// What stands in a path where the route says `{id}`.
  private Optional<UUID> id(String path) {
    int from = route.indexOf('{');
    int to = path.indexOf('/', from);
    return Ids.parse(to < 0 ? path.substring(from) : path.substring(from, to));
  }
}
