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
import com.upcoach.streak.WallClock;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// With the real cache and real rhythms; time, the database and how busy the server is are made
/// up.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CacheWarmerTest {

  private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
  private static final WallClock WALL = new WallClock(ZoneOffset.UTC, LocalTime.MIDNIGHT);

  private Instant now = MONDAY;
  private boolean busy;
  private boolean ending;
  private final List<Duration> rests = new ArrayList<>();
  private final List<List<CacheWarmer.Wanted>> batches = new ArrayList<>();
  private final UsagePatterns rhythms = new UsagePatterns(5_000);
  private final Clock clock = new MovedClock();
  private final InvalidationBus changes = InvalidationBus.alone(new Generations(1 << 16));
  private final MemberResponseCache answers =
      new MemberResponseCache(
          64 << 20, changes, Optional.empty(), true, clock, this::nanos, () -> 0.5, rhythms::seen);

  /// What goes on in the server while an answer is being made.
  private Consumer<UUID> meanwhile = member -> {};

  private final CacheWarmer warmer =
      new CacheWarmer(rhythms, this::make, () -> !busy, this::rest, clock, this::nanos);

  private final class MovedClock extends Clock {
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
    return !ending;
  }

  /// A batch takes ten milliseconds.
  private List<Optional<UsageMarker>> make(List<CacheWarmer.Wanted> wanted) {
    batches.add(List.copyOf(wanted));
    now = now.plusMillis(10);
    return wanted.stream().map(this::make).toList();
  }

  private Optional<UsageMarker> make(CacheWarmer.Wanted wanted) {
    return answers
        .ahead(
            CachePolicy.of(wanted.path()).orElseThrow(),
            wanted.memberId(),
            wanted.wall().dayOf(now),
            wanted.path(),
            wanted.fresh())
        .map(
            ahead -> {
              meanwhile.accept(wanted.memberId());
              ahead.ticket().keep(new CachedResponse("{}".getBytes(UTF_8)));
              return ahead.warmth();
            });
  }

  private static UUID id(int member) {
    return new UUID(member, 1);
  }

  private static Caller caller(int member) {
    return new Caller(id(member), new UUID(9, 9), Role.MEMBER, WALL, DayOfWeek.MONDAY);
  }

  private ResponseCache.Found looks(int member) {
    return answers.find(CachePolicy.TODAY, caller(member), "/v1/today", null).orElseThrow();
  }

  private static Instant at(int day, String time) {
    return MONDAY
        .plus(Duration.ofDays(day))
        .plus(Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(time)));
  }

  /// So many members open the app at 07:40 for two weeks.
  private void learn(int members) {
    for (int day = 0; day < 14; day++) {
      for (int member = 0; member < members; member++) {
        rhythms.seen(caller(member), at(day, "07:40"));
      }
    }
  }

  private int warmed() {
    return batches.stream().mapToInt(List::size).sum();
  }

  /// A turn every 15 seconds from one time of a day to another.
  private void turns(int day, String from, String to) {
    now = at(day, from);
    while (now.isBefore(at(day, to))) {
      warmer.turn();
      now = now.plusSeconds(15);
    }
  }

  @Test
  void a_members_day_is_there_when_it_looks_at_its_usual_hour() {
    learn(1);
    turns(14, "06:00", "06:50");
    assertEquals(0, warmed(), "too early");
    turns(14, "06:50", "07:05");
    assertEquals(1, warmed(), "once, however many turns there are");
    now = at(14, "07:41");
    assertInstanceOf(ResponseCache.Hit.class, looks(0));
    turns(14, "07:41", "08:10");
    WarmingBudget.Figures figures = warmer.figures().rhythm();
    assertEquals(1, figures.used());
    assertEquals(0, figures.unused());
    assertEquals(Optional.of(1.0), figures.precision());
    assertEquals(1, answers.figures().getFirst().hits());
    assertEquals(0, answers.figures().getFirst().misses());
    assertEquals(1.0, WarmingJson.of(true, warmer.figures()).predicted().precision());
  }

  @Test
  void what_was_made_for_nobody_is_told() {
    learn(3);
    turns(14, "06:50", "07:40");
    looks(2);
    assertEquals(3, warmer.figures().rhythm().waiting());
    turns(14, "07:40", "08:10");
    WarmingBudget.Figures figures = warmer.figures().rhythm();
    assertEquals(1, figures.used());
    assertEquals(2, figures.unused());
    assertEquals(0, figures.waiting());
  }

  @Test
  void nothing_is_ever_made_while_the_server_has_other_things_to_do() {
    learn(50);
    busy = true;
    turns(14, "06:50", "08:00");
    assertEquals(0, warmed());
    warmer.warmHot(wanted(20), Duration.ofMinutes(1));
    assertEquals(0, warmed());
    assertEquals(StartupWarmingProgress.State.CUT_SHORT, warmer.figures().hot().state());
  }

  @Test
  void it_leaves_off_as_soon_as_the_server_has_something_to_do_and_goes_on_later() {
    learn(50);
    meanwhile = member -> busy = warmed() >= 16;
    now = at(14, "06:56");
    warmer.turn();
    assertEquals(16, warmed(), "the batch under way, and none after it");
    warmer.turn();
    assertEquals(16, warmed());
    busy = false;
    meanwhile = member -> {};
    warmer.turn();
    assertEquals(50, warmed());
  }

  @Test
  void it_goes_in_small_batches_and_rests_four_times_as_long_as_each_took() {
    learn(50);
    now = at(14, "06:56");
    warmer.turn();
    assertEquals(List.of(8, 8, 8, 8, 8, 8, 2), batches.stream().map(List::size).toList());
    rests.forEach(one -> assertEquals(Duration.ofMillis(40), one));
    assertEquals(7, rests.size());
  }

  @Test
  void nothing_is_begun_once_the_server_is_ending() {
    learn(50);
    ending = true;
    now = at(14, "06:56");
    warmer.turn();
    assertEquals(8, warmed());
    warmer.warmHot(wanted(20), Duration.ofMinutes(1));
    assertEquals(16, warmed());
  }

  @Test
  void what_is_overtaken_by_a_write_is_not_kept() {
    learn(1);
    meanwhile = member -> answers.forget(MemberResponseCache.tag(member));
    turns(14, "06:50", "07:05");
    assertEquals(1, warmed());
    assertInstanceOf(ResponseCache.Lead.class, looks(0));
  }

  @Test
  void below_break_even_it_stops_and_tries_again_later_with_few() {
    learn(300);
    turns(14, "06:50", "08:10");
    assertEquals(WarmingBudget.TRIAL, warmed(), "a trial, of which nobody looks");
    assertEquals(WarmingBudget.State.STOPPED, warmer.figures().rhythm().state());
    assertEquals(Optional.of(0.0), warmer.figures().rhythm().precision());
    turns(14, "08:10", "13:00");
    assertEquals(WarmingBudget.TRIAL, warmed());
    turns(15, "06:50", "07:40");
    assertEquals(2 * WarmingBudget.TRIAL, warmed(), "the next trial");
    batches.stream()
        .skip(WarmingBudget.TRIAL / CacheWarmer.BATCH + 1)
        .flatMap(List::stream)
        .forEach(one -> looks((int) one.memberId().getMostSignificantBits()));
    turns(15, "07:40", "08:10");
    assertEquals(WarmingBudget.State.RUNNING, warmer.figures().rhythm().state());
    turns(16, "06:50", "07:40");
    assertTrue(warmed() > 4 * WarmingBudget.TRIAL, warmed() + " are warmed");
  }

  private static List<CacheWarmer.Wanted> wanted(int members) {
    return IntStream.range(0, members)
        .mapToObj(one -> new CacheWarmer.Wanted(id(one), WALL, CacheWarmer.FIRST, Optional.empty()))
        .toList();
  }

  @Test
  void what_was_hot_before_the_start_is_there_again_the_hottest_first() {
    now = at(0, "12:00");
    warmer.warmHot(wanted(20), Duration.ofMinutes(1));
    assertEquals(id(0), batches.getFirst().getFirst().memberId());
    assertInstanceOf(ResponseCache.Hit.class, looks(19));
    assertEquals(
        new StartupWarmingProgress.Figures(StartupWarmingProgress.State.DONE, 20, 20, 20, 1),
        warmer.figures().hot());
  }

  @Test
  void what_members_have_asked_for_meanwhile_is_not_made_a_second_time() {
    now = at(0, "12:00");
    ResponseCache.Lead lead = assertInstanceOf(ResponseCache.Lead.class, looks(3));
    lead.ticket().keep(new CachedResponse("{}".getBytes(UTF_8)));
    warmer.warmHot(wanted(8), Duration.ofMinutes(1));
    assertEquals(7, warmer.figures().hot().warmed());
    assertEquals(8, warmer.figures().hot().done());
  }

  @Test
  void after_its_time_what_is_left_of_what_was_hot_is_left() {
    now = at(0, "12:00");
    warmer.warmHot(wanted(1_000), Duration.ofSeconds(1));
    StartupWarmingProgress.Figures hot = warmer.figures().hot();
    assertEquals(StartupWarmingProgress.State.CUT_SHORT, hot.state());
    assertEquals(160, hot.done(), "20 batches of 10 ms, with four times as much rest");
  }
}
