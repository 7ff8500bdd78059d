package com.upcoach.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.UsageMarker;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.streak.MemberClock;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The real cache and usage patterns, with a simulated clock, database and load.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CacheWarmerTest {

  private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
  private static final MemberClock UTC_CLOCK = new MemberClock(ZoneOffset.UTC, LocalTime.MIDNIGHT);

  private Instant now = MONDAY;
  private boolean busy;
  private boolean isStopping;
  private final List<Duration> rests = new ArrayList<>();
  private final List<List<CacheWarmer.WarmingRequest>> batches = new ArrayList<>();
  private final UsagePatterns usagePatterns = new UsagePatterns(5_000);
  private final Clock clock = new ManualClock();
  private final InvalidationBus bus = InvalidationBus.singleNode(new Generations(1 << 16));
  private final MemberResponseCache responseCache =
      new MemberResponseCache(
          64 << 20,
          bus,
          Optional.empty(),
          true,
          clock,
          this::nanos,
          () -> 0.5,
          usagePatterns::recordVisit);

  /// Concurrent events while a response is loaded.
  private Consumer<UUID> duringLoad = member -> {};

  private final CacheWarmer warmer =
      new CacheWarmer(usagePatterns, this::load, () -> !busy, this::rest, clock, this::nanos);

  private final class ManualClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("asked for instants only");
    }
  }

  private long nanos() {
    return Duration.between(MONDAY, now).toNanos();
  }

  private boolean rest(Duration time) {
    rests.add(time);
    now = now.plus(time);
    return !isStopping;
  }

  /// A batch takes ten milliseconds.
  private List<Optional<UsageMarker>> load(List<CacheWarmer.WarmingRequest> wanted) {
    batches.add(List.copyOf(wanted));
    now = now.plusMillis(10);
    return wanted.stream().map(this::load).toList();
  }

  private Optional<UsageMarker> load(CacheWarmer.WarmingRequest wanted) {
    return responseCache
        .prefetch(
            policy(wanted.path()),
            wanted.memberId(),
            wanted.memberClock().dayOf(now),
            wanted.path(),
            wanted.fresh())
        .map(
            prefetch -> {
              duringLoad.accept(wanted.memberId());
              prefetch.ticket().store(new CachedResponse("{}".getBytes(UTF_8)));
              return prefetch.usage();
            });
  }

  private static CachePolicy policy(String path) {
    return Arrays.stream(CachePolicy.values())
        .filter(policy -> path.matches(policy.route().replace("{id}", "[^/]+")))
        .findFirst()
        .orElseThrow();
  }

  private static UUID id(int member) {
    return new UUID(member, 1);
  }

  private static Caller caller(int member) {
    return new Caller(id(member), new UUID(9, 9), Role.MEMBER, UTC_CLOCK, DayOfWeek.MONDAY);
  }

  private ResponseCache.Lookup lookUp(int member) {
    return responseCache.find(CachePolicy.TODAY, caller(member), "/v1/today", null).orElseThrow();
  }

  private static Instant at(int day, String time) {
    return MONDAY
        .plus(Duration.ofDays(day))
        .plus(Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(time)));
  }

  /// Lets members open the app at 07:40 for two weeks.
  private void learnHabit(int members) {
    for (int day = 0; day < 14; day++) {
      for (int member = 0; member < members; member++) {
        usagePatterns.recordVisit(caller(member), at(day, "07:40"));
      }
    }
  }

  private int warmed() {
    return batches.stream().mapToInt(List::size).sum();
  }

  /// Runs the warmer every 15 seconds from one time of a day to another.
  private void runFrom(int day, String from, String to) {
    now = at(day, from);
    while (now.isBefore(at(day, to))) {
      warmer.warmExpected();
      now = now.plusSeconds(15);
    }
  }

  @Test
  void a_members_day_is_cached_at_its_usual_hour() {
    learnHabit(1);
    runFrom(14, "06:00", "06:50");
    assertEquals(0, warmed(), "too early");
    runFrom(14, "06:50", "07:05");
    assertEquals(1, warmed(), "once, however many turns there are");
    now = at(14, "07:41");
    assertInstanceOf(ResponseCache.Hit.class, lookUp(0));
    runFrom(14, "07:41", "08:10");
    WarmingBudget.Statistics statistics = warmer.statistics().budget();
    assertEquals(1, statistics.used());
    assertEquals(0, statistics.unused());
    assertEquals(Optional.of(1.0), statistics.precision());
    assertEquals(1, responseCache.statistics().getFirst().hits());
    assertEquals(0, responseCache.statistics().getFirst().misses());
    assertEquals(1.0, WarmingJson.of(true, warmer.statistics()).predicted().precision());
  }

  @Test
  void unused_responses_are_counted() {
    learnHabit(3);
    runFrom(14, "06:50", "07:40");
    lookUp(2);
    assertEquals(3, warmer.statistics().budget().waiting());
    runFrom(14, "07:40", "08:10");
    WarmingBudget.Statistics statistics = warmer.statistics().budget();
    assertEquals(1, statistics.used());
    assertEquals(2, statistics.unused());
    assertEquals(0, statistics.waiting());
  }

  @Test
  void nothing_is_warmed_while_the_server_is_busy() {
    learnHabit(50);
    busy = true;
    runFrom(14, "06:50", "08:00");
    assertEquals(0, warmed());
    warmer.warmAtStartup(wanted(20), Duration.ofMinutes(1));
    assertEquals(0, warmed());
    assertEquals(StartupWarmingProgress.State.CUT_SHORT, warmer.statistics().startup().state());
  }

  @Test
  void warming_stops_as_soon_as_the_server_is_busy_and_resumes_later() {
    learnHabit(50);
    duringLoad = member -> busy = warmed() >= 16;
    now = at(14, "06:56");
    warmer.warmExpected();
    assertEquals(16, warmed(), "the batch in flight, and none after it");
    warmer.warmExpected();
    assertEquals(16, warmed());
    busy = false;
    duringLoad = member -> {};
    warmer.warmExpected();
    assertEquals(50, warmed());
  }

  @Test
  void warming_pauses_after_each_batch_four_times_as_long_as_the_batch_took() {
    learnHabit(50);
    now = at(14, "06:56");
    warmer.warmExpected();
    assertEquals(List.of(8, 8, 8, 8, 8, 8, 2), batches.stream().map(List::size).toList());
    rests.forEach(entry -> assertEquals(Duration.ofMillis(40), entry));
    assertEquals(7, rests.size());
  }

  @Test
  void no_batch_starts_once_the_server_is_stopping() {
    learnHabit(50);
    isStopping = true;
    now = at(14, "06:56");
    warmer.warmExpected();
    assertEquals(8, warmed());
    warmer.warmAtStartup(wanted(20), Duration.ofMinutes(1));
    assertEquals(16, warmed());
  }

  @Test
  void a_prefetch_overtaken_by_a_write_is_not_cached() {
    learnHabit(1);
    duringLoad = member -> responseCache.invalidate(MemberResponseCache.tag(member));
    runFrom(14, "06:50", "07:05");
    assertEquals(1, warmed());
    assertInstanceOf(ResponseCache.Lead.class, lookUp(0));
  }

  @Test
  void below_break_even_warming_stops_until_the_next_trial() {
    learnHabit(300);
    runFrom(14, "06:50", "08:10");
    assertEquals(WarmingBudget.TRIAL, warmed(), "a trial without usage");
    assertEquals(WarmingBudget.State.STOPPED, warmer.statistics().budget().state());
    assertEquals(Optional.of(0.0), warmer.statistics().budget().precision());
    runFrom(14, "08:10", "13:00");
    assertEquals(WarmingBudget.TRIAL, warmed());
    runFrom(15, "06:50", "07:40");
    assertEquals(2 * WarmingBudget.TRIAL, warmed(), "the next trial");
    batches.stream()
        .skip(WarmingBudget.TRIAL / CacheWarmer.BATCH + 1)
        .flatMap(List::stream)
        .forEach(entry -> lookUp((int) entry.memberId().getMostSignificantBits()));
    runFrom(15, "07:40", "08:10");
    assertEquals(WarmingBudget.State.RUNNING, warmer.statistics().budget().state());
    runFrom(16, "06:50", "07:40");
    assertTrue(warmed() > 4 * WarmingBudget.TRIAL, warmed() + " are warmed");
  }

  private static List<CacheWarmer.WarmingRequest> wanted(int members) {
    return IntStream.range(0, members)
        .mapToObj(
            entry ->
                new CacheWarmer.WarmingRequest(
                    id(entry), UTC_CLOCK, CacheWarmer.FIRST_PATH, Optional.empty()))
        .toList();
  }

  @Test
  void responses_hot_before_the_start_are_warmed_hottest_first() {
    now = at(0, "12:00");
    warmer.warmAtStartup(wanted(20), Duration.ofMinutes(1));
    assertEquals(id(0), batches.getFirst().getFirst().memberId());
    assertInstanceOf(ResponseCache.Hit.class, lookUp(19));
    assertEquals(
        new StartupWarmingProgress.Statistics(StartupWarmingProgress.State.DONE, 20, 20, 20, 1),
        warmer.statistics().startup());
  }

  @Test
  void responses_requested_meanwhile_are_not_loaded_again() {
    now = at(0, "12:00");
    ResponseCache.Lead lead = assertInstanceOf(ResponseCache.Lead.class, lookUp(3));
    lead.ticket().store(new CachedResponse("{}".getBytes(UTF_8)));
    warmer.warmAtStartup(wanted(8), Duration.ofMinutes(1));
    assertEquals(7, warmer.statistics().startup().warmed());
    assertEquals(8, warmer.statistics().startup().done());
  }

  @Test
  void warming_at_startup_ends_at_its_time_limit() {
    now = at(0, "12:00");
    warmer.warmAtStartup(wanted(1_000), Duration.ofSeconds(1));
    StartupWarmingProgress.Statistics startup = warmer.statistics().startup();
    assertEquals(StartupWarmingProgress.State.CUT_SHORT, startup.state());
    assertEquals(160, startup.done(), "20 batches of 10 ms, with four times as much rest");
  }
}
