package com.upcoach.cache;

import com.upcoach.coalesce.cache.UsageMarker;
import com.upcoach.streak.WallClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Makes answers before anybody asks for them: after a start what was hot before it, and then
/// each member's day shortly before it usually looks.
///
/// It is the first to be shed: before each batch it asks whether there is time to spare, and
/// leaves off where there is none. After each batch it rests four times as long as that took, so
/// that it never takes more than a fifth of a core's time, and members come in between.
///
/// Its work blocks, and belongs to one thread, which is no event loop; figures may be read by
/// any.
public final class CacheWarmer {

  /// What an app asks for first.
  static final String FIRST = "/v1/today";

  /// How long before and after the beginning of a half hour its members are warmed.
  static final Duration LEAD = Duration.ofMinutes(5);

  /// How long after the beginning of its half hour an answer that was warmed is kept: as far as
  /// the member was expected.
  static final Duration EXPECTED_FOR = Duration.ofHours(1);

  /// Answers that are made at once: one statement reads them all.
  static final int BATCH = 8;

  private static final int REST_TIMES = 4;

  private final UsagePatterns rhythms;
  private final Making making;
  private final BooleanSupplier spareTime;
  private final Rest rest;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final WarmingBudget account = new WarmingBudget();
  private final StartupWarmingProgress hot = new StartupWarmingProgress();

  private final Queue<Outstanding> outstanding = new ArrayDeque<>();
  private final Set<UUID> triedInSlot = new HashSet<>();
  private Instant slot = Instant.MIN;

  /// @param spareTime whether the server has nothing better to do just now
  /// @param nanoTime as [System#nanoTime]
  public CacheWarmer(
      UsagePatterns rhythms,
      Making making,
      BooleanSupplier spareTime,
      Rest rest,
      Clock clock,
      LongSupplier nanoTime) {
    this.rhythms = rhythms;
    this.making = making;
    this.spareTime = spareTime;
    this.rest = rest;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// An answer that is to be made.
  ///
  /// @param wall that the member was last known to have: where it has another one by now,
  /// nothing is made
  /// @param fresh how long it is good for; empty for as long as any other of its route
  public record Wanted(UUID memberId, WallClock wall, String path, Optional<Duration> fresh) {}

  /// Makes answers, and has them kept.
  @FunctionalInterface
  public interface Making {
    /// Blocks until all of them are made, or are not going to be.
    ///
    /// @return for each in its place, what tells whether somebody has asked for it then;
    ///     empty where none was made, as it was there, or cannot be made
    List<Optional<UsageMarker>> make(List<Wanted> wanted);
  }

  /// Lets time pass.
  @FunctionalInterface
  public interface Rest {
    /// @return false where the server is ending: nothing more is to be begun
    boolean pause(Duration time);
  }

  /// An answer of which nobody knows yet whether it will be asked for.
  private record Outstanding(UsageMarker warmth, int trial, Instant until) {}

  /// What it does, and what came of it.
  ///
  /// @param members whose rhythm is known
  public record Figures(
      int members, WarmingBudget.Figures rhythm, StartupWarmingProgress.Figures hot) {}

  public Figures figures() {
    return new Figures(rhythms.size(), account.figures(), hot.figures());
  }

  /// Warms what was hot before the start, the hottest first, until a while has passed. What is
  /// left then is left: those who wanted it have asked for it.
  public void warmHot(List<Wanted> wanted, Duration within) {
    hot.begin(wanted.size());
    Instant end = clock.instant().plus(within);
    int done = 0;
    while (done < wanted.size() && clock.instant().isBefore(end)) {
      if (!spareTime.getAsBoolean()) {
        if (!rest.pause(Duration.ofMillis(250))) {
          break;
        }
        continue;
      }
      List<Wanted> batch = wanted.subList(done, Math.min(done + BATCH, wanted.size()));
      long began = nanoTime.getAsLong();
      hot.add(making.make(batch));
      done += batch.size();
      if (!restAfter(began)) {
        break;
      }
    }
    hot.end();
  }

  /// To be called every few seconds: settles what has had its time, and warms the day of those
  /// who are expected soon.
  public void turn() {
    Instant now = clock.instant();
    settle(now);
    rhythms.makeRoom();
    Instant next = slotOf(now.plus(LEAD));
    if (!next.equals(slot)) {
      slot = next;
      triedInSlot.clear();
    }
    if (!now.isBefore(next.plus(LEAD))) {
      return;
    }
    WarmingBudget.Allowed allowed = account.allowed(now);
    if (allowed.answers() == 0 || !spareTime.getAsBoolean()) {
      return;
    }
    warm(expected(next, now, allowed.answers()), allowed.trial());
  }

  private List<UsagePatterns.Expected> expected(Instant at, Instant now, int most) {
    return rhythms.expected(at, now, WarmingBudget.BREAK_EVEN).stream()
        .filter(one -> !triedInSlot.contains(one.memberId()))
        .limit(most)
        .toList();
  }

  private void warm(List<UsagePatterns.Expected> members, int trial) {
    Instant until = slot.plus(EXPECTED_FOR);
    for (int done = 0; done < members.size(); done += BATCH) {
      if (done > 0 && !spareTime.getAsBoolean()) {
        return;
      }
      List<UsagePatterns.Expected> batch =
          members.subList(done, Math.min(done + BATCH, members.size()));
      Optional<Duration> fresh = Optional.of(Duration.between(clock.instant(), until));
      List<Wanted> wanted = new ArrayList<>(batch.size());
      batch.forEach(
          one -> {
            triedInSlot.add(one.memberId());
            wanted.add(new Wanted(one.memberId(), one.wall(), FIRST, fresh));
          });
      long began = nanoTime.getAsLong();
      making.make(wanted).stream()
          .flatMap(Optional::stream)
          .forEach(
              warmth -> {
                account.warmed();
                outstanding.add(new Outstanding(warmth, trial, until));
              });
      if (!restAfter(began)) {
        return;
      }
    }
  }

  private boolean restAfter(long began) {
    return rest.pause(Duration.ofNanos(REST_TIMES * (nanoTime.getAsLong() - began)));
  }

  private void settle(Instant now) {
    while (!outstanding.isEmpty() && !outstanding.peek().until().isAfter(now)) {
      Outstanding one = outstanding.remove();
      account.settled(one.warmth().used(), one.trial(), now);
    }
  }

  private static Instant slotOf(Instant instant) {
    long seconds = UsagePattern.SLOT_MINUTES * 60L;
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
  }
}
