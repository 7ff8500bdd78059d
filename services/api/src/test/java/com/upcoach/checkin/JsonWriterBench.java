package com.upcoach.checkin;

import com.sun.management.ThreadMXBean;
import com.upcoach.book.Habit;
import com.upcoach.habit.HabitJson;
import com.upcoach.habit.HabitWithStreaks;
import com.upcoach.json.JsonBytes;
import com.upcoach.server.WireRecords;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.DayRule;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Run;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Summary;
import com.upcoach.streak.Unlogged;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Measures time and allocation of serializing a response, by the writers and by Jackson from
/// records. Run by hand; `docs/performance.md` says how.
final class JsonWriterBench {

  private static final int ROUNDS = 9;
  private static final int ANSWERS = 100_000;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  /// Keeps the JIT compiler from eliminating the work.
  private static volatile byte[] last;

  private JsonWriterBench() {}

  public static void main(String[] none) {
    Habit habit = habit(1);
    Today.View today =
        new Today.View(
            DAY, "Europe/Berlin", IntStream.range(0, 5).mapToObj(JsonWriterBench::entry).toList());
    compare(
        "today, 5 habits",
        () -> WireRecords.bytes(WireRecords.TodayRecord.of(today)),
        () -> JsonBytes.of(today, TodayJson::write));
    compare(
        "one habit",
        () -> WireRecords.bytes(WireRecords.HabitRecord.of(habit)),
        () -> JsonBytes.of(habit, HabitJson::write));
  }

  private static Today.Entry entry(int number) {
    Run run = new Run(12 + number, StreakUnit.DAY, DAY.minusDays(11 + number), DAY);
    return new Today.Entry(
        new HabitWithStreaks(
            habit(number), new Summary(run, run, 0.7312, DAY), Ledger.EMPTY, Pauses.EMPTY),
        new DayExplained(DAY, DayRule.TARGET_MET),
        20.5,
        null);
  }

  private static Habit habit(int number) {
    return new Habit(
        new UUID(0x019e7141a9ad7c05L, 0xa0f5eead0615be8bL + number),
        "Read before going to bed",
        "A chapter, at least",
        Kind.DO,
        "pages",
        20,
        Unlogged.MISSED,
        "#3366cc",
        "book",
        LocalDate.of(2026, 1, 5),
        null,
        false,
        number % 2 == 0
            ? new Schedule.Daily()
            : new Schedule.Weekdays(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)),
        3,
        Instant.EPOCH);
  }

  private static void compare(String name, Supplier<byte[]> jackson, Supplier<byte[]> writer) {
    double[] before = new double[ROUNDS];
    double[] after = new double[ROUNDS];
    // The first round of each warms the JIT compiler up.
    nanos(jackson);
    nanos(writer);
    for (int round = 0; round < ROUNDS; round++) {
      before[round] = nanos(jackson);
      after[round] = nanos(writer);
    }
    System.out.printf(
        "%s, %d bytes: Jackson %s ns, %d bytes allocated; writer %s ns, %d bytes allocated%n",
        name, last.length, spread(before), allocated(jackson), spread(after), allocated(writer));
  }

  private static double nanos(Supplier<byte[]> answer) {
    long begun = System.nanoTime();
    for (int i = 0; i < ANSWERS; i++) {
      last = answer.get();
    }
    return (System.nanoTime() - begun) / (double) ANSWERS;
  }

  private static long allocated(Supplier<byte[]> answer) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ANSWERS; i++) {
      last = answer.get();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / ANSWERS;
  }

  private static String spread(double[] rounds) {
    double[] sorted = Arrays.stream(rounds).sorted().toArray();
    return "%.0f (%.0f–%.0f)".formatted(sorted[ROUNDS / 2], sorted[0], sorted[ROUNDS - 1]);
  }
}
