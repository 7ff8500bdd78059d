package com.upcoach.streak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.habit.ScheduleJson;
import com.upcoach.input.TimeZones;
import com.upcoach.streak.Histories.History;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// Test vectors of streaks: random histories with the answers of [Streaks], for the rules in the
/// member app.
public final class HistoryVectors {

  /// The time zones that a member may have, in the order of their names.
  public static final List<ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .sorted()
          .flatMap(name -> TimeZones.parse(name).stream())
          .toList();

  private static final List<Class<? extends Schedule>> SHAPES =
      List.of(
          Schedule.Daily.class,
          Schedule.Weekdays.class,
          Schedule.EveryNDays.class,
          Schedule.TimesPerWeek.class,
          Schedule.TimesInDays.class);

  private static final int LONGEST_DAYS = 1_500;

  private final Random random;
  private final List<Histories> histories = new ArrayList<>();
  private int number;

  /// A history and its answers. Days are ISO dates; null stands for an open end or none.
  ///
  /// @param now milliseconds since 1970, at which it is `today`
  /// @param offset the zone's offset from UTC then, in seconds
  /// @param pauses first and last day of each
  /// @param checkIns for each recorded day the date, and an amount, `skip` or `note`
  /// @param ledger the marks, encoded and in Base64
  /// @param rules a letter for the rule of each day from three days before the start to today, `a`
  ///     for the first rule
  /// @param scheduled 1 or 0 for each day of the habit's life up to today
  /// @param runs length, first and last day of each
  /// @param curve the score after some of the days
  public record Line(
      String kind,
      double target,
      String unlogged,
      ObjectNode schedule,
      String start,
      String end,
      String firstWeekday,
      String zone,
      String dayStart,
      long now,
      int offset,
      List<List<String>> pauses,
      List<List<Object>> checkIns,
      String today,
      String ledger,
      String rules,
      String scheduled,
      List<List<Object>> runs,
      List<Object> current,
      List<Object> longest,
      double score,
      List<List<Object>> curve) {}

  public HistoryVectors(long seed) {
    random = new Random(seed);
    for (Class<? extends Schedule> shape : SHAPES) {
      for (Kind kind : Kind.values()) {
        histories.add(new Histories(random.nextLong(), shape, kind));
      }
    }
  }

  /// A time zone that a member may have.
  static ZoneId zone(Random random) {
    return ZONES.get(random.nextInt(ZONES.size()));
  }

  static LocalTime dayStart(Random random) {
    return LocalTime.MIDNIGHT.plusMinutes(random.nextInt(3) == 0 ? 0 : random.nextInt(25) * 15);
  }

  /// The letter of a rule in [Line#rules].
  public static String letter(DayRule rule) {
    return Character.toString('a' + List.of(DayRule.values()).indexOf(rule));
  }

  /// The next history. All schedules and kinds take turns.
  public Line next() {
    Histories source = histories.get(number++ % histories.size());
    boolean isLong = random.nextInt(100) == 0;
    History history = isLong ? source.next(1 + random.nextInt(LONGEST_DAYS)) : source.next();
    Rules rules = varied(history.naive().rules(), isLong);
    MemberClock clock = new MemberClock(rules.zone(), dayStart(random));
    LocalDate planned = history.naive().today();
    Instant now = within(clock, clock.hasDay(planned) ? planned : planned.plusDays(1));
    LocalDate today = clock.dayOf(now);
    List<List<Object>> checkIns = new ArrayList<>();
    Ledger ledger = Ledger.of(marks(rules, history.naive(), checkIns));
    return line(rules, clock, now, today, history.pauses(), checkIns, ledger);
  }

  /// The rules in any time zone, and sometimes with the widest schedules.
  private Rules varied(Rules rules, boolean isLong) {
    boolean moved = rules.zone().equals(ZoneOffset.UTC);
    return new Rules(
        rules.kind(),
        Amounts.roundedTarget(rules.kind(), rules.target()),
        rules.unlogged(),
        isLong ? wide(rules.schedule()) : rules.schedule(),
        rules.start(),
        rules.end(),
        rules.firstWeekday(),
        moved ? zone(random) : rules.zone());
  }

