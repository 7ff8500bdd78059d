package com.upcoach.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.archive.RefusedLine;
import com.upcoach.archive.RepeatedLine;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// Report of an import: every imported habit and day, and every refused line with the reason.
///
/// @param source the kind of file: `loop-database`, `loop-csv`, `habitbull-csv`, `upcoach`
/// @param dryRun whether nothing was written and the report shows what an import would do
/// @param records number of check-in records by result; it adds up
/// @param repeated records replaced by a later one of the same day
/// @param refused lines that were not imported
/// @param notes sentences on data that was mapped only approximately, or left out
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
  /// @param added whether this import created it; false where it existed before
  /// @param taken number of days recorded by this import
  /// @param alreadyThere number of days that held something before; they were left unchanged
  /// @param streaks comparison with the source's own streaks; null where it has none
  public record HabitLine(
      UUID id,
      String title,
      JsonNode schedule,
      boolean added,
      int taken,
      int alreadyThere,
      StreakComparison streaks) {}

  /// @param total records in the source: the sum of all the others
  /// @param taken records that were imported as a day
  /// @param alreadyThere records of days that held something before
  /// @param repeated records replaced by a later one of the same day
  /// @param notCheckIns records without anything that the member did, such as a tracker's own marks
  public record Records(
      long total, long taken, long alreadyThere, long repeated, long notCheckIns, long refused) {}

  /// @param theirs number of streaks stored in the source
  /// @param same number of them that we compute identically, to the day
  /// @param differences the others, theirs and ours, in order of time
  public record StreakComparison(int theirs, int same, List<Difference> differences) {}

  /// A streak that only one side has.
  ///
  /// @param by `source` or `upcoach`
  /// @param why a sentence for the member
  public record Difference(String by, LocalDate from, LocalDate to, int length, String why) {}

  /// Tells whether nothing of the file could be imported, so that the import must be refused: no
  /// habit was added or matched, or every check-in was refused.
  boolean hasNothing() {
    return habits.isEmpty()
        || (records.refused() > 0 && records.taken() == 0 && records.alreadyThere() == 0);
  }
}
