package com.upcoach.demo;

import com.upcoach.book.Habit;
import com.upcoach.demo.AdherenceProfile.Archetype;
import com.upcoach.input.UuidV7;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// Draws which habits a member takes up, and when.
final class HabitChoices {

  private static final WeightedChoice<Integer> HOW_MANY =
      new WeightedChoice<Integer>()
          .with(5, 1)
          .with(8, 2)
          .with(13, 3)
          .with(17, 4)
          .with(19, 5)
          .with(15, 6)
          .with(12, 7)
          .with(11, 8);

  private static final int MAX_OF_BEGINNERS = 3;
  private static final double AT_SIGN_UP = 0.65;
  private static final double ENDS = 0.03;
  private static final double ARCHIVED = 0.05;
  private static final double NOTED = 0.1;
  private static final int SHORTEST_LIFE = 14;
  private static final long HOUR_MS = 3_600_000;

  private HabitChoices() {}

  /// A habit that a member took up.
  ///
  /// @param lastDay last day on which anything can be recorded for it
  record Choice(Habit habit, HabitIdea idea, LocalDate lastDay) {}

  /// Draws one to eight habits, in the order of their ids.
  static List<Choice> draw(
      Archetype archetype, MemberDays days, Instant joined, SplittableRandom random) {
    int drawn = HOW_MANY.draw(random);
    int count = archetype == Archetype.BEGINNER ? Math.min(drawn, MAX_OF_BEGINNERS) : drawn;
    List<Choice> choices = new ArrayList<>();
    for (HabitIdea idea : ideas(count, random)) {
      choices.add(choice(idea, days, joined.toEpochMilli(), random));
    }
    choices.sort(Comparator.comparing(choice -> choice.habit().id()));
    return choices;
  }

  /// Draws distinct ideas.
  private static List<HabitIdea> ideas(int count, SplittableRandom random) {
    HabitIdea[] ideas = HabitIdeas.ALL.toArray(HabitIdea[]::new);
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, ideas.length);
      HabitIdea swapped = ideas[i];
      ideas[i] = ideas[other];
      ideas[other] = swapped;
    }
    return Arrays.asList(ideas).subList(0, count);
  }

  private static Choice choice(
      HabitIdea idea, MemberDays days, long joined, SplittableRandom random) {
    long life = Math.max(1, days.moment.toEpochMilli() - joined);
    long createdAt =
        joined
            + (random.nextDouble() < AT_SIGN_UP
                ? random.nextLong(Math.min(life, HOUR_MS))
                : random.nextLong(Math.max(1, life * 6 / 10)));
    LocalDate start = days.memberClock.dayOf(Instant.ofEpochMilli(createdAt));
    long age = days.today.toEpochDay() - start.toEpochDay();
    boolean ends = random.nextDouble() < ENDS && age > SHORTEST_LIFE;
    boolean archived = random.nextDouble() < ARCHIVED && age > SHORTEST_LIFE && !ends;
    LocalDate lastDay =
        ends || archived ? start.plusDays(random.nextLong(SHORTEST_LIFE, age + 1)) : days.today;
    Habit habit =
        new Habit(
            UuidV7.of(createdAt, random),
            idea.title(),
            random.nextDouble() < NOTED ? "Small steps, every time." : null,
            idea.measure().kind(),
            idea.measure().unit(),
            one(idea.measure().targets(), random),
            idea.measure().unlogged(),
            idea.color(),
            idea.icon(),
            start,
            ends ? lastDay : null,
            archived,
            one(idea.schedules(), random),
            1,
            Instant.ofEpochMilli(createdAt));
    return new Choice(habit, idea, lastDay);
  }

  private static <T> T one(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
