package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Tests every clock change of every time zone from 1970 to 2037 against an oracle without gaps and
/// overlaps: it takes the local date, and never lets a day go back.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MemberClockInEveryZoneTest {

  private static final Instant FROM = Instant.parse("1970-01-01T00:00:00Z");
  private static final long SINCE_1900 = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
  private static final Instant TO = Instant.parse("2038-01-01T00:00:00Z");
  private static final Duration AROUND = Duration.ofHours(30);
  private static final List<LocalTime> DAY_STARTS =
      List.of(
          LocalTime.of(0, 0),
          LocalTime.of(0, 30),
          LocalTime.of(2, 0),
          LocalTime.of(2, 30),
          LocalTime.of(3, 0),
          LocalTime.of(6, 0));

  @Test
  void days_never_run_backwards_around_any_clock_change() {
    int changes = 0;
    for (ZoneId zone : zonesWithDifferentRules()) {
      for (ZoneOffsetTransition change : changes(zone)) {
        NavigableSet<Instant> instants = instantsAround(change.getInstant());
        for (LocalTime dayStart : DAY_STARTS) {
          compareWithOracle(new MemberClock(zone, dayStart), instants);
        }
        changes++;
      }
    }
    assertTrue(changes > 10_000, "only " + changes + " clock changes walked");
  }

  @Test
  void every_minute_agrees_around_the_most_unusual_clock_changes() {
    List<ZoneOffsetTransition> odd = new ArrayList<>();
    for (ZoneId zone : zonesWithDifferentRules()) {
      for (ZoneOffsetTransition change : changes(zone)) {
        boolean overTwoHours = change.getDuration().abs().compareTo(Duration.ofHours(2)) > 0;
        if (overTwoHours) {
          odd.add(change);
          walkMinutes(zone, change.getInstant());
        }
      }
    }
    for (String zone : List.of("America/Havana", "Asia/Beirut", "Australia/Lord_Howe")) {
      ZoneId id = ZoneId.of(zone);
      changes(id).stream()
          .filter(change -> change.getInstant().isAfter(Instant.parse("2024-01-01T00:00:00Z")))
          .limit(4)
          .forEach(change -> walkMinutes(id, change.getInstant()));
    }
    assertFalse(odd.isEmpty());
  }

  @Test
  void a_date_is_a_day_in_a_zone_if_the_local_date_ever_occurred() {
    Map<String, LocalDate> missing = new TreeMap<>();
    for (ZoneId zone : zonesWithDifferentRules()) {
      MemberClock clock = new MemberClock(zone, LocalTime.of(3, 0));
      ZoneRules rules = zone.getRules();
      BitSet seen = new BitSet();
      // The steps may miss a date that lasted less than six hours.
      for (long second = SINCE_1900; second < TO.getEpochSecond(); second += 21_600) {
        int offset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        seen.set((int) Math.floorDiv(second - SINCE_1900 + offset, 86_400L) + 1);
      }
      for (int number = 1; number < 50_000; number++) {
        LocalDate day = LocalDate.of(1900, 1, 1).plusDays(number);
        boolean shown = seen.get(number + 1) || NaiveHabit.shown(zone, day);
        if (shown != clock.hasDay(day)) {
          assertEquals(shown, clock.hasDay(day), zone + " " + day);
        }
        if (!shown) {
          missing.put(zone.getId(), day);
        }
      }
    }
    assertEquals(LocalDate.of(2011, 12, 30), missing.get("Pacific/Apia"));
    assertEquals(LocalDate.of(2011, 12, 30), missing.get("Pacific/Fakaofo"));
    assertTrue(missing.size() >= 5, missing::toString);
  }

  private static void walkMinutes(ZoneId zone, Instant change) {
    NavigableSet<Instant> minutes = new TreeSet<>();
    for (Instant i = change.minus(AROUND); i.isBefore(change.plus(AROUND)); i = i.plusSeconds(60)) {
      minutes.add(i);
    }
    minutes.add(change.minusMillis(1));
    DAY_STARTS.forEach(start -> compareWithOracle(new MemberClock(zone, start), minutes));
  }

  private static void compareWithOracle(MemberClock clock, NavigableSet<Instant> instants) {
    LocalDate latest = LocalDate.MIN;
    for (Instant instant : instants) {
      LocalDate naive = naiveDay(clock, instant);
      LocalDate previous = latest;
      latest = naive.isAfter(latest) ? naive : latest;
      LocalDate day = clock.dayOf(instant);
      if (!day.equals(latest)) {
        assertEquals(latest, day, clock + " at " + instant);
      }
      if (!latest.equals(previous)) {
        Instant start = clock.startOf(day);
        assertFalse(start.isAfter(instant), () -> clock + " starts late on " + instant);
        assertEquals(day, clock.dayOf(start), () -> clock + " on " + start);
        assertTrue(
            clock.dayOf(start.minusMillis(1)).isBefore(day), () -> clock + " before " + start);
      }
    }
  }

  private static LocalDate naiveDay(MemberClock clock, Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, clock.zone());
    LocalDate day = local.minusNanos(clock.dayStart().toNanoOfDay()).toLocalDate();
    while (!NaiveHabit.shown(clock.zone(), day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /// Instants around a clock change: hourly over 30 hours on both sides, every 15 minutes within 4
  /// hours, and close to the change.
  private static NavigableSet<Instant> instantsAround(Instant change) {
    NavigableSet<Instant> instants = new TreeSet<>();
    for (int hour = -30; hour <= 30; hour++) {
      instants.add(change.plusSeconds(hour * 3600L));
    }
    for (int quarter = -16; quarter <= 16; quarter++) {
      instants.add(change.plusSeconds(quarter * 900L));
    }
    instants.add(change.minusMillis(1));
    instants.add(change.plusMillis(1));
    return instants;
  }

  /// One time zone for each set of rules: most of the 600 names are aliases.
  private static List<ZoneId> zonesWithDifferentRules() {
    Set<ZoneRules> seen = new HashSet<>();
    return ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .filter(zone -> seen.add(zone.getRules()))
        .toList();
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition change = zone.getRules().nextTransition(FROM);
    while (change != null && change.getInstant().isBefore(TO)) {
      changes.add(change);
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }
}
