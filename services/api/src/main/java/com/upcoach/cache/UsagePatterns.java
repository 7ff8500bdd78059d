package com.upcoach.cache;

import com.upcoach.access.Caller;
import com.upcoach.streak.WallClock;
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

/// The [UsagePattern] of each member that was seen lately.
///
/// May be used by any thread. What each request costs is one look-up, and one comparison.
public final class UsagePatterns {

  /// Who comes after so long opens the app; before it is still the same visit.
  static final Duration PAUSE = Duration.ofMinutes(30);

  private static final int MINUTE = 60;
  private static final int PAUSE_MINUTES = (int) PAUSE.toMinutes();

  private final int most;
  private final ConcurrentHashMap<UUID, Known> known = new ConcurrentHashMap<>();

  /// @param most members that are remembered; each takes about a quarter of a kilobyte
  public UsagePatterns(int most) {
    this.most = most;
  }

  /// What is known of a member. The lock is taken once a minute by who comes often.
  private static final class Known {
    private final UsagePattern rhythm;
    private WallClock wall;
    private volatile int lastMinute;
    private boolean changed;

    private Known(UsagePattern rhythm, WallClock wall, int lastMinute) {
      this.rhythm = rhythm;
      this.wall = wall;
      this.lastMinute = lastMinute;
    }

    private synchronized void seen(WallClock on, Instant now, int minute) {
      if (minute - lastMinute >= PAUSE_MINUTES) {
        rhythm.opened(LocalDateTime.ofInstant(now, on.zone()));
        changed = true;
      }
      wall = on;
      lastMinute = minute;
    }

    private synchronized void learn(UsagePattern before) {
      rhythm.add(before);
    }

    private synchronized Expected expected(UUID memberId, Instant at) {
      return new Expected(memberId, wall, rhythm.chance(LocalDateTime.ofInstant(at, wall.zone())));
    }

    private synchronized Stored stored(UUID memberId) {
      changed = false;
      return new Stored(memberId, rhythm.weights(), rhythm.today());
    }

    private synchronized boolean changed() {
      return changed;
    }
  }

  /// A member that is likely to come.
  ///
  /// @param wall that it had when it was last seen
  /// @param chance 0 to 1
  public record Expected(UUID memberId, WallClock wall, double chance) {}

  /// A rhythm as the database has it.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Stored(UUID memberId, byte[] weights, LocalDate today) {}

  /// Notes that a member asks for something.
  public void seen(Caller caller, Instant now) {
    int minute = Math.toIntExact(now.getEpochSecond() / MINUTE);
    Known there = known.get(caller.memberId());
    if (there == null) {
      there = met(caller, now, minute);
    }
    if (there != null && there.lastMinute != minute) {
      there.seen(caller.wall(), now, minute);
    }
  }

  /// Null while there is no room for one more.
  private Known met(Caller caller, Instant now, int minute) {
    if (known.mappingCount() >= most) {
      return null;
    }
    Known first =
        new Known(
            new UsagePattern(LocalDateTime.ofInstant(now, caller.wall().zone()).toLocalDate()),
            caller.wall(),
            minute - PAUSE_MINUTES);
    Known other = known.putIfAbsent(caller.memberId(), first);
    return other == null ? first : other;
  }

  /// Takes over what was stored before the start.
  public void learn(Stored stored, WallClock wall) {
    UsagePattern before = UsagePattern.stored(stored.weights(), stored.today());
    Known there =
        known.mappingCount() < most
            ? known.putIfAbsent(stored.memberId(), new Known(before, wall, 0))
            : known.get(stored.memberId());
    if (there != null) {
      there.learn(before);
    }
  }

  /// Who is likely to open the app within an hour from a moment on, the likeliest first. Those
  /// who are here now are not among them, nor are those whose day is another one then: what
  /// they will ask for cannot be made yet.
  ///
  /// @param at the beginning of a half hour
  /// @param least chance, 0 to 1
  public List<Expected> expected(Instant at, Instant now, double least) {
    int minute = Math.toIntExact(now.getEpochSecond() / MINUTE);
    List<Expected> expected = new ArrayList<>();
    for (Map.Entry<UUID, Known> one : known.entrySet()) {
      if (minute - one.getValue().lastMinute < PAUSE_MINUTES) {
        continue;
      }
      Expected member = one.getValue().expected(one.getKey(), at);
      if (member.chance() >= least && member.wall().dayOf(at).equals(member.wall().dayOf(now))) {
        expected.add(member);
      }
    }
    expected.sort(Comparator.comparingDouble(Expected::chance).reversed());
    return expected;
  }

  /// Rhythms that have changed since they were last handed out here.
  public List<Stored> changed(int limit) {
    return known.entrySet().stream()
        .filter(one -> one.getValue().changed())
        .limit(limit)
        .map(one -> one.getValue().stored(one.getKey()))
        .toList();
  }

  /// Has rhythms that were handed out by [#changed], and could not be stored, handed out again.
  public void notStored(List<Stored> lost) {
    lost.forEach(
        one ->
            known.computeIfPresent(
                one.memberId(),
                (same, there) -> {
                  synchronized (there) {
                    there.changed = true;
                  }
                  return there;
                }));
  }

  /// Forgets a member.
  public void forget(UUID memberId) {
    known.remove(memberId);
  }

  /// Where there is no room any more, forgets a tenth: those who have not been here for
  /// longest.
  public void makeRoom() {
    if (known.mappingCount() < most) {
      return;
    }
    known.entrySet().stream()
        .sorted(Comparator.comparingInt(one -> one.getValue().lastMinute))
        .limit(Math.max(1, most / 10))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(known::remove);
  }

  /// Members that are known.
  public int size() {
    return known.size();
  }
}
