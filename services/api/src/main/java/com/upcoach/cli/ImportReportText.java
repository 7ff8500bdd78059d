package com.upcoach.cli;

import com.upcoach.transfer.ImportReport;
import java.io.PrintWriter;
import java.util.List;

/// Prints the report of an import as plain text.
final class ImportReportText {

  static final int MAX_LINES = 20;

  private ImportReportText() {}

  static void print(ImportReport report, PrintWriter out) {
    if (report.dryRun()) {
      out.println("Dry run: nothing was changed. An import would do this:");
    }
    for (ImportReport.HabitLine habit : report.habits()) {
      out.printf(
          "%-30s %s, %d days taken%s%s%n",
          habit.title(),
          habit.added() ? "new" : "existing",
          habit.taken(),
          habit.alreadyThere() == 0 ? "" : ", %d days existed".formatted(habit.alreadyThere()),
          habit.streaks() == null ? "" : streaks(habit.streaks()));
    }
    ImportReport.Records records = report.records();
    out.printf(
        "%d records: %d taken, %d existing, %d repeated, %d no check-ins, %d refused%n",
        records.total(),
        records.taken(),
        records.alreadyThere(),
        records.repeated(),
        records.notCheckIns(),
        records.refused());
    lines(
        report.refused().stream()
            .map(line -> "%s: %s (%s)".formatted(line.where(), line.reason(), line.what()))
            .toList(),
        "Refused",
        out);
    lines(report.notes(), "Notes", out);
    out.println("--json prints the whole report, with every streak that differs and why.");
  }

  private static String streaks(ImportReport.StreakComparison streaks) {
    return ", %d of %d streaks alike".formatted(streaks.same(), streaks.theirs());
  }

  private static void lines(List<String> lines, String title, PrintWriter out) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(title + ":");
    lines.stream().limit(MAX_LINES).forEach(line -> out.println("  " + line));
    if (lines.size() > MAX_LINES) {
      out.printf("  and %d more%n", lines.size() - MAX_LINES);
    }
  }
}
