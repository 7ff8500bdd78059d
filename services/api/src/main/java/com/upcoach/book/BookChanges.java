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

/// What one edit of a book writes, worked out to the last row.
///
/// @param defined habits made or changed
/// @param removed habits taken out with everything recorded for them
/// @param undone check-ins taken back
/// @param deletions when days were last emptied, which outlives what they held
/// @param points what each standing gains or loses
/// @param answers to operations of offline devices, by operation id
/// @param alongside what another room writes with it
record BookChanges(
    List<Habit> defined,
    Set<UUID> removed,
    List<Pause> paused,
    Set<UUID> resumed,
    Optional<DayOfWeek> firstWeekday,
    List<CheckIn> recorded,
    List<Spot> undone,
    Map<Spot, Instant> deletions,
    List<SummaryRow> summaries,
    Map<Standing, Integer> points,
    Map<UUID, String> answers,
    Optional<TransactionalStatement> alongside) {

  /// A habit's day.
  record Spot(UUID habitId, LocalDate day) {}

  /// @param latest what the newest recorded day holds, as far as it is known
  record SummaryRow(UUID habitId, Summary summary, Ledger ledger, Optional<LatestCheckIn> latest) {}

  boolean isEmpty() {
    return onlyCheckIns()
        && recorded.isEmpty()
        && undone.isEmpty()
        && deletions.isEmpty()
        && summaries.isEmpty()
        && answers.isEmpty();
  }

  /// Whether the one statement for check-ins can write all of it.
  boolean onlyCheckIns() {
    return defined.isEmpty()
        && removed.isEmpty()
        && paused.isEmpty()
        && resumed.isEmpty()
        && firstWeekday.isEmpty()
        && alongside.isEmpty();
  }

  /// The habits that something was checked in for, or taken back.
  Set<UUID> habitsOfCheckIns() {
    Set<UUID> habits = new HashSet<>();
    recorded.forEach(one -> habits.add(one.habitId()));
    undone.forEach(one -> habits.add(one.habitId()));
    summaries.forEach(one -> habits.add(one.habitId()));
    return habits;
  }
}
