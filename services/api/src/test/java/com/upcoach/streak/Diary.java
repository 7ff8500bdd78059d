package com.upcoach.streak;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A habit's history as text, one letter per day from Monday, 2 November 2026, on.
///
/// Input: `x` target met, `o` recorded but not met, `s` skipped, `-` nothing. The last letter is
/// today. Output of [#states]: `H` held, `M` missed, `S` skipped, `P` paused, `r` resting, `?`
/// pending.
record Diary(Rules rules, Ledger ledger, Pauses pauses, LocalDate today) {

  static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

  static Diary of(Schedule schedule, String days) {
    return of(Kind.DO, Unlogged.MISSED, schedule, days);
  }

  static Diary ofLimit(Unlogged unlogged, Schedule schedule, String days) {
    return of(Kind.LIMIT, unlogged, schedule, days);
  }

  private static Diary of(Kind kind, Unlogged unlogged, Schedule schedule, String days) {
    Rules rules = new Rules(kind, 8, unlogged, schedule, MONDAY, null, DayOfWeek.MONDAY);
    Ledger ledger = Ledger.EMPTY;
    for (int i = 0; i < days.length(); i++) {
      ledger = ledger.with(MONDAY.plusDays(i), mark(days.charAt(i)));
    }
    return new Diary(rules, ledger, Pauses.EMPTY, MONDAY.plusDays(days.length() - 1));
  }

  /// This diary with a pause over the days `from`..`to`, counted from 0 as the letters are.
  Diary paused(int from, int to) {
    List<DateRange> ranges = new ArrayList<>(pauses.ranges());
    ranges.add(new DateRange(MONDAY.plusDays(from), MONDAY.plusDays(to)));
    return new Diary(rules, ledger, Pauses.of(ranges), today);
  }

  /// This diary as seen some days later.
  Diary later(int days) {
    return new Diary(rules, ledger, pauses, today.plusDays(days));
  }

  /// This diary with the mark of one day, counted from 0, entered afterwards.
  Diary entered(int day, char letter) {
    Ledger edited = ledger.with(MONDAY.plusDays(day), mark(letter));
    return new Diary(rules, edited, pauses, today);
  }

  /// This diary with a habit on the days `start`..`end`, counted from 0; null for an open end.
  Diary living(int start, Integer end) {
    LocalDate last = end == null ? null : MONDAY.plusDays(end);
    Rules lived =
        new Rules(
            rules.kind(),
            rules.target(),
            rules.unlogged(),
            rules.schedule(),
            MONDAY.plusDays(start),
            last,
            rules.firstWeekday());
    return new Diary(lived, ledger, pauses, today);
  }

  /// This diary for a member with another first weekday.
  Diary withWeekFrom(DayOfWeek firstWeekday) {
    Rules moved =
        new Rules(
            rules.kind(),
            rules.target(),
            rules.unlogged(),
            rules.schedule(),
            rules.start(),
            rules.end(),
            firstWeekday);
    return new Diary(moved, ledger, pauses, today);
  }

  String states() {
    return explained().stream()
        .map(
            day ->
                switch (day.state()) {
                  case HELD -> "H";
                  case MISSED -> "M";
                  case SKIPPED -> "S";
                  case PAUSED -> "P";
                  case RESTING -> "r";
                  case PENDING -> "?";
                })
        .collect(Collectors.joining());
  }

  DayRule rule(int day) {
    return explained().get(day).rule();
  }

  /// Lengths of all runs, oldest first.
  List<Integer> runs() {
    return Streaks.runs(rules, ledger, pauses, today).stream().map(Run::length).toList();
  }

  /// Length of the current run; 0 if there is none.
  int current() {
    Run current = summary().current();
    return current == null ? 0 : current.length();
  }

  Summary summary() {
    return Streaks.summarise(rules, ledger, pauses, today);
  }

  double score() {
    return summary().score();
  }

  /// Points of a week, counted from 0 for the week of the first letter.
  int points(int week) {
    return Points.ofWeek(rules, ledger, pauses, MONDAY.plusWeeks(week));
  }

  private List<DayExplained> explained() {
    return Streaks.explain(rules, ledger, pauses, today, MONDAY, today);
  }

  private static Mark mark(char letter) {
    return switch (letter) {
      case 'x' -> Mark.MET;
      case 'o' -> Mark.ofShare(100);
      case 's' -> Mark.SKIPPED;
      case '-' -> Mark.NONE;
      default -> throw new IllegalArgumentException("No such letter: " + letter);
    };
  }
}
