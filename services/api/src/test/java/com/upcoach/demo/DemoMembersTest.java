package com.upcoach.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.Book;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.streak.MemberClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoMembersTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Instant MOMENT = Instant.parse("2026-11-23T15:04:05.678Z");
  private static final int MEMBERS = 400;
  private static final int DAYS = 270;

  private final DemoPlan plan = new DemoPlan(SEED, MEMBERS, DAYS, MOMENT);
  private final DemoMembers people = new DemoMembers(plan);

  @Test
  void equal_plans_make_equal_members_in_any_order() {
    List<DemoMember> forwards = all();
    DemoMembers others = new DemoMembers(new DemoPlan(SEED, MEMBERS, DAYS, MOMENT));
    for (int number = MEMBERS - 1; number >= 0; number--) {
      assertEquals(forwards.get(number), others.member(number), says(number));
    }
  }

  @Test
  void another_seed_makes_other_members() {
    DemoMembers others = new DemoMembers(new DemoPlan(SEED + 1, MEMBERS, DAYS, MOMENT));
    Set<UUID> ids = new HashSet<>();
    Set<String> emails = new HashSet<>();
    for (int number = 0; number < MEMBERS; number++) {
      for (DemoMember demoMember : List.of(people.member(number), others.member(number))) {
        assertTrue(ids.add(demoMember.member().id()), says(number));
        assertTrue(emails.add(demoMember.member().email()), says(number));
        for (UUID habitId : demoMember.book().pages().keySet()) {
          assertTrue(ids.add(habitId), says(number));
        }
      }
    }
  }

  @Test
  void the_first_members_email_follows_from_the_seed_alone() {
    String email = people.member(0).member().email();
    for (int days : List.of(1, 30, 900)) {
      DemoPlan other = new DemoPlan(SEED, 7, days, MOMENT.minusSeconds(99_999));
      assertEquals(email, new DemoMembers(other).member(0).member().email(), says(0));
    }
  }

  @Test
  void nothing_happens_after_the_moment_nor_before_its_time() {
    for (DemoMember demoMember : all()) {
      String says = "seed " + SEED + " " + demoMember.member();
      assertFalse(demoMember.member().createdAt().isAfter(MOMENT), says);
      assertFalse(demoMember.member().createdAt().isBefore(plan.beginning()), says);
      MemberClock memberClock = demoMember.member().memberClock();
      for (Book.Page page : demoMember.book().pages().values()) {
        assertFalse(page.habit().createdAt().isAfter(MOMENT), says);
        assertEquals(memberClock.dayOf(page.habit().createdAt()), page.habit().start(), says);
      }
      for (CheckIn checkIn : demoMember.checkIns()) {
        Habit habit = demoMember.book().page(checkIn.habitId()).orElseThrow().habit();
        LocalDate written = memberClock.dayOf(checkIn.at());
        assertFalse(checkIn.at().isAfter(MOMENT), () -> says + checkIn);
        assertFalse(checkIn.day().isBefore(habit.start()), () -> says + checkIn);
        assertTrue(
            habit.end() == null || !checkIn.day().isAfter(habit.end()), () -> says + checkIn);
        assertTrue(
            written.equals(checkIn.day()) || written.equals(checkIn.day().plusDays(1)),
            () -> says + checkIn);
      }
      demoMember
          .group()
          .ifPresent(membership -> assertFalse(membership.joinedAt().isAfter(MOMENT), says));
    }
  }

  @Test
  void members_habits_and_check_ins_come_in_the_order_of_their_keys() {
    Comparator<CheckIn> byKey = Comparator.comparing(CheckIn::habitId).thenComparing(CheckIn::day);
    UUID before = new UUID(0, 0);
    for (DemoMember demoMember : all()) {
      assertTrue(before.compareTo(demoMember.member().id()) < 0, "seed " + SEED);
      before = demoMember.member().id();
      List<CheckIn> checkIns = demoMember.checkIns();
      for (int i = 1; i < checkIns.size(); i++) {
        assertTrue(
            byKey.compare(checkIns.get(i - 1), checkIns.get(i)) < 0,
            "seed " + SEED + " " + checkIns.get(i));
      }
    }
  }

  @Test
  void members_are_as_diverse_as_real_ones() {
    List<DemoMember> all = all();
    List<Habit> habits =
        all.stream()
            .flatMap(demoMember -> demoMember.book().pages().values().stream())
            .map(Book.Page::habit)
            .toList();
    double each = (double) habits.size() / MEMBERS;
    assertTrue(each > 4 && each < 5.5, "seed " + SEED + ": habits each " + each);
    assertTrue(
        all.stream().allMatch(demoMember -> between(1, demoMember.book().pages().size(), 8)),
        says(0));
    assertEquals(
        5, habits.stream().map(demoMember -> demoMember.schedule().getClass()).distinct().count());
    assertEquals(2, habits.stream().map(Habit::kind).distinct().count());
    Set<ZoneId> zones =
        all.stream()
            .map(demoMember -> demoMember.member().memberClock().zone())
            .collect(Collectors.toSet());
    assertTrue(zones.size() >= 10, "seed " + SEED + ": " + zones);
    assertTrue(all.stream().anyMatch(demoMember -> !demoMember.book().pauses().isEmpty()), says(0));
    assertTrue(all.stream().anyMatch(DemoMember::founded), says(0));
    List<CheckIn> checkIns =
        all.stream().flatMap(demoMember -> demoMember.checkIns().stream()).toList();
    assertTrue(checkIns.stream().anyMatch(CheckIn::skipped), says(0));
    assertTrue(checkIns.stream().anyMatch(demoMember -> demoMember.note() != null), says(0));
    assertTrue(
        checkIns.stream()
            .anyMatch(demoMember -> demoMember.at().isAfter(MOMENT.minusSeconds(86_400))),
        "seed " + SEED + ": the last day is alive");
  }

  @Test
  void numbers_out_of_range_are_refused_with_their_name() {
    assertThrows(IllegalArgumentException.class, () -> new DemoPlan(1, 0, 30, MOMENT));
    assertThrows(
        IllegalArgumentException.class, () -> new DemoPlan(1, 1, DemoPlan.MAX_DAYS + 1, MOMENT));
  }

  @Test
  void the_shortest_history_is_one_day() {
    DemoMembers newcomers = new DemoMembers(new DemoPlan(SEED, 50, 1, MOMENT));
    for (int number = 0; number < 50; number++) {
      assertFalse(newcomers.member(number).book().pages().isEmpty(), says(number));
    }
  }

  private List<DemoMember> all() {
    return IntStream.range(0, MEMBERS).mapToObj(people::member).toList();
  }

  private static boolean between(int least, int number, int most) {
    return least <= number && number <= most;
  }

  private static String says(int number) {
    return "seed " + SEED + ", member " + number;
  }
}
