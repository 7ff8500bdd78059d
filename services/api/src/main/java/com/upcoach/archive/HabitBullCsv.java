package com.upcoach.archive;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads the CSV file of HabitBull's "export data": one line for each habit and day.
///
/// The file has neither schedules nor targets. Habits are identified by name alone, so two habits
/// with the same name are merged.
final class HabitBullCsv {

  private final TextContent content;
  private final ImportLimits limits;
  private final RecordAccounting accounting;
  private final SequencedMap<String, HabitHistory> habits = new LinkedHashMap<>();
  private DayReader days;
  private Columns columns;
  private char separator;
  private long lines;

  /// Most fields of a line with a line end. A last line without one may have as few fields.
  private int maxFields;

  private HabitBullCsv(TextContent content, ImportLimits limits) {
    this.content = content;
    this.limits = limits;
    this.accounting = new RecordAccounting(limits);
  }

  private record Columns(
      int count, int name, int description, int category, int day, int value, int comment) {

    static Columns of(CsvRows.Row header) {
      return new Columns(
          header.fields().size(),
          header.column("habitname"),
          header.column("habitdescription"),
          header.column("habitcategory"),
          header.column("calendardate"),
          header.column("value"),
          header.column("commenttext"));
    }

    boolean complete() {
      return name >= 0 && day >= 0 && value >= 0;
    }

    /// Minimum number of fields of a meaningful line.
    int minFields() {
      return 1 + Math.max(name, Math.max(day, value));
    }
  }

  /// A habit and its records. Whether they are amounts is known only after all are read.
  private record HabitHistory(String note, List<Line> lines) {

    boolean numeric() {
      return lines.stream().anyMatch(line -> line.value() != 0 && line.value() != 1);
    }
  }

  private record Line(String where, LocalDate day, double value, String comment) {}

  /// Tells whether these are the column titles of this format, in lower case.
  static boolean isHeader(List<String> titles) {
    return titles.contains("habitname") && titles.contains("calendardate");
  }

  static Archive read(TextContent content, ImportLimits limits, ImportOptions options)
      throws IOException {
    HabitBullCsv reader = new HabitBullCsv(content, limits);
    reader.days = reader.dayReader(options);
    try (CsvRows rows = new CsvRows(content, limits)) {
      return reader.read(rows);
    }
  }

  /// Reads the whole file to detect the order of its dates.
  private DayReader dayReader(ImportOptions options) throws IOException {
    DateOrderVote vote = new DateOrderVote(options.today());
    try (CsvRows rows = new CsvRows(content, limits)) {
      int day = rows.hasNext() ? Columns.of(rows.next()).day() : -1;
      while (rows.hasNext()) {
        CsvRows.Row row = rows.next();
        vote.count(row.where(), row.field(day));
      }
    }
    return vote.reader(options.dateOrder());
  }

  private Archive read(CsvRows rows) throws IOException {
    CsvRows.Row header = rows.next();
    separator = rows.separator();
    columns = Columns.of(header);
    if (!columns.complete()) {
      throw FileRefusedException.corrupt(
          content.name() + " line 1", "HabitName, CalendarDate and Value are not all there");
    }
    header.requireComplete(columns.count(), columns.comment() == columns.count() - 1);
    while (rows.hasNext()) {
      readLine(rows.next());
    }
    List<Archive.Habit> read = new ArrayList<>();
    for (var habit : habits.sequencedEntrySet()) {
      read.add(habit(habit.getKey(), habit.getValue()));
    }
    days.note(accounting);
    if (!read.isEmpty()) {
      accounting.note(
          "HabitBull's file has no schedules: every habit is imported as daily."
              + " Change it where that is wrong.");
    }
    return accounting.archive(Archive.Source.HABITBULL_CSV, Optional.empty(), read);
  }

