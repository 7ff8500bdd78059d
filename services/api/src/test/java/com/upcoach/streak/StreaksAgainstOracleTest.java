package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.streak.Histories.History;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Compares all computations with a naive oracle, over random histories. A failure prints its seed;
/// repeat it with `-Dseed=…`.
@DisplayNameGeneration(ReplaceUnderscores.class)
class StreaksAgainstOracleTest {

  private static final int HISTORIES_PER_KIND = 10_000;
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  @Test
  void every_day() {
    compare(Schedule.Daily.class);
  }

  @Test
  void chosen_weekdays() {
    compare(Schedule.Weekdays.class);
  }

  @Test
  void every_n_days() {
    compare(Schedule.EveryNDays.class);
  }

  @Test
  void n_times_a_week() {
    compare(Schedule.TimesPerWeek.class);
  }

  @Test
  void n_times_in_any_d_days() {
    compare(Schedule.TimesInDays.class);
  }

  private static void compare(Class<? extends Schedule> shape) {
    for (Kind kind : Kind.values()) {
      Histories histories = new Histories(SEED, shape, kind);
      for (int i = 0; i < HISTORIES_PER_KIND; i++) {
        int number = i;
        History history = histories.next();
        Supplier<String> title = () -> "history " + number + " of -Dseed=" + SEED + ": " + history;
        compare(histories, history, title);
      }
    }
  }

  private static void compare(Histories histories, History history, Supplier<String> title) {
    NaiveHabit naive = history.naive();
    Rules rules = naive.rules();
    Pauses pauses = history.pauses();
    LocalDate today = naive.today();

    Ledger ledger = histories.entered(history.marks(), rules.start());
    assertEquals(Ledger.of(history.marks()), ledger, title);
    assertEquals(ledger, histories.entered(history.marks(), rules.start()), title);
    assertEquals(ledger, Ledger.decode(ledger.encoded()), title);
    assertArrayEquals(ledger.encoded(), Ledger.of(history.marks()).encoded(), title);

    LocalDate from = rules.start().minusDays(3);
    LocalDate to = today.plusDays(3);
    assertEquals(
        NaiveStreaks.explain(naive, from, to),
        Streaks.explain(rules, ledger, pauses, today, from, to),
        title);
    assertEquals(NaiveStreaks.runs(naive), Streaks.runs(rules, ledger, pauses, today), title);

    Summary summary = Streaks.summarise(rules, ledger, pauses, today);
    assertEquals(NaiveStreaks.current(naive), summary.current(), title);
    assertEquals(NaiveStreaks.longest(naive), summary.longest(), title);
    assertEquals(NaiveStreaks.score(naive), summary.score(), 1e-9, title);

    comparePoints(histories, naive, ledger, pauses, title);
  }

  private static void comparePoints(
      Histories histories, NaiveHabit naive, Ledger ledger, Pauses pauses, Supplier<String> title) {
    Rules rules = naive.rules();
    SortedMap<LocalDate, Integer> weeks = NaivePoints.allWeeks(naive);
    assertEquals(weeks, Points.allWeeks(rules, ledger, pauses), title);
    LocalDate monday = NaiveHabit.weekStart(naive.today(), DayOfWeek.MONDAY);
    assertEquals(
        NaivePoints.ofWeek(naive, monday), Points.ofWeek(rules, ledger, pauses, monday), title);

    NaiveHabit edited = histories.edited(naive);
    Ledger editedLedger = Ledger.of(Histories.marks(edited));
    assertEquals(
        difference(weeks, NaivePoints.allWeeks(edited)),
        Points.changes(rules, pauses, ledger, editedLedger),
        () -> title.get() + " edited to " + edited);
  }

  private static Map<LocalDate, Integer> difference(
      Map<LocalDate, Integer> before, Map<LocalDate, Integer> after) {
    Map<LocalDate, Integer> changed = new TreeMap<>();
    Set<LocalDate> mondays = new HashSet<>(before.keySet());
    mondays.addAll(after.keySet());
    for (LocalDate monday : mondays) {
      int now = after.getOrDefault(monday, 0);
      if (now != before.getOrDefault(monday, 0)) {
        changed.put(monday, now);
      }
    }
    return changed;
  }
}
