package com.upcoach.checkin;

import com.upcoach.outcome.Refusal;
import com.upcoach.problem.Problem;
import java.time.LocalDate;
import java.util.UUID;

/// Why a check-in changes nothing.
public sealed interface CheckInRefusal extends Refusal {

  /// The member has no such habit; whether somebody else has is not said.
  record UnknownHabit(UUID habitId) implements CheckInRefusal {}

  /// Nothing is recorded on that day.
  record NothingRecorded(LocalDate day) implements CheckInRefusal {}

  /// The day has not begun on the member's wall.
  record DayInFuture(LocalDate day, LocalDate today) implements CheckInRefusal {}

  /// The member's time zone left the date out.
  ///
  /// @param zone IANA name of the zone
  record DayNotInZone(LocalDate day, String zone) implements CheckInRefusal {}

  record DayBeforeStart(LocalDate day, LocalDate start) implements CheckInRefusal {}

  record DayAfterEnd(LocalDate day, LocalDate end) implements CheckInRefusal {}

  /// The form of an operation is wrong. That is its answer, and the others go on.
  record Malformed(Problem problem) implements CheckInRefusal {}
}
