package com.upcoach.archive;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Random members with habits of every shape and texts of every kind, from a seed.
public final class RandomHistory {

  private static final List<String> TEXTS =
      List.of(
          "Read",
          "=HYPERLINK(\"http://example.org\")",
          "+1",
          "-2",
          "@home",
          "\ttab",
          "two\nlines, \"quoted\"",
          "\uD83E\uDDD8 sit",
          "Fu\u00DFball \u2028 \u00A0x",
          " spaces around ");

  private final Random random;

  public RandomHistory(long seed) {
    this.random = new Random(seed);
  }

  /// Returns another archive at each call.
  public Archive archive() {
    List<Archive.Habit> habits = new ArrayList<>();
    long entries = 0;
    for (int i = random.nextInt(6); i > 0; i--) {
      Archive.Habit habit = habit();
      habits.add(habit);
      entries += habit.entries().size();
    }
    return new Archive(
        Archive.Source.UPCOACH,
        Optional.of(
            new Archive.Member(text(), zone(), dayStart(), DayOfWeek.of(1 + random.nextInt(7)))),
        habits,
        pauses(habits),
        new RecordTally(entries, entries, 0, Map.of(), 0),
        List.of(),
        List.of(),
        List.of());
  }

  private Archive.Habit habit() {
    LocalDate start = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2_000));
    return new Archive.Habit(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        text(),
        textOrNull(),
        random.nextBoolean() ? Kind.DO : Kind.LIMIT,
        textOrNull(),
        1 + amount(),
        random.nextBoolean() ? Unlogged.HELD : Unlogged.MISSED,
        random.nextBoolean() ? null : "#%06x".formatted(random.nextInt(1 << 24)),
        textOrNull(),
        start,
        random.nextBoolean() ? null : start.plusDays(100),
        random.nextBoolean(),
        schedule(),
        entries(start),
        Optional.empty(),
        random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt()),
        true);
  }

  private Schedule schedule() {
    return switch (random.nextInt(5)) {
      case 0 -> new Schedule.Daily();
      case 1 -> {
        EnumSet<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        days.add(DayOfWeek.of(1 + random.nextInt(7)));
        yield new Schedule.Weekdays(days);
      }
      case 2 -> new Schedule.EveryNDays(1 + random.nextInt(365));
      case 3 -> new Schedule.TimesPerWeek(1 + random.nextInt(7));
      default -> new Schedule.TimesInDays(1 + random.nextInt(7), 7 + random.nextInt(359));
    };
  }

  private List<Archive.Entry> entries(LocalDate start) {
    List<Archive.Entry> entries = new ArrayList<>();
    LocalDate day = start;
    for (int i = random.nextInt(60); i > 0; i--) {
      Instant at = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
      Optional<Archive.Stamp> stamp =
          random.nextInt(4) == 0
              ? Optional.empty()
              : Optional.of(new Archive.Stamp(at, zone(), dayStart()));
      boolean noteAlone = random.nextInt(8) == 0;
      entries.add(
          new Archive.Entry(
              day,
              noteAlone ? 0 : amount(),
              textOrNull(),
              !noteAlone && random.nextInt(5) == 0,
              stamp,
              noteAlone));
      day = day.plusDays(1 + random.nextInt(3));
    }
    return entries;
  }

  private List<Archive.Pause> pauses(List<Archive.Habit> habits) {
    List<Archive.Pause> pauses = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      LocalDate from = LocalDate.of(2020, 1, 1).plusDays(i * 30L);
      pauses.add(
          new Archive.Pause(
              new UUID(random.nextLong(), random.nextLong()).toString(),
              habits.isEmpty() ? null : habits.getFirst().key(),
              from,
              random.nextBoolean() ? null : from));
    }
    return pauses;
  }

  private double amount() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(20_000);
      case 2 -> random.nextInt(20_000) / 1000.0;
      default -> random.nextDouble() * Math.pow(10, random.nextInt(32) - 20);
    };
  }

  private ZoneId zone() {
    return ZoneId.of(
        List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia").get(random.nextInt(4)));
  }

  private LocalTime dayStart() {
    return LocalTime.of(random.nextInt(6), random.nextInt(60));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private String textOrNull() {
    return random.nextBoolean() ? null : text();
  }
}
