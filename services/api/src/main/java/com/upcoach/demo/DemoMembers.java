package com.upcoach.demo;

import com.upcoach.access.Role;
import com.upcoach.book.Book;
import com.upcoach.book.BookEdit;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Pause;
import com.upcoach.demo.AdherenceProfile.Archetype;
import com.upcoach.demo.HabitChoices.Choice;
import com.upcoach.demo.SignUpDates.SignUp;
import com.upcoach.input.UuidV7;
import com.upcoach.member.Member;
import com.upcoach.streak.DateRange;
import com.upcoach.streak.Streaks;
import com.upcoach.streak.Summary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/// Generates the members of a plan, each independently and in any order. Thread-safe.
public final class DemoMembers {

  private static final double GOES_ON_VACATION = 0.3;
  private static final double PAUSES_A_HABIT = 0.06;
  private static final int SHORTEST_LIFE_WITH_PAUSES = 21;

  private final DemoPlan plan;
  private final SignUpDates signUps;
  private final DemoGroups groups;

  public DemoMembers(DemoPlan plan) {
    this.plan = plan;
    this.signUps = new SignUpDates(plan);
    this.groups = new DemoGroups(plan, signUps);
  }

  /// Generates one member; members with higher numbers joined later.
  ///
  /// @param number 0 to one less than the plan's members. Number 0 is a steady member whose e-mail
  ///     depends on the seed only
  public DemoMember member(int number) {
    SplittableRandom random = plan.random(DemoPlan.Subject.MEMBER, number);
    Member member = profile(number, random);
    MemberDays days = new MemberDays(member.memberClock(), member.createdAt(), plan.moment());
    Archetype archetype = archetype(number, random);
    AdherenceProfile adherence = AdherenceProfile.of(archetype, days, random);
    List<Choice> choices = HabitChoices.draw(archetype, days, member.createdAt(), random);
    List<Pause> pauses = pauses(days, choices, random);

    CheckInGenerator generator = new CheckInGenerator(days, adherence, random);
    List<CheckIn> checkIns = new ArrayList<>();
    Map<UUID, Book.Page> pages = new LinkedHashMap<>();
    Map<UUID, Summary> summaries = new LinkedHashMap<>();
    for (Choice choice : choices) {
      var habit = choice.habit();
      var covering = Book.pausesOf(pauses, habit.id());
      List<CheckIn> history = generator.of(habit, choice.idea(), covering, choice.lastDay());
      var ledger = BookEdit.ledgerOf(habit, history);
      checkIns.addAll(history);
      pages.put(habit.id(), new Book.Page(habit, ledger));
      summaries.put(
          habit.id(),
          Streaks.summarise(
              habit.rules(member.firstWeekday(), member.memberClock().zone()),
              ledger,
              covering,
              days.today));
    }
    Book book =
        new Book(
            member.id(),
            0,
            member.memberClock(),
            member.firstWeekday(),
            Collections.unmodifiableMap(pages),
            pauses);
    return new DemoMember(
        member, book, checkIns, summaries, groups.of(number, member.createdAt(), random));
  }

  private Member profile(int number, SplittableRandom random) {
    SignUp signUp = signUps.of(number);
    NamesAndZones.Person person = NamesAndZones.draw(random);
    return new Member(
        signUp.id(),
        person.handle() + "." + (number + 1) + "@" + plan.domain(),
        person.name(),
        person.memberClock(),
        person.firstWeekday(),
        Role.MEMBER,
        signUp.at());
  }

  /// Most of the members who joined late are beginners.
  private Archetype archetype(int number, SplittableRandom random) {
    Archetype drawn = AdherenceProfile.draw(random);
    boolean begins = random.nextDouble() < 0.6;
    if (number == 0) {
      return Archetype.STEADY;
    }
    return signUps.late(number) && begins ? Archetype.BEGINNER : drawn;
  }

  private static List<Pause> pauses(
      MemberDays days, List<Choice> choices, SplittableRandom random) {
    List<Pause> pauses = new ArrayList<>();
    boolean vacation = random.nextDouble() < GOES_ON_VACATION;
    if (days.count() < SHORTEST_LIFE_WITH_PAUSES) {
      return List.of();
    }
    if (vacation) {
      LocalDate from = days.first.plusDays(random.nextInt(7, days.count()));
      pauses.add(
          pause(days, null, new DateRange(from, from.plusDays(random.nextInt(4, 16))), random));
    }
    for (Choice choice : choices) {
      if (random.nextDouble() < PAUSES_A_HABIT) {
        LocalDate from = days.first.plusDays(random.nextInt(7, days.count()));
        LocalDate to = random.nextBoolean() ? null : from.plusDays(random.nextInt(3, 30));
        pauses.add(pause(days, choice.habit().id(), new DateRange(from, to), random));
      }
    }
    return List.copyOf(pauses);
  }

  private static Pause pause(
      MemberDays days, UUID habitId, DateRange range, SplittableRandom random) {
    long at = days.at(range.from(), random.nextInt(7 * 60, 10 * 60));
    long createdAt = Math.min(at, days.moment.toEpochMilli());
    return new Pause(UuidV7.of(createdAt, random), habitId, range);
  }
}
