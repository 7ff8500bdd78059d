package com.upcoach.statistics;

import com.upcoach.outcome.Refusal;
import java.time.LocalDate;
import java.util.UUID;

/// Reasons why statistics are refused.
public sealed interface StatisticsRefusal extends Refusal {

  /// The member has no such habit. The refusal does not tell whether another member has it.
  record UnknownHabit(UUID habitId) implements StatisticsRefusal {}

  /// The requested range ends before it begins.
  record RangeReversed(LocalDate from, LocalDate to) implements StatisticsRefusal {}

  /// The requested range has more days than one response explains.
  record RangeTooLong(int most) implements StatisticsRefusal {}
}