  private Schedule wide(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Daily _, Schedule.Weekdays _, Schedule.TimesPerWeek _ -> schedule;
      case Schedule.EveryNDays _ ->
          new Schedule.EveryNDays(1 + random.nextInt(Schedule.LONGEST_PERIOD_DAYS));
      case Schedule.TimesInDays _ -> {
        int days = 1 + random.nextInt(Schedule.LONGEST_PERIOD_DAYS);
        yield new Schedule.TimesInDays(1 + random.nextInt(days), days);
      }
    };
  }

  /// An instant of the day: often its first or last millisecond.
  private Instant within(MemberClock clock, LocalDate day) {
    Instant start = clock.startOf(day);
    long millis = start.until(clock.startOf(day.plusDays(1))).toMillis();
    return start.plusMillis(
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> millis - 1;
          default -> random.nextLong(millis);
        });
  }

  private Map<LocalDate, Mark> marks(Rules rules, NaiveHabit habit, List<List<Object>> checkIns) {
    Map<LocalDate, Mark> marks = new HashMap<>();
    TreeSet<LocalDate> days = new TreeSet<>(habit.amounts().keySet());
    days.addAll(habit.skips());
    habit.today().minusDays(9).datesUntil(habit.today().plusDays(1)).forEach(days::add);
    for (LocalDate day : days) {
      Optional<Double> amount = Optional.ofNullable(habit.amounts().get(day));
      boolean skipped = habit.skips().contains(day);
      if (amount.isEmpty() && !skipped && random.nextBoolean()) {
        continue;
      }
      Mark mark =
          amount.isEmpty() && !skipped
              ? Mark.NOTED
              : Mark.of(rules.kind(), rules.target(), amount.orElse(0.0), skipped);
      Object content = skipped ? "skip" : amount.map(Object.class::cast).orElse("note");
      checkIns.add(List.of(day.toString(), content));
      marks.put(day, mark);
    }
    return marks;
  }

  private Line line(
      Rules rules,
      MemberClock clock,
      Instant now,
      LocalDate today,
      Pauses pauses,
      List<List<Object>> checkIns,
      Ledger ledger) {
    Summary summary = Streaks.summarise(rules, ledger, pauses, today);
    HabitDays days = HabitDays.asOf(rules, ledger, pauses, today);
    return new Line(
        word(rules.kind()),
        rules.target(),
        word(rules.unlogged()),
        ScheduleJson.write(rules.schedule()),
        rules.start().toString(),
        text(rules.end()),
        ScheduleJson.nameOf(rules.firstWeekday()),
        rules.zone().getId(),
        clock.dayStart().toString(),
        now.toEpochMilli(),
        rules.zone().getRules().getOffset(now).getTotalSeconds(),
        ranges(pauses),
        checkIns,
        today.toString(),
        Base64.getEncoder().encodeToString(ledger.encoded()),
        rules(Streaks.explain(rules, ledger, pauses, today, rules.start().minusDays(3), today)),
        scheduled(days.scheduled(rules.schedule())),
        Streaks.runs(rules, ledger, pauses, today).stream().map(HistoryVectors::run).toList(),
        run(summary.current()),
        run(summary.longest()),
        summary.score(),
        curve(rules, ledger, pauses, today));
  }

  /// The pauses, some of them split into parts that overlap, the last first.
  private List<List<String>> ranges(Pauses pauses) {
    List<List<String>> ranges = new ArrayList<>();
    for (DateRange range : pauses.ranges()) {
      LocalDate middle = range.from().plusDays(random.nextInt(6));
      boolean split = range.to() != null && middle.isBefore(range.to());
      ranges.addFirst(texts(range.from(), split ? middle : range.to()));
      if (split) {
        ranges.addFirst(texts(middle.plusDays(random.nextInt(2)), range.to()));
      }
    }
    return ranges;
  }

  /// The score after a day as seen on the next one, on which nothing is recorded: such a day is
  /// open and does not count yet.
  private List<List<Object>> curve(Rules rules, Ledger ledger, Pauses pauses, LocalDate today) {
    List<List<Object>> curve = new ArrayList<>();
    LocalDate end = rules.end() == null ? LocalDate.MAX : rules.end();
    for (LocalDate day = rules.start();
        day.isBefore(today) && !day.isAfter(end) && curve.size() < 8;
        day = day.plusDays(1 + random.nextInt(8))) {
      LocalDate next = day.plusDays(1);
      double score = Streaks.summarise(rules, ledger.with(next, Mark.NONE), pauses, next).score();
      curve.add(List.of(day.toString(), score));
    }
    return curve;
  }

  private static List<Object> run(Run run) {
    return run == null
        ? null
        : List.of(run.length(), word(run.unit()), run.from().toString(), run.to().toString());
  }

  private static String rules(List<DayExplained> days) {
    StringBuilder letters = new StringBuilder();
    days.forEach(day -> letters.append(letter(day.rule())));
    return letters.toString();
  }

  private static String scheduled(boolean[] days) {
    StringBuilder bits = new StringBuilder();
    for (boolean day : days) {
      bits.append(day ? '1' : '0');
    }
    return bits.toString();
  }

  private static List<String> texts(LocalDate from, LocalDate to) {
    List<String> texts = new ArrayList<>();
    texts.add(from.toString());
    texts.add(text(to));
    return texts;
  }

  private static String text(LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