  private void readLine(CsvRows.Row row) throws IOException {
    // The accounting counts a line when its habit is complete, which is too late to bound memory.
    lines++;
    if (lines > limits.records()) {
      throw FileRefusedException.tooLarge("records", limits.records());
    }
    requireComplete(row);
    Optional<String> invalid = columnProblem(row);
    if (invalid.isPresent()) {
      accounting.refused(row.where(), row.text(), invalid.get());
      return;
    }
    String name = SourceText.orNull(row.field(columns.name()));
    LocalDate day = days.day(row.field(columns.day())).orElse(null);
    if (name == null || day == null) {
      String reason =
          name == null ? "the habit has no name" : days.reason(row.field(columns.day()));
      accounting.refused(row.where(), row.text(), reason);
      return;
    }
    double value;
    switch (SourceNumber.read(row.field(columns.value()), separator)) {
      case SourceNumber.Value(double number) -> value = number;
      case SourceNumber.Unreadable(String reason) -> {
        accounting.refused(row.where(), row.text(), "the value " + reason);
        return;
      }
    }
    HabitHistory habit =
        habits.computeIfAbsent(name, absent -> new HabitHistory(note(row), new ArrayList<>()));
    if (habits.size() > limits.habits()) {
      throw FileRefusedException.tooLarge("habits", limits.habits());
    }
    String comment = SourceText.orNull(row.field(columns.comment()));
    habit.lines().add(new Line(row.where(), day, value, comment));
  }

  private String note(CsvRows.Row row) {
    String category = SourceText.orNull(row.field(columns.category()));
    return SourceText.joined(
        row.field(columns.description()), category == null ? null : "Category: " + category);
  }

  /// A last line without a line end is complete when no other line has more columns and its last
  /// column is empty or a plain yes or no. The same applies to the only line of a file.
  private void requireComplete(CsvRows.Row row) throws FileRefusedException {
    int fields = row.fields().size();
    if (!row.unended()) {
      maxFields = Math.max(maxFields, fields);
      return;
    }
    String ending = row.field(fields - 1);
    if (fields > columns.count() || fields < Math.max(maxFields, columns.minFields())) {
      row.requireComplete(columns.count(), ending.isEmpty());
    } else {
      boolean endsWithValue = fields - 1 == columns.value();
      row.requireComplete(fields, endsWithValue ? ending.matches("[01]") : ending.isEmpty());
    }
  }

  /// Reason why the columns of a line are ambiguous, if they are. Missing columns at the end are
  /// empty.
  private Optional<String> columnProblem(CsvRows.Row row) {
    int fields = row.fields().size();
    if (fields > columns.count() && !row.isEmptyFrom(columns.count())) {
      return Optional.of("the line has %d columns, not %d".formatted(fields, columns.count()));
    }
    return fields >= columns.minFields()
        ? Optional.empty()
        : Optional.of("the line has %d columns, too few for its value".formatted(fields));
  }

  private Archive.Habit habit(String name, HabitHistory habit) throws IOException {
    boolean numeric = habit.numeric();
    RecordAccounting.Days days = accounting.new Days(name);
    for (Line line : habit.lines()) {
      if (!numeric && line.value() == 0 && line.comment() == null) {
        days.nothing(line.where(), line.day(), "0");
        continue;
      }
      days.take(
          line.where(),
          new Archive.Entry(line.day(), line.value(), line.comment(), false, Optional.empty()));
    }
    double target = numeric ? leastTarget(habit) : 1;
    if (numeric) {
      accounting.note(LoopRules.unknownTarget(name, target, null));
    }
    return new Archive.Habit(
        name,
        name,
        habit.note(),
        Kind.DO,
        null,
        target,
        Unlogged.HELD,
        LoopRules.DEFAULT_COLOR,
        null,
        days.firstDay(),
        null,
        false,
        new Schedule.Daily(),
        days.entries(),
        Optional.empty(),
        null,
        !numeric);
  }

  /// Returns 1, or the smallest amount above 0 if that is less, so that every recorded amount holds
  /// its day.
  private static double leastTarget(HabitHistory history) {
    return history.lines().stream()
        .mapToDouble(Line::value)
        .filter(value -> value > 0)
        .reduce(1, Math::min);
  }
}
