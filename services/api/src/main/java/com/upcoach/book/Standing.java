package com.upcoach.book;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/// The period that points are counted in: a week, a month or all time, by its first day.
///
/// @param starts the first day: a Monday, the first of a month, or [#BEGINNING]
public record Standing(Period period, LocalDate starts) {

  /// The first day of the all-time standing.
  public static final LocalDate BEGINNING = LocalDate.EPOCH;

  /// The length of a leaderboard's period.
  public enum Period {
    /// ISO week, Monday to Sunday.
    WEEK("week"),
    /// The ISO weeks whose Thursday lies in the calendar month.
    MONTH("month"),
    ALL("all");

    private final String word;

    Period(String word) {
      this.word = word;
    }

    /// The word used in the API and the database.
    public String word() {
      return word;
    }

    /// @throws IllegalArgumentException for an unknown word
    static Period ofWord(String word) {
      for (Period period : values()) {
        if (period.word.equals(word)) {
          return period;
        }
      }
      throw new IllegalArgumentException("no period: " + word);
    }
  }

  /// The standing of a period that the day belongs to.
  public static Standing on(Period period, LocalDate day) {
    LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return new Standing(
        period,
        switch (period) {
          case WEEK -> monday;
          case MONTH -> monday.with(ChronoField.DAY_OF_WEEK, 4).withDayOfMonth(1);
          case ALL -> BEGINNING;
        });
  }

  /// The first day of the period; empty for all time.
  public Optional<LocalDate> firstDay() {
    return period == Period.ALL ? Optional.empty() : Optional.of(starts);
  }

  /// The standings that the points of a week count towards.
  static List<Standing> ofWeek(LocalDate monday) {
    return List.of(on(Period.WEEK, monday), on(Period.MONTH, monday), on(Period.ALL, monday));
  }
}
