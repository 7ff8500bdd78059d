package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.Summary;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The rows that one edit of a book writes.
///
/// @param defined created or changed habits
/// @param removed habits deleted with everything recorded for them
/// @param undone deleted check-ins
/// @param deletions when days were last emptied (tombstones of check-ins)
/// @param points the difference in points of each standing
/// @param operationResults results of operations of offline devices, by operation id
/// @param alongside another package's statement in the same transaction
record BookChanges(
    List<Habit> defined,
    Set<UUID> removed,
    List<Pause> paused,
    Set<UUID> resumed,
    Optional<DayOfWeek> firstWeekday,
    List<CheckIn> recorded,
    List<HabitDay> undone,
    Map<HabitDay, Instant> deletions,
    List<SummaryRow> summaries,
    Map<Standing, Integer> points,
    Map<UUID, String> operationResults,
    Optional<TransactionalStatement> alongside) {

  /// A habit's day.
  record HabitDay(UUID habitId, LocalDate day) {}

  /// A row of `habit_summary`.
  ///
  /// @param latest the check-in of the newest recorded day, if it is known
  record SummaryRow(UUID habitId, Summary summary, Ledger ledger, Optional<LatestCheckIn> latest) {}

  boolean isEmpty() {
    return onlyCheckIns()
        && recorded.isEmpty()
        && undone.isEmpty()
        && deletions.isEmpty()
        && summaries.isEmpty()
        && operationResults.isEmpty();
  }

  /// Whether the batched [CheckInStatement] can write all of it.
  boolean onlyCheckIns() {
    return defined.isEmpty()
        && removed.isEmpty()
        && paused.isEmpty()
        && resumed.isEmpty()
        && firstWeekday.isEmpty()
        && alongside.isEmpty();
  }

  /// The habits whose check-ins were recorded or undone.
  Set<UUID> habitsOfCheckIns() {
    Set<UUID> habits = new HashSet<>();
    recorded.forEach(row -> habits.add(row.habitId()));
    undone.forEach(row -> habits.add(row.habitId()));
    summaries.forEach(row -> habits.add(row.habitId()));
    return habits;
  }
}
