package com.upcoach.streak;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A generator of random habits with histories: equal seeds give equal histories.
final class Histories {

  private static final double[] TARGETS = {1, 2, 3, 8, 0.3, 30};
  private static final LocalDate EPOCH = LocalDate.of(2026, 1, 1);

  /// Time zones with a missing date, with the date.
  private static final Map<ZoneId, LocalDate> MISSING_DATES =
      Map.of(
          ZoneId.of("Pacific/Apia"), LocalDate.of(2011, 12, 30),
          ZoneId.of("Pacific/Kwajalein"), LocalDate.of(1993, 8, 21),
          ZoneId.of("Pacific/Kiritimati"), LocalDate.of(1994, 12, 31));

  /// A habit in both forms: for the oracle, and for the code under test.
  record History(NaiveHabit naive, Map<LocalDate, Mark> marks, Pauses pauses) {}

  private final Random random;
  private final Class<? extends Schedule> shape;
  private final Kind kind;

  Histories(long seed, Class<? extends Schedule> shape, Kind kind) {
    this.random = new Random(seed);
    this.shape = shape;
    this.kind = kind;
  }

  History next() {
    return next(random.nextInt(12) == 0 ? 1 + random.nextInt(150) : 1 + random.nextInt(45));
  }

  /// A history over a number of days up to its today.
  History next(int days) {
    ZoneId zone = random.nextInt(8) == 0 ? anyOf(MISSING_DATES.keySet()) : ZoneOffset.UTC;
    LocalDate start =
        Optional.ofNullable(MISSING_DATES.get(zone))
            .map(missing -> missing.minusDays(random.nextInt(days + 10) - 5))
            .orElseGet(() -> EPOCH.plusDays(random.nextInt(5000) - 2500));
    LocalDate today = start.plusDays(days - 1).minusDays(random.nextInt(30) == 0 ? 20 : 0);
    Rules rules = rules(start, days, zone);
    NaiveHabit empty =
        new NaiveHabit(rules, new HashMap<>(), new HashSet<>(), new HashSet<>(), today);
    Pauses pauses = pause(empty, days);
    record(empty, days);
    return new History(empty, marks(empty), pauses);
  }

  /// The marks of a history, computed without the code under test.
  static Map<LocalDate, Mark> marks(NaiveHabit habit) {
    Rules rules = habit.rules();
    Map<LocalDate, Mark> marks = new HashMap<>();
    NaiveHabit bare =
        new NaiveHabit(
            new Rules(
                rules.kind(),
                rules.target(),
                rules.unlogged(),
                rules.schedule(),
                EpochDays.EARLIEST,
                null,
                rules.firstWeekday()),
            habit.amounts(),
            Set.of(),
            Set.of(),
            null);
    habit.amounts().keySet().forEach(day -> marks.put(day, Mark.ofShare(bare.share(day))));
    habit.skips().forEach(day -> marks.put(day, Mark.SKIPPED));
    return marks;
  }

  /// The ledger that results from entering the marks in some order, with wrong ones in between.
  Ledger entered(Map<LocalDate, Mark> marks, LocalDate around) {
    List<LocalDate> order = new ArrayList<>(marks.keySet());
    int detours = random.nextInt(6);
    for (int i = 0; i < detours; i++) {
      order.add(around.plusDays(random.nextInt(40) - 5));
    }
    Collections.shuffle(order, random);
    Ledger ledger = Ledger.EMPTY;
    for (int i = 0; i < order.size(); i++) {
      LocalDate day = order.get(i);
      boolean again = order.subList(i + 1, order.size()).contains(day);
      Mark right = marks.getOrDefault(day, Mark.NONE);
      ledger = ledger.with(day, again ? Mark.ofShare(random.nextInt(201)) : right);
      if (!again && random.nextInt(8) == 0) {
        ledger = ledger.with(day, Mark.SKIPPED).with(day, Mark.NONE).with(day, right);
      }
    }
    return ledger;
  }

