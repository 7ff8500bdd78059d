package com.upcoach.checkin;

import com.upcoach.outcome.Refusal;
import com.upcoach.problem.Problem;
import java.time.LocalDate;
import java.util.UUID;

/// Reasons why a check-in is not recorded.
public sealed interface CheckInRefusal extends Refusal {

  /// The member has no such habit. The refusal does not tell whether another member has it.
  record UnknownHabit(UUID habitId) implements CheckInRefusal {}

  /// Nothing is recorded on that day.
  record NothingRecorded(LocalDate day) implements CheckInRefusal {}

  /// The day has not begun in the member's time zone.
  record DayInFuture(LocalDate day, LocalDate today) implements CheckInRefusal {}

  /// The date does not exist in the member's time zone, which skipped it.
  ///
  /// @param zone IANA name of the zone
  record DayNotInZone(LocalDate day, String zone) implements CheckInRefusal {}

  record DayBeforeStart(LocalDate day, LocalDate start) implements CheckInRefusal {}

  record DayAfterEnd(LocalDate day, LocalDate end) implements CheckInRefusal {}

  /// The operation is malformed. It gets this as its own result; the other operations are still
  /// carried out.
  record Malformed(Problem problem) implements CheckInRefusal {}
}
