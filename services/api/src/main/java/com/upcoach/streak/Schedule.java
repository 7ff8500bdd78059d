package com.upcoach.streak;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// The schedule of a habit: on which days, or how often, it is due.
///
/// The types and their periods are those of the table in `docs/guides/streaks.md`. Every type
/// rejects numbers out of its range, so every instance can be evaluated.
public sealed interface Schedule {

  /// The longest window and the widest spacing, in days, that a schedule may have.
  int LONGEST_PERIOD_DAYS = 365;

  /// Every day; the period is the day.
  record Daily() implements Schedule {}

  /// Chosen weekdays; the other days are resting days.
  ///
  /// @param days one to seven weekdays, in week order
  record Weekdays(Set<DayOfWeek> days) implements Schedule {
    public Weekdays {
      if (days.isEmpty()) {
        throw new InvalidScheduleException("days", "name at least one weekday");
      }
      days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }
  }

  /// Every `n` days, counted from the habit's first day.
  ///
  /// @param n days from one scheduled day to the next, 1 to [#LONGEST_PERIOD_DAYS]
  record EveryNDays(int n) implements Schedule {
    public EveryNDays {
      requireBetween("n", n, 1, LONGEST_PERIOD_DAYS);
    }
  }

  /// `n` days in each calendar week; the period is the week from the member's first weekday.
  ///
  /// @param n days with the target met that hold a week, 1 to 7
  record TimesPerWeek(int n) implements Schedule {
    public TimesPerWeek {
      requireBetween("n", n, 1, 7);
    }
  }

  /// `n` days in any `days` consecutive days, as Loop Habit Tracker counts.
  ///
  /// @param n days with the target met that make an interval, 1 to `days`
  /// @param days length of the window in days, 1 to [#LONGEST_PERIOD_DAYS]
  record TimesInDays(int n, int days) implements Schedule {
    public TimesInDays {
      requireBetween("days", days, 1, LONGEST_PERIOD_DAYS);
      requireBetween("n", n, 1, days);
    }
  }

  private static void requireBetween(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidScheduleException(
          name, "must be from %d to %d, not %d".formatted(least, most, value));
    }
  }
}
