package com.upcoach.demo;

import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.demo.HabitIdea.Measure;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/// Generates the check-ins of a member, day by day.
final class CheckInGenerator {

  private static final double MAX_CHANCE = 0.985;
  private static final double SKIPPED = 0.12;
  private static final double FALLS_SHORT = 0.07;
  private static final double GOES_BEYOND = 0.3;
  private static final double OVER_LIMIT = 0.12;
  private static final double NOTED = 0.025;

  /// Share of check-ins recorded only the next morning.
  private static final double LATE = 0.05;

  private static final int MORNING_MINUTE = 8 * 60;
  private static final int MORNING_SPREAD = 50;

  /// Spread of a member's own time of day around the usual one, in minutes.
  private static final int OWN_HOUR_SPREAD = 45;

  private static final int MINUTE_MS = 60_000;

  private static final List<String> NOTES =
      List.of(
          "Felt easy today.",
          "Hard to get started, glad I did.",
          "Rainy, did it anyway.",
          "Short on time.",
          "With a friend 🙂",
          "A bit tired.",
          "Best one this week!",
          "Tried it in the morning instead.",
          "On the train.",
          "Slept badly, kept it short.",
          "New personal best.",
          "Almost forgot.");

  private final MemberDays days;
  private final AdherenceProfile adherence;
  private final SplittableRandom random;
  private final String zone;
  private final LocalTime dayStart;

  CheckInGenerator(MemberDays days, AdherenceProfile adherence, SplittableRandom random) {
    this.days = days;
    this.adherence = adherence;
    this.random = random;
    this.zone = days.memberClock.zone().getId();
    this.dayStart = days.memberClock.dayStart();
  }

  /// Generates the check-ins of a habit, oldest first.
  ///
  /// @param lastDay last day with check-ins
  List<CheckIn> of(Habit habit, HabitIdea idea, Pauses pauses, LocalDate lastDay) {
    int usual = varied(idea.time().minute(), OWN_HOUR_SPREAD);
    List<CheckIn> recorded = new ArrayList<>();
    boolean keptBefore = true;
    long age = 0;
    for (LocalDate day = habit.start(); !day.isAfter(lastDay); day = day.plusDays(1), age++) {
      if (pauses.contains(day)) {
        continue;
      }
      double dueWeight = dueWeight(habit.schedule(), day, age);
      boolean due = dueWeight > 0.5;
      double chance = adherence.chance(day, day.toEpochDay() - days.first.toEpochDay());
      double momentum = keptBefore ? 1.04 : 0.85;
      if (random.nextDouble() < Math.min(MAX_CHANCE, dueWeight * chance * idea.ease() * momentum)) {
        add(recorded, habit, idea, day, usual, false);
        keptBefore = true;
      } else if (due) {
        keptBefore = false;
        if (chance > 0 && random.nextDouble() < SKIPPED) {
          add(recorded, habit, idea, day, usual, true);
        }
      }
    }
    return recorded;
  }

  /// Weight with which a schedule makes a day due, 0 to about 1.
  private static double dueWeight(Schedule schedule, LocalDate day, long age) {
    return switch (schedule) {
      case Schedule.Daily() -> 1;
      case Schedule.Weekdays(Set<java.time.DayOfWeek> on) ->
          on.contains(day.getDayOfWeek()) ? 1 : 0.05;
      case Schedule.EveryNDays(int n) -> age % n == 0 ? 1 : 0.04;
      case Schedule.TimesPerWeek(int n) -> Math.min(1, n * 1.15 / 7);
      case Schedule.TimesInDays(int n, int inDays) -> Math.min(1, n * 1.2 / inDays);
    };
  }

  private void add(
      List<CheckIn> recorded,
      Habit habit,
      HabitIdea idea,
      LocalDate day,
      int usualMinute,
      boolean skipped) {
    OptionalLong at = at(day, usualMinute, idea.time().spread());
    if (at.isEmpty()) {
      return;
    }
    String note = random.nextDouble() < NOTED ? NOTES.get(random.nextInt(NOTES.size())) : null;
    recorded.add(
        new CheckIn(
            habit.id(),
            day,
            skipped ? 0 : amount(habit, idea.measure()),
            note,
            skipped,
            Instant.ofEpochMilli(at.getAsLong()),
            zone,
            dayStart));
  }

  /// Time of recording; empty where that is in the future.
  private OptionalLong at(LocalDate day, int usualMinute, int spread) {
    boolean late = random.nextDouble() < LATE;
    LocalDate on = late ? day.plusDays(1) : day;
    int minute = late ? varied(MORNING_MINUTE, MORNING_SPREAD) : varied(usualMinute, spread);
    int within = random.nextInt(MINUTE_MS);
    if (on.isAfter(days.today)) {
      return OptionalLong.empty();
    }
    long at = days.at(on, minute) + within;
    return at > days.moment.toEpochMilli() ? OptionalLong.empty() : OptionalLong.of(at);
  }

  private int varied(int minute, int spread) {
    return minute + (int) (random.nextGaussian() * spread);
  }

  private double amount(Habit habit, Measure measure) {
    if (measure.yesOrNo()) {
      return 1;
    }
    double target = habit.target();
    double chance = random.nextDouble();
    if (measure.kind() == Kind.LIMIT) {
      double over = measure.unlogged() == Unlogged.HELD ? 2 * OVER_LIMIT : OVER_LIMIT;
      return chance < over
          ? stepped(target * random.nextDouble(1.1, 2.2) + measure.step(), measure)
          : stepped(target * random.nextDouble(), measure);
    }
    if (chance < FALLS_SHORT) {
      return stepped(target * random.nextDouble(0.2, 0.9), measure);
    }
    return chance < FALLS_SHORT + GOES_BEYOND
        ? stepped(target * random.nextDouble(1, 1.6), measure)
        : target;
  }

  private static double stepped(double amount, Measure measure) {
    return Math.rint(amount / measure.step()) * measure.step();
  }
}
