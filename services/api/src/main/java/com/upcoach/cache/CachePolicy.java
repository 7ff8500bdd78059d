package com.upcoach.cache;

import com.upcoach.coalesce.cache.CacheRule;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.edge.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table of what is kept: one line for each route whose answers are.
///
/// All of them are a member's own. They go with the tag of the member: whatever changes its book
/// or its profile makes all of its answers go. Boards show others too, whose points may be as old
/// as the line says; the member's own are never. Those of a group go when somebody joins or
/// leaves it.
///
/// The first line that fits a path is its line.
public enum CachePolicy {
    PROFILE("/v1/me", Duration.ofMinutes(5)),
    TODAY("/v1/today", Duration.ofMinutes(10)),
    HABITS("/v1/habits", Duration.ofMinutes(10)),
    HABIT("/v1/habits/{id}", Duration.ofMinutes(10)),
    CHECK_INS("/v1/habits/{id}/check-ins", Duration.ofMinutes(10)),
    STREAK("/v1/habits/{id}/streak", Duration.ofHours(1)),
    STATISTICS("/v1/habits/{id}/statistics", Duration.ofHours(1)),
    PAUSES("/v1/pauses", Duration.ofMinutes(10)),
    LEADERBOARD("/v1/leaderboards/global", Duration.ofMinutes(10)),
    OWN_RANK("/v1/leaderboards/global/me", Duration.ofMinutes(10)),
    GROUP_BOARD("/v1/leaderboards/{id}", Duration.ofMinutes(10)),
    GROUP_RANK("/v1/leaderboards/{id}/me", Duration.ofMinutes(10));

    /// How long after its time an answer is still given to all but the one who makes it anew.
    private static final Duration STALE = Duration.ofSeconds(30);

    private static final UUID ALL_OF_THEM = new UUID(0, 0);
    private static final CachePolicy[] ALL = values();

    private final String route;
    private final Duration fresh;

    CachePolicy(String route, Duration fresh) {
        this.route = route;
        this.fresh = fresh;
    }

    /// The route as the contract has it.
    public String route() {
        return route;
    }

    public CacheRule rule() {
        return new CacheRule(route, fresh, STALE);
    }

    /// Of all answers of the route.
    Tag tag() {
        return new Tag(route, ALL_OF_THEM);
    }

    /// All that an answer of this line is made of.
    List<Tag> tags(UUID memberId, String path) {
        Tag own = Answers.tag(memberId);
        return switch (this) {
            case GROUP_BOARD, GROUP_RANK ->
                    // What is no id has no answer that would be kept.
                    Ids.parse(id(path))
                            .map(group -> List.of(own, tag(), Answers.groupTag(group)))
                            .orElse(List.of(own, tag()));
            default -> List.of(own, tag());
        };
    }

    /// What stands in a path where the route says `{id}`.
    private String id(String path) {
        int from = route.indexOf('{');
        int to = path.indexOf('/', from);
        return to < 0 ? path.substring(from) : path.substring(from, to);
    }

    /// The line of a path, if it has one.
    public static Optional<CachePolicy> of(String path) {
        for (CachePolicy policy : ALL) {
            if (policy.matches(path)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    private boolean matches(String path) {
        int at = 0;
        int place = 0;
        while (place < route.length()) {
            if (route.charAt(place) == '{') {
                int begun = at;
                while (at < path.length() && path.charAt(at) != '/') {
                    at++;
                }
                if (at == begun) {
                    return false;
                }
                place = route.indexOf('}', place) + 1;
            } else if (at < path.length() && path.charAt(at) == route.charAt(place)) {
                at++;
                place++;
            } else {
                return false;
            }
        }
        return at == path.length();
    }
}
