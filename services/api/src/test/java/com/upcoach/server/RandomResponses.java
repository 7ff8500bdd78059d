package com.upcoach.server;

import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.book.Standing;
import com.upcoach.checkin.Today;
import com.upcoach.habit.HabitWithStreaks;
import com.upcoach.leaderboard.Board;
import com.upcoach.statistics.HabitStatistics;
import com.upcoach.statistics.Statistics;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.DayRule;
import com.upcoach.streak.DayState;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Run;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Summary;
import com.upcoach.streak.Unlogged;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Random response values, common ones and edge cases: equal seeds give equal values.
public final class RandomResponses {

  private static final int FIRST_DAY = (int) LocalDate.of(1900, 1, 1).toEpochDay();
  private static final int PAST_DAY = (int) LocalDate.of(2200, 1, 1).toEpochDay();

  private static final double[] EDGES = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    0.5,
    1e-3,
    9.999e-4,
    1e-4,
    9_999_999.9999,
    1e7,
    1.5e7,
    1e12,
    1L << 53,
    (1L << 53) + 2.0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1 / 3.0,
    2.675,
    0.30000000000000004,
    1.0000499999999999
  };

  private final Random random;

  public RandomResponses(long seed) {
    this.random = new Random(seed);
  }

  public Habit habit() {
    return new Habit(
        id(),
        text(),
        orNull(this::text),
        one(Kind.values()),
        orNull(this::text),
        amountInRange(),
        one(Unlogged.values()),
        orNull(this::text),
        orNull(this::text),
        day(),
        orNull(this::day),
        random.nextBoolean(),
        schedule(),
        random.nextInt(),
        instant());
  }

  private double amountInRange() {
    double amount = Math.abs(amount());
    return Amounts.inRange(amount) ? amount : Amounts.LARGEST;
  }

  public CheckIn checkIn() {
    return new CheckIn(
        id(),
        day(),
        amountInRange(),
        orNull(this::text),
        random.nextBoolean(),
        instant(),
        text(),
        LocalTime.MIDNIGHT);
  }

  /// @param habits the number of habits
  public Today.View today(int habits) {
    return new Today.View(day(), text(), many(habits, this::entry));
  }

  private Today.Entry entry() {
    return new Today.Entry(
        new HabitWithStreaks(habit(), summary(), Ledger.EMPTY, Pauses.EMPTY),
        explained(),
        orNull(this::amount),
        orNull(this::text));
  }

  public Summary summary() {
    return new Summary(orNull(this::run), orNull(this::run), random.nextDouble(), day());
  }

  public HabitStatistics.Explained streak() {
    return new HabitStatistics.Explained(
        summary(), many(random.nextInt(4), this::run), many(random.nextInt(40), this::explained));
  }

  public Statistics statistics() {
    Map<Integer, Statistics.Rate> rates = new TreeMap<>();
    for (int stretch : new int[] {7, 30, 90, 365}) {
      rates.put(stretch, rate());
    }
    Map<DayOfWeek, Statistics.Rate> weekdays = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek weekday : DayOfWeek.values()) {
      weekdays.put(weekday, rate());
    }
    return new Statistics(
        day(),
        rates,
        weekdays,
        many(
            random.nextInt(40), () -> new Statistics.Cell(day(), one(DayState.values()), amount())),
        new Statistics.Totals(number(), number(), number(), number(), amount()),
        summary());
  }

  public Board board() {
    return new Board(
        new Board.Scope.AllMembers(),
        Standing.on(one(Standing.Period.values()), day()),
        many(random.nextInt(7), () -> new Board.Entry(number(), id(), text(), number())),
        random.nextBoolean() ? text() : null);
  }

  private Statistics.Rate rate() {
    return new Statistics.Rate(random.nextInt(366), random.nextInt(366));
  }

  private DayExplained explained() {
    return new DayExplained(day(), one(DayRule.values()));
  }

  private Run run() {
    return new Run(number(), one(StreakUnit.values()), day(), day());
  }

  private Schedule schedule() {
    int days = 1 + random.nextInt(365);
    return switch (random.nextInt(5)) {
      case 0 -> new Schedule.Daily();
      case 1 -> new Schedule.Weekdays(weekdays());
      case 2 -> new Schedule.EveryNDays(days);
      case 3 -> new Schedule.TimesPerWeek(1 + random.nextInt(7));
      default -> new Schedule.TimesInDays(1 + random.nextInt(days), days);
    };
  }

  private Set<DayOfWeek> weekdays() {
    Set<DayOfWeek> weekdays = EnumSet.of(one(DayOfWeek.values()));
    for (DayOfWeek weekday : DayOfWeek.values()) {
      if (random.nextBoolean()) {
        weekdays.add(weekday);
      }
    }
    return weekdays;
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private int number() {
    return random.nextInt() >>> random.nextInt(32);
  }

  public LocalDate day() {
    return LocalDate.ofEpochDay(random.nextInt(FIRST_DAY, PAST_DAY));
  }

  /// An instant with a precision of seconds, milliseconds, microseconds or nanoseconds.
  public Instant instant() {
    int unit = new int[] {1_000_000_000, 1_000_000, 1_000, 1}[random.nextInt(4)];
    int nanos = random.nextInt(1_000_000_000) / unit * unit;
    long second = random.nextLong(FIRST_DAY * 86_400L, PAST_DAY * 86_400L);
    return Instant.ofEpochSecond(second, nanos);
  }

  /// A number: whole, with a few decimals, any finite double, or an edge case.
  public double amount() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(1000);
      case 1 -> random.nextInt(1_000_000) / 100.0;
      case 2 -> random.nextInt() / Math.pow(10, random.nextInt(8));
      case 3 -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any : 0;
      }
      default -> EDGES[random.nextInt(EDGES.length)];
    };
  }

  /// A text: plain, or with control characters, quotes, and characters of two to four bytes.
  public String text() {
    StringBuilder text = new StringBuilder();
    boolean plain = random.nextBoolean();
    for (int left = random.nextInt(random.nextInt(20) == 0 ? 3000 : 30); left > 0; left--) {
      text.appendCodePoint(plain ? random.nextInt(' ', 0x7f) : character());
    }
    return text.toString();
  }

  private int character() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(' ');
      case 1 -> "\"\\/\u007f\u0080\u2028\u2029\ufeff\uffff".charAt(random.nextInt(9));
      case 2 -> random.nextInt(0x80, 0x800);
      case 3 -> random.nextInt(0x800, Character.MIN_SURROGATE);
      case 4 -> random.nextInt(Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT + 1);
      default -> random.nextInt(0x80);
    };
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private <T> T orNull(Supplier<T> value) {
    return random.nextInt(3) == 0 ? null : value.get();
  }

  public <T> List<T> many(int number, Supplier<T> value) {
    return IntStream.range(0, number).mapToObj(_ -> value.get()).toList();
  }
}
