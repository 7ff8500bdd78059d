package com.upcoach.cache;

import com.upcoach.access.Caller;
import com.upcoach.streak.MemberClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The [UsagePattern]s of the members that were seen recently.
///
/// May be used by any thread. The cost for each request is one lookup and one comparison.
public final class UsagePatterns {

  /// A request after so long a gap counts as opening the app; before that it belongs to the same
  /// visit.
  static final Duration VISIT_GAP = Duration.ofMinutes(30);

  private static final int MINUTE = 60;
  private static final int VISIT_GAP_MINUTES = (int) VISIT_GAP.toMinutes();

  private final int maxMembers;
  private final ConcurrentHashMap<UUID, KnownMember> knownMembers = new ConcurrentHashMap<>();

  /// @param maxMembers limit of members in memory; each takes about a quarter of a kilobyte
  public UsagePatterns(int maxMembers) {
    this.maxMembers = maxMembers;
  }

  /// Pattern and last request of a member. An active member takes the lock once a minute.
  private static final class KnownMember {
    private final UsagePattern pattern;
    private MemberClock memberClock;
    private volatile int lastMinute;
    private volatile boolean changed;

    private KnownMember(UsagePattern pattern, MemberClock memberClock, int lastMinute) {
      this.pattern = pattern;
      this.memberClock = memberClock;
      this.lastMinute = lastMinute;
    }

    private synchronized void recordVisit(MemberClock seenClock, Instant now, int minute) {
      if (minute - lastMinute >= VISIT_GAP_MINUTES) {
        pattern.recordOpening(LocalDateTime.ofInstant(now, seenClock.zone()));
        changed = true;
      }
      memberClock = seenClock;
      lastMinute = minute;
    }

    private synchronized void restore(UsagePattern before) {
      pattern.merge(before);
    }

    private synchronized Expected expected(UUID memberId, Instant at) {
      return new Expected(
          memberId, memberClock, pattern.chance(LocalDateTime.ofInstant(at, memberClock.zone())));
    }

    private synchronized Stored stored(UUID memberId) {
      changed = false;
      return new Stored(memberId, pattern.weights(), pattern.today());
    }
  }

  /// A member that is likely to open the app.
  ///
  /// @param memberClock time zone and day start when the member was last seen
  /// @param chance 0 to 1
  public record Expected(UUID memberId, MemberClock memberClock, double chance) {}

  /// A usage pattern as stored in the database.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Stored(UUID memberId, byte[] weights, LocalDate today) {}

  /// Records a request of a member.
  public void recordVisit(Caller caller, Instant now) {
    int minute = Math.toIntExact(now.getEpochSecond() / MINUTE);
    KnownMember existing = knownMembers.get(caller.memberId());
    if (existing == null) {
      existing = addMember(caller, now, minute);
    }
    if (existing != null && existing.lastMinute != minute) {
      existing.recordVisit(caller.memberClock(), now, minute);
    }
  }

  /// Returns null while the limit of members is reached.
  private KnownMember addMember(Caller caller, Instant now, int minute) {
    if (knownMembers.mappingCount() >= maxMembers) {
      return null;
    }
    KnownMember added =
        new KnownMember(
            new UsagePattern(
                LocalDateTime.ofInstant(now, caller.memberClock().zone()).toLocalDate()),
            caller.memberClock(),
            minute - VISIT_GAP_MINUTES);
    KnownMember existing = knownMembers.putIfAbsent(caller.memberId(), added);
    return existing == null ? added : existing;
  }

  /// Restores a pattern that was stored before the start.
  public void restore(Stored stored, MemberClock memberClock) {
    UsagePattern before = UsagePattern.restore(stored.weights(), stored.today());
    KnownMember existing =
        knownMembers.mappingCount() < maxMembers
            ? knownMembers.putIfAbsent(stored.memberId(), new KnownMember(before, memberClock, 0))
            : knownMembers.get(stored.memberId());
    if (existing != null) {
      existing.restore(before);
    }
  }

  /// Members that are likely to open the app within an hour from a moment on, likeliest first.
  /// Members that are active now are left out, and so are members whose day changes before that
  /// moment: tomorrow's responses cannot be loaded yet.
  ///
  /// @param at beginning of a half hour
  /// @param minChance 0 to 1
  public List<Expected> expected(Instant at, Instant now, double minChance) {
    int minute = Math.toIntExact(now.getEpochSecond() / MINUTE);
    List<Expected> expected = new ArrayList<>();
    for (Map.Entry<UUID, KnownMember> entry : knownMembers.entrySet()) {
      if (minute - entry.getValue().lastMinute < VISIT_GAP_MINUTES) {
        continue;
      }
      Expected member = entry.getValue().expected(entry.getKey(), at);
      if (member.chance() >= minChance
          && member.memberClock().dayOf(at).equals(member.memberClock().dayOf(now))) {
        expected.add(member);
      }
    }
    expected.sort(Comparator.comparingDouble(Expected::chance).reversed());
    return expected;
  }

  /// Patterns that have changed since they were last returned here.
  public List<Stored> takeChanged(int limit) {
    return knownMembers.entrySet().stream()
        .filter(entry -> entry.getValue().changed)
        .limit(limit)
        .map(entry -> entry.getValue().stored(entry.getKey()))
        .toList();
  }

  /// Marks patterns returned by [#takeChanged] as changed again, because storing them failed.
  public void requeue(List<Stored> lost) {
    lost.forEach(
        entry ->
            knownMembers.computeIfPresent(
                entry.memberId(),
                (same, existing) -> {
                  existing.changed = true;
                  return existing;
                }));
  }

  /// Forgets a member.
  public void forget(UUID memberId) {
    knownMembers.remove(memberId);
  }

  /// Evicts a tenth of the members if the limit is reached: those not seen for longest.
  public void evictOldest() {
    if (knownMembers.mappingCount() < maxMembers) {
      return;
    }
    knownMembers.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().lastMinute))
        .limit(Math.max(1, maxMembers / 10))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(knownMembers::remove);
  }

  /// Number of members in memory.
  public int size() {
    return knownMembers.size();
  }
}
