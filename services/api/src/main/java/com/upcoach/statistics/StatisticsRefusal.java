package com.upcoach.statistics;

import com.upcoach.outcome.Refusal;
import java.time.LocalDate;
import java.util.UUID;

/// Why there are no statistics to show.
public sealed interface StatisticsRefusal extends Refusal {

  /// The member has no such habit; whether somebody else has is not said.
  record UnknownHabit(UUID habitId) implements StatisticsRefusal {}

  /// The days asked for end before they begin.
  record RangeReversed(LocalDate from, LocalDate to) implements StatisticsRefusal {}

  /// More days are asked for than one answer explains.
  record RangeTooLong(int most) implements StatisticsRefusal {}
}
