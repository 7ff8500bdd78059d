package com.upcoach.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.archive.RefusedLine;
import com.upcoach.archive.RepeatedLine;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// What became of a file: every habit and day taken, and every line that was not, with the reason.
///
/// @param source the kind of file: `loop-database`, `loop-csv`, `habitbull-csv`, `upcoach`
/// @param dryRun whether nothing was written: the report tells what an import would do
/// @param records what became of each check-in record; it adds up
/// @param repeated records replaced by a later one of the same day
/// @param refused lines that were not taken
/// @param notes what was mapped only approximately, or left behind
public record ImportReport(
    String source,
    boolean dryRun,
    List<HabitLine> habits,
    Records records,
    List<RepeatedLine> repeated,
    List<RefusedLine> refused,
    List<String> notes) {

  /// One habit of the source.
  ///
  /// @param id of our habit
  /// @param added whether it was made by this import, or was there before
  /// @param taken days that were recorded now
  /// @param alreadyThere days that held something before; they were left as they were
  /// @param streaks how the source's own streaks compare; null where it carries none
  public record HabitLine(
      UUID id,
      String title,
      JsonNode schedule,
      boolean added,
      int taken,
      int alreadyThere,
      StreakComparison streaks) {}

  /// @param total records in the source: the sum of all the others
  /// @param taken records that became a day now
  /// @param alreadyThere records of days that held something before
  /// @param repeated records replaced by a later one of the same day
  /// @param notCheckIns records that say nothing the member did, as a tracker's own marks
  public record Records(
      long total, long taken, long alreadyThere, long repeated, long notCheckIns, long refused) {}

  /// @param theirs how many streaks the source has stored
  /// @param same how many of them we count alike, to the day
  /// @param differences the others, theirs and ours, in order of time
  public record StreakComparison(int theirs, int same, List<Difference> differences) {}

  /// A streak that only one side counts.
  ///
  /// @param by `source` or `upcoach`
  /// @param why a sentence for the member
  public record Difference(String by, LocalDate from, LocalDate to, int length, String why) {}

  /// Whether nothing of the file could be taken, so that the import must not count as done: no
  /// habit was added or found again, or all that the member did was refused.
  boolean hasNothing() {
    return habits.isEmpty()
        || (records.refused() > 0 && records.taken() == 0 && records.alreadyThere() == 0);
  }
}
