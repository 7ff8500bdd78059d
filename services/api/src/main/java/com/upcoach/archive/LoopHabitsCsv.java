package com.upcoach.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `Habits.csv` of a Loop CSV export: one line for each habit.
final class LoopHabitsCsv {

  private final TextContent content;
  private final ImportLimits limits;
  private final RecordAccounting accounting;
  private final List<Line> lines = new ArrayList<>();
  private char separator;
  private long read;

  private LoopHabitsCsv(TextContent content, ImportLimits limits, RecordAccounting accounting) {
    this.content = content;
    this.limits = limits;
    this.accounting = accounting;
  }

  /// @param lines of the habits that could be read
  /// @param read number of lines, including the refused ones
  record Content(List<Line> lines, long read) {

    /// Keys of the lines that stay the same when the habits are sorted differently: the name,
    /// followed by a number from the second habit of that name on.
    Map<Line, String> keys() {
      Map<Line, String> keys = new HashMap<>();
      Set<String> used = new HashSet<>();
      lines.stream()
          .sorted(Comparator.comparingLong(Line::number))
          .forEach(
              line -> {
                String key = line.title();
                for (int twin = 2; !used.add(key); twin++) {
                  key = line.title() + "\n" + twin;
                }
                keys.put(line, key);
              });
      return keys;
    }
  }

  /// One habit as in its line.
  ///
  /// @param goal empty where the file has no types or no target, so that the checkmarks decide
  /// @param unit of amounts, blank for none
  record Line(
      String position,
      String title,
      String note,
      Optional<LoopRules.Goal> goal,
      boolean numeric,
      String unit,
      long times,
      long days,
      String color,
      boolean archived) {

    /// The number at the beginning of the habit's folder name.
    long number() {
      return LoopRules.wholeNumber(position).orElse(-1L);
    }
  }

  static Content read(TextContent content, ImportLimits limits, RecordAccounting accounting)
      throws IOException {
    LoopHabitsCsv reader = new LoopHabitsCsv(content, limits, accounting);
    reader.read();
    return new Content(List.copyOf(reader.lines), reader.read);
  }

  private void read() throws IOException {
    try (CsvRows rows = new CsvRows(content, limits)) {
      separator = rows.separator();
      if (!rows.hasNext()) {
        throw FileRefusedException.truncated(content.name(), "the file is empty");
      }
      CsvRows.Row header = rows.next();
      if (header.column("name") < 0) {
        throw header.unended()
            ? FileRefusedException.truncated(header.where(), "the file ends in its title row")
            : FileRefusedException.corrupt(header.where(), "there is no column Name");
      }
      boolean wholeTitles = header.column("archived?", "color") == header.fields().size() - 1;
      header.requireComplete(header.fields().size(), wholeTitles);
      while (rows.hasNext()) {
        readLine(header, rows.next());
      }
    }
  }

  private void readLine(CsvRows.Row header, CsvRows.Row row) throws IOException {
    int columns = header.fields().size();
    String ending = row.field(columns - 1);
    row.requireComplete(columns, ending.matches("true|false|#[0-9a-fA-F]{6}"));
    read++;
    if (read > limits.habits()) {
      throw FileRefusedException.tooLarge("habits", limits.habits());
    }
    int fields = row.fields().size();
    if ((fields > columns && !row.isEmptyFrom(columns)) || fields <= header.column("name")) {
      String reason = "the line has %d columns, not %d".formatted(fields, columns);
      accounting.refusedBesides(row.where(), row.text(), reason);
      return;
    }
    String type = row.field(header.column("type")).strip().toUpperCase(Locale.ROOT);
    boolean numeric = Set.of("NUMERICAL", "1").contains(type);
    String target = row.field(header.column("target value")).strip();
    Optional<LoopRules.Goal> goal = goal(header, row, target);
    boolean decidedLater = numeric ? target.isEmpty() : header.column("type") < 0;
    boolean known = numeric || Set.of("", "YES_NO", "0").contains(type);
    if (!known || (goal.isEmpty() && numeric && !decidedLater)) {
      accounting.refusedBesides(
          row.where(), row.text(), "the type or the target is not one that Loop writes");
      return;
    }
    String name = SourceText.orNull(row.field(header.column("name")));
    String title = name == null ? "Untitled" : name;
    String stated = row.field(header.column("position")).strip();
    String position = stated.isEmpty() ? String.valueOf(read) : stated;
    if (lines.stream().anyMatch(line -> line.position().equals(position))) {
      accounting.refusedBesides(row.where(), row.text(), "a line before has the same position");
      return;
    }
    lines.add(
        new Line(
            position,
            title,
            SourceText.joined(
                row.field(header.column("question")), row.field(header.column("description"))),
            decidedLater ? Optional.empty() : goal,
            numeric,
            row.field(header.column("unit")),
            number(row.field(header.column("frequencynumerator", "numrepetitions"))),
            number(row.field(header.column("frequencydenominator", "interval"))),
            LoopRules.color(row.field(header.column("color")).strip()),
            row.field(header.column("archived?")).equalsIgnoreCase("true")));
  }

  private static long number(String text) {
    return LoopRules.wholeNumber(text.strip()).orElse(0L);
  }

  /// The goal of a habit with a type, or empty where the target cannot be read.
  private Optional<LoopRules.Goal> goal(CsvRows.Row header, CsvRows.Row row, String target) {
    String type = row.field(header.column("type")).strip().toUpperCase(Locale.ROOT);
    if (Set.of("", "YES_NO", "0").contains(type)) {
      return Optional.of(LoopRules.Goal.YES_NO);
    }
    if (SourceNumber.read(target, separator) instanceof SourceNumber.Value(double value)) {
      boolean atMost = row.field(header.column("target type")).strip().equals("AT_MOST");
      return LoopRules.Goal.amount(atMost, value, row.field(header.column("unit")));
    }
    return Optional.empty();
  }
}
