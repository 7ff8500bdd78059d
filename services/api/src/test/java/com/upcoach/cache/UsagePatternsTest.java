package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.streak.MemberClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsagePatternsTest {

  private static final UUID ADA = new UUID(1, 1);
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final UsagePatterns patterns = new UsagePatterns(100);

  private static Caller member(UUID id, ZoneId zone, LocalTime dayStart) {
    return new Caller(
        id, new UUID(9, 9), Role.MEMBER, new MemberClock(zone, dayStart), DayOfWeek.MONDAY);
  }

  private static Caller ada() {
    return member(ADA, ZoneOffset.UTC, LocalTime.MIDNIGHT);
  }

  private static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }

  private List<UUID> expected(Instant at) {
    return patterns.expected(at, at.minus(Duration.ofMinutes(5)), 0.5).stream()
        .map(UsagePatterns.Expected::memberId)
        .toList();
  }

  /// Opens the app daily for four weeks.
  private void opensDaily(Caller caller, String time) {
    for (int day = 0; day < 28; day++) {
      patterns.recordVisit(
          caller,
          MONDAY
              .plusDays(day)
              .atTime(LocalTime.parse(time))
              .atZone(caller.memberClock().zone())
              .toInstant());
    }
  }

  @Test
  void a_member_who_opens_the_app_at_the_same_hour_each_day_is_expected_then() {
    opensDaily(ada(), "07:40");
    LocalDate monday = MONDAY.plusDays(28);
    assertEquals(List.of(ADA), expected(at(monday, "07:30")));
    assertEquals(List.of(ADA), expected(at(monday, "07:00")));
    assertEquals(List.of(), expected(at(monday, "08:00")));
    assertEquals(List.of(), expected(at(monday, "15:00")));
  }

  @Test
  void patterns_follow_the_members_time_zone_also_across_clock_changes() {
    Caller eve = member(ADA, BERLIN, LocalTime.MIDNIGHT);
    LocalDate last = LocalDate.parse("2027-03-27");
    for (int day = 28; day >= 0; day--) {
      patterns.recordVisit(eve, last.minusDays(day).atTime(7, 40).atZone(BERLIN).toInstant());
    }
    // 07:30 was 06:30 in UTC until the night before, and is 05:30 now.
    LocalDate summer = LocalDate.parse("2027-03-29");
    assertEquals(List.of(ADA), expected(at(summer, "05:30")));
    assertEquals(List.of(), expected(at(summer, "06:30")));
  }

  @Test
  void many_requests_of_one_visit_are_one_opening() {
    for (int day = 0; day < 28; day++) {
      for (int minute = 0; minute < 180; minute++) {
        patterns.recordVisit(
            ada(), at(MONDAY.plusDays(day), "07:40").plusSeconds(60L * minute + day));
      }
    }
    LocalDate monday = MONDAY.plusDays(28);
    assertEquals(List.of(ADA), expected(at(monday, "07:30")));
    assertEquals(List.of(), expected(at(monday, "08:30")));
    assertEquals(List.of(), expected(at(monday, "09:30")));
  }

  @Test
  void an_active_member_is_not_expected() {
    opensDaily(ada(), "07:40");
    LocalDate monday = MONDAY.plusDays(28);
    patterns.recordVisit(ada(), at(monday, "07:10"));
    assertEquals(List.of(), expected(at(monday, "07:30")));
  }

  @Test
  void a_member_whose_next_day_begins_first_is_not_expected_yet() {
    opensDaily(member(ADA, ZoneOffset.UTC, LocalTime.of(5, 30)), "05:40");
    Instant at = at(MONDAY.plusDays(28), "05:30");
    assertEquals(List.of(), expected(at), "its day is not there yet");
    assertEquals(1, patterns.expected(at, at, 0.5).size());
  }

  @Test
  void the_likeliest_members_are_first() {
    UUID eve = new UUID(2, 2);
    opensDaily(ada(), "07:40");
    for (int day = 0; day < 28; day += 7) {
      for (int of = 0; of < 4; of++) {
        patterns.recordVisit(
            member(eve, ZoneOffset.UTC, LocalTime.MIDNIGHT),
            at(MONDAY.plusDays(day + of), "07:40"));
      }
    }
    assertEquals(List.of(ADA, eve), expected(at(MONDAY.plusDays(28), "07:30")));
  }

  @Test
  void a_deleted_member_is_not_expected() {
    opensDaily(ada(), "07:40");
    patterns.forget(ADA);
    assertEquals(List.of(), expected(at(MONDAY.plusDays(28), "07:30")));
    assertEquals(0, patterns.size());
  }

  @Test
  void the_number_of_members_is_limited_and_the_oldest_are_evicted() {
    for (int member = 0; member < 10_000; member++) {
      Caller caller = member(new UUID(member, 7), ZoneOffset.UTC, LocalTime.MIDNIGHT);
      patterns.recordVisit(caller, at(MONDAY, "06:00").plusSeconds(60L * member));
      assertTrue(patterns.size() <= 100);
    }
    patterns.evictOldest();
    assertEquals(90, patterns.size());
    patterns.recordVisit(ada(), at(MONDAY, "23:00"));
    assertEquals(91, patterns.size());
    List<UUID> remaining =
        patterns.takeChanged(1_000).stream().map(UsagePatterns.Stored::memberId).toList();
    assertTrue(
        remaining.contains(ADA) && !remaining.contains(new UUID(0, 7)), "the first was here");
  }

  @Test
  void stored_patterns_are_restored() {
    opensDaily(ada(), "07:40");
    List<UsagePatterns.Stored> stored = patterns.takeChanged(10);
    assertEquals(1, stored.size());
    assertEquals(List.of(), patterns.takeChanged(10), "nothing has changed since");
    patterns.requeue(stored);
    assertEquals(1, patterns.takeChanged(10).size());

    UsagePatterns after = new UsagePatterns(100);
    LocalDate monday = MONDAY.plusDays(28);
    after.recordVisit(ada(), at(monday, "06:00"));
    after.restore(stored.getFirst(), ada().memberClock());
    Instant at = at(monday, "07:30");
    assertEquals(1, after.expected(at, at, 0.5).size());
  }
}
