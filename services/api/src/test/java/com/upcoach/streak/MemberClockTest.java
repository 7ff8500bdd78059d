package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MemberClockTest {

  @Test
  void the_hours_before_the_day_starts_belong_to_the_day_before() {
    MemberClock clock = clock("Europe/Berlin", "03:00");

    assertEquals(day("2026-11-22"), clock.dayOf(at("2026-11-23T02:59:59", "+01:00")));
    assertEquals(day("2026-11-23"), clock.dayOf(at("2026-11-23T03:00:00", "+01:00")));
    assertEquals(at("2026-11-23T03:00:00", "+01:00"), clock.startOf(day("2026-11-23")));
  }

  @Test
  void a_day_start_in_a_clock_gap_is_the_end_of_the_gap() {
    MemberClock clock = clock("Europe/Berlin", "02:30");

    assertEquals(at("2026-03-29T03:00:00", "+02:00"), clock.startOf(day("2026-03-29")));
    assertEquals(day("2026-03-28"), clock.dayOf(at("2026-03-29T01:59:59", "+01:00")));
    assertEquals(day("2026-03-29"), clock.dayOf(at("2026-03-29T03:00:00", "+02:00")));
  }

  @Test
  void a_day_that_has_begun_does_not_begin_again_when_clocks_go_back() {
    MemberClock clock = clock("Europe/Berlin", "02:30");

    assertEquals(at("2026-10-25T02:30:00", "+02:00"), clock.startOf(day("2026-10-25")));
    assertEquals(day("2026-10-25"), clock.dayOf(at("2026-10-25T02:59:59", "+02:00")));
    assertEquals(day("2026-10-25"), clock.dayOf(at("2026-10-25T02:10:00", "+01:00")));
  }

  @Test
  void clocks_going_back_over_midnight_do_not_bring_yesterday_back() {
    MemberClock havana = clock("America/Havana", "00:00");
    assertEquals(day("2026-11-01"), havana.dayOf(at("2026-11-01T00:30:00", "-04:00")));
    assertEquals(day("2026-11-01"), havana.dayOf(at("2026-11-01T00:30:00", "-05:00")));

    MemberClock beirut = clock("Asia/Beirut", "00:00");
    assertEquals(day("2026-10-24"), beirut.dayOf(at("2026-10-24T23:30:00", "+03:00")));
    assertEquals(day("2026-10-24"), beirut.dayOf(at("2026-10-24T23:30:00", "+02:00")));
    assertEquals(day("2026-10-25"), beirut.dayOf(at("2026-10-25T00:00:00", "+02:00")));
  }

  @Test
  void a_missing_date_contains_no_instant() {
    MemberClock apia = clock("Pacific/Apia", "00:00");
    Instant jump = at("2011-12-31T00:00:00", "+14:00");

    assertEquals(day("2011-12-29"), apia.dayOf(jump.minusNanos(1)));
    assertEquals(day("2011-12-31"), apia.dayOf(jump));
    assertEquals(jump, apia.startOf(day("2011-12-30")));
    assertEquals(jump, apia.startOf(day("2011-12-31")));

    MemberClock kwajalein = clock("Pacific/Kwajalein", "00:00");
    assertEquals(kwajalein.startOf(day("1993-08-22")), kwajalein.startOf(day("1993-08-21")));
  }

  @Test
  void a_missing_date_is_no_day_for_any_day_start() {
    MemberClock apia = clock("Pacific/Apia", "03:00");
    Instant jump = at("2011-12-31T00:00", "+14:00");

    assertEquals(day("2011-12-29"), apia.dayOf(jump.minusNanos(1)));
    assertEquals(day("2011-12-29"), apia.dayOf(jump));
    assertEquals(day("2011-12-29"), apia.dayOf(at("2011-12-31T02:59", "+14:00")));
    assertEquals(day("2011-12-31"), apia.dayOf(at("2011-12-31T03:00", "+14:00")));
    assertEquals(at("2011-12-31T03:00", "+14:00"), apia.startOf(day("2011-12-30")));
    assertFalse(apia.hasDay(day("2011-12-30")));
    assertTrue(apia.hasDay(day("2011-12-29")));
    assertTrue(apia.hasDay(day("2011-12-31")));
    assertTrue(clock("Pacific/Honolulu", "03:00").hasDay(day("2011-12-30")));
  }

  @Test
  void a_date_that_a_zone_had_twice_is_one_long_day() {
    MemberClock juneau = clock("America/Juneau", "00:00");
    Instant change =
        ZoneId.of("America/Juneau").getRules().nextTransition(Instant.MIN).getInstant();

    LocalDate last = juneau.dayOf(change.minusSeconds(1));
    assertEquals(last, juneau.dayOf(change));
    assertEquals(last, juneau.dayOf(change.plusSeconds(60 * 60 * 8)));
  }

  @Test
  void a_day_starts_between_midnight_and_six() {
    assertThrows(IllegalArgumentException.class, () -> clock("UTC", "06:01"));
    assertThrows(IllegalArgumentException.class, () -> clock("UTC", "23:00"));
    assertEquals(LocalTime.of(6, 0), clock("UTC", "06:00").dayStart());
  }

  private static MemberClock clock(String zone, String dayStart) {
    return new MemberClock(ZoneId.of(zone), LocalTime.parse(dayStart));
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  private static Instant at(String local, String offset) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.of(offset));
  }
}