  /// The history with one check-in changed, added or removed.
  NaiveHabit edited(NaiveHabit habit) {
    LocalDate day = habit.rules().start().plusDays(random.nextInt(40) - 2);
    Map<LocalDate, Double> amounts = new HashMap<>(habit.amounts());
    Set<LocalDate> skips = new HashSet<>(habit.skips());
    boolean erase = random.nextInt(3) == 0;
    amounts.remove(day);
    skips.remove(day);
    if (!erase) {
      if (random.nextInt(4) == 0) {
        skips.add(day);
      } else {
        amounts.put(day, amount(habit.rules().target()));
      }
    }
    return new NaiveHabit(habit.rules(), amounts, skips, habit.pausedDays(), habit.today());
  }

  private Rules rules(LocalDate start, int days, ZoneId zone) {
    double target = TARGETS[random.nextInt(TARGETS.length)];
    if (kind == Kind.LIMIT && random.nextInt(4) == 0) {
      target = 0;
    }
    LocalDate end = random.nextInt(3) == 0 ? start.plusDays(random.nextInt(days + 5)) : null;
    Unlogged unlogged = random.nextBoolean() ? Unlogged.HELD : Unlogged.MISSED;
    DayOfWeek firstWeekday = DayOfWeek.of(1 + random.nextInt(7));
    return new Rules(kind, target, unlogged, schedule(), start, end, firstWeekday, zone);
  }

  private Schedule schedule() {
    if (shape == Schedule.Weekdays.class) {
      Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
      for (DayOfWeek day : DayOfWeek.values()) {
        if (random.nextInt(3) == 0) {
          days.add(day);
        }
      }
      return new Schedule.Weekdays(days);
    }
    if (shape == Schedule.EveryNDays.class) {
      return new Schedule.EveryNDays(1 + random.nextInt(random.nextInt(9) == 0 ? 60 : 8));
    }
    if (shape == Schedule.TimesPerWeek.class) {
      return new Schedule.TimesPerWeek(1 + random.nextInt(7));
    }
    if (shape == Schedule.TimesInDays.class) {
      int window = 1 + random.nextInt(random.nextInt(6) == 0 ? 90 : 14);
      int most = random.nextInt(4) == 0 ? window : Math.min(window, 9);
      return new Schedule.TimesInDays(1 + random.nextInt(most), window);
    }
    return new Schedule.Daily();
  }

  private Pauses pause(NaiveHabit habit, int days) {
    List<DateRange> ranges = new ArrayList<>();
    int count = random.nextInt(hasIntervals() ? 4 : 3);
    int longest = hasIntervals() ? 30 : 11;
    for (int i = 0; i < count; i++) {
      LocalDate from = habit.rules().start().plusDays(random.nextInt(days + 10) - 5);
      boolean open = random.nextInt(12) == 0;
      LocalDate to = open ? from.plusDays(700) : from.plusDays(random.nextInt(longest));
      ranges.add(new DateRange(from, open ? null : to));
      from.datesUntil(to.plusDays(1)).forEach(habit.pausedDays()::add);
    }
    return Pauses.of(ranges);
  }

  private void record(NaiveHabit habit, int days) {
    int diligence = 10 + random.nextInt(90);
    int skips = random.nextInt(hasIntervals() ? 70 : 25);
    for (int i = -2; i < days + 3; i++) {
      LocalDate day = habit.rules().start().plusDays(i);
      if (random.nextInt(100) < diligence) {
        habit.amounts().put(day, amount(habit.rules().target()));
      } else if (random.nextInt(100) < skips) {
        habit.skips().add(day);
      }
    }
  }

  /// Adds pauses and skips, which are the difficult cases of intervals.
  private boolean hasIntervals() {
    return shape == Schedule.TimesInDays.class;
  }

  private ZoneId anyOf(Set<ZoneId> zones) {
    List<ZoneId> sorted = new ArrayList<>(zones);
    sorted.sort(Comparator.comparing(ZoneId::getId));
    return sorted.get(random.nextInt(sorted.size()));
  }

  /// A random amount, sometimes with more digits than an amount stores.
  private double amount(double target) {
    double amount = anyAmount(target);
    return random.nextInt(8) == 0 ? amount : Math.round(amount * 1000) / 1000.0;
  }

  private double anyAmount(double target) {
    return switch (random.nextInt(5)) {
      case 0 -> target * random.nextDouble();
      case 1 -> target * 2 * random.nextDouble();
      case 2 -> 0;
      case 3 -> target + random.nextInt(3);
      default -> target;
    };
  }
}
