package com.upcoach.cache;

import com.upcoach.coalesce.cache.UsageMarker;
import com.upcoach.streak.MemberClock;
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

/// Warms the cache: after a start with the responses that were hot before it, and later with each
/// member's day shortly before the member usually opens the app.
///
/// Warming is the first work to be shed: before each batch it checks that the server is idle, and
/// stops if not. After each batch it pauses four times as long as the batch took. So it uses at
/// most a fifth of one core, and requests get through in between.
///
/// Blocking work for one thread other than an event loop; statistics may be read by any thread.
public final class CacheWarmer {

  /// The first request of an app.
  static final String FIRST_PATH = "/v1/today";

  /// Warming for a half hour takes place from this long before its beginning until this long after.
  static final Duration LEAD = Duration.ofMinutes(5);

  /// TTL of a warmed response, counted from the beginning of its half hour: the period in which the
  /// member is expected.
  static final Duration TTL_AFTER_SLOT = Duration.ofHours(1);

  /// Responses loaded together: one statement reads them all.
  static final int BATCH = 8;

  private static final int REST_FACTOR = 4;

  private final UsagePatterns usagePatterns;
  private final Loader loader;
  private final BooleanSupplier isIdle;
  private final Sleeper rest;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final WarmingBudget budget = new WarmingBudget();
  private final StartupWarmingProgress startup = new StartupWarmingProgress();

  private final Queue<Outstanding> outstanding = new ArrayDeque<>();
  private final Set<UUID> attemptedInSlot = new HashSet<>();
  private Instant slot = Instant.MIN;

  /// @param isIdle whether the server has no other work at the moment
  /// @param nanoTime as [System#nanoTime]
  public CacheWarmer(
      UsagePatterns usagePatterns,
      Loader loader,
      BooleanSupplier isIdle,
      Sleeper rest,
      Clock clock,
      LongSupplier nanoTime) {
    this.usagePatterns = usagePatterns;
    this.loader = loader;
    this.isIdle = isIdle;
    this.rest = rest;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// A response to load.
  ///
  /// @param memberClock time zone and day start when the member was last seen; if they have changed
  ///     since, nothing is loaded
  /// @param fresh TTL; empty for the TTL of the route
  public record WarmingRequest(
      UUID memberId, MemberClock memberClock, String path, Optional<Duration> fresh) {}

  /// Loads responses into the cache.
  @FunctionalInterface
  public interface Loader {
    /// Blocks until all of them are loaded or have failed.
    ///
    /// @return the usage marker of each response, in order; empty if it was cached already or could
    ///     not be loaded
    List<Optional<UsageMarker>> load(List<WarmingRequest> wanted);
  }

  /// Pauses between batches.
  @FunctionalInterface
  public interface Sleeper {
    /// @return false if the server is stopping: no further batch may start
    boolean pause(Duration time);
  }

  /// A warmed response whose usage is not known yet.
  private record Outstanding(UsageMarker usage, int trial, Instant until) {}

  /// Statistics of warming.
  ///
  /// @param members members with a known usage pattern
  public record Statistics(
      int members, WarmingBudget.Statistics budget, StartupWarmingProgress.Statistics startup) {}

  public Statistics statistics() {
    return new Statistics(usagePatterns.size(), budget.statistics(), startup.statistics());
  }

  /// Warms the responses that were hot before the start, hottest first, within a time limit. The
  /// rest is skipped: members who wanted it have requested it by then.
  public void warmAtStartup(List<WarmingRequest> wanted, Duration within) {
    startup.begin(wanted.size());
    Instant end = clock.instant().plus(within);
    int done = 0;
    while (done < wanted.size() && clock.instant().isBefore(end)) {
      if (!isIdle.getAsBoolean()) {
        if (!rest.pause(Duration.ofMillis(250))) {
          break;
        }
        continue;
      }
      List<WarmingRequest> batch = wanted.subList(done, Math.min(done + BATCH, wanted.size()));
      long startedAt = nanoTime.getAsLong();
      startup.add(loader.load(batch));
      done += batch.size();
      if (!pauseAfter(startedAt)) {
        break;
      }
    }
    startup.end();
  }

  /// Records the outcome of warmed responses whose time is over, and warms the day of members who
  /// are expected soon. Called every few seconds.
  public void warmExpected() {
    Instant now = clock.instant();
    settle(now);
    usagePatterns.evictOldest();
    Instant next = slotOf(now.plus(LEAD));
    if (!next.equals(slot)) {
      slot = next;
      attemptedInSlot.clear();
    }
    if (!now.isBefore(next.plus(LEAD))) {
      return;
    }
    WarmingBudget.Allowance allowance = budget.allowance(now);
    if (allowance.responses() == 0 || !isIdle.getAsBoolean()) {
      return;
    }
    warm(expected(next, now, allowance.responses()), allowance.trial());
  }

  private List<UsagePatterns.Expected> expected(Instant at, Instant now, int limit) {
    return usagePatterns.expected(at, now, WarmingBudget.BREAK_EVEN).stream()
        .filter(entry -> !attemptedInSlot.contains(entry.memberId()))
        .limit(limit)
        .toList();
  }

  private void warm(List<UsagePatterns.Expected> members, int trial) {
    Instant until = slot.plus(TTL_AFTER_SLOT);
    for (int done = 0; done < members.size(); done += BATCH) {
      if (done > 0 && !isIdle.getAsBoolean()) {
        return;
      }
      List<UsagePatterns.Expected> batch =
          members.subList(done, Math.min(done + BATCH, members.size()));
      Optional<Duration> fresh = Optional.of(Duration.between(clock.instant(), until));
      List<WarmingRequest> wanted = new ArrayList<>(batch.size());
      batch.forEach(
          entry -> {
            attemptedInSlot.add(entry.memberId());
            wanted.add(
                new WarmingRequest(entry.memberId(), entry.memberClock(), FIRST_PATH, fresh));
          });
      long startedAt = nanoTime.getAsLong();
      loader.load(wanted).stream()
          .flatMap(Optional::stream)
          .forEach(
              usage -> {
                budget.warmed();
                outstanding.add(new Outstanding(usage, trial, until));
              });
      if (!pauseAfter(startedAt)) {
        return;
      }
    }
  }

  private boolean pauseAfter(long startedAt) {
    return rest.pause(Duration.ofNanos(REST_FACTOR * (nanoTime.getAsLong() - startedAt)));
  }

  private void settle(Instant now) {
    while (!outstanding.isEmpty() && !outstanding.peek().until().isAfter(now)) {
      Outstanding entry = outstanding.remove();
      budget.recordOutcome(entry.usage().used(), entry.trial(), now);
    }
  }

  private static Instant slotOf(Instant instant) {
    long seconds = UsagePattern.SLOT_MINUTES * 60L;
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
  }
}
