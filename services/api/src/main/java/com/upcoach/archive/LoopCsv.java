package com.upcoach.archive;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the CSV export of Loop Habit Tracker: `Habits.csv`, and for each habit a folder such as
/// `001 Meditate` with its `Checkmarks.csv`.
///
/// Three generations of the format exist. The newest has titled columns, a type for each habit and
/// words for values. The one before has no types: a value over 3 shows that the habit counts
/// amounts. The oldest has `Date,Value` lines without a title row, numbers for values, and
/// `NumRepetitions,Interval` for the frequency. `Scores.csv` is computed by Loop and not read.
///
/// The files are read twice: first to detect the order of dates and habits with amounts, then for
/// the days.
final class LoopCsv {

  static final String MARKER = "Habits.csv";

  private static final String CHECKMARKS = "Checkmarks.csv";

  private final FileSet files;
  private final ImportLimits limits;
  private final RecordAccounting accounting;
  private final List<HabitHistory> habits = new ArrayList<>();
  private DayReader days;

  private LoopCsv(FileSet files, ImportLimits limits) {
    this.files = files;
    this.limits = limits;
    this.accounting = new RecordAccounting(limits);
  }

  /// A habit whose history is being read.
  private static final class HabitHistory {
    private final LoopHabitsCsv.Line line;
    private final String key;
    private final RecordAccounting.Days days;
    private boolean amounts;
    private double leastAmount = Double.POSITIVE_INFINITY;

    HabitHistory(LoopHabitsCsv.Line line, String key, RecordAccounting.Days days) {
      this.line = line;
      this.key = key;
      this.days = days;
      this.amounts = line.numeric();
    }

    /// Inspects a value in the first pass: a single amount makes the whole habit one of amounts.
    void inspect(String text, char separator) {
      long value = LoopRules.valueOf(text.strip(), separator).orElse(0L);
      if (LoopRules.isAmount(value)) {
        amounts = true;
      }
      if (value > 0 && !LoopRules.isSkip(value)) {
        leastAmount = Math.min(leastAmount, LoopRules.unitsOf(value));
      }
    }

    LoopRules.Goal goal() {
      return line.goal()
          .orElseGet(
              () ->
                  amounts
                      ? LoopRules.Goal.unknown(leastAmount, line.unit())
                      : LoopRules.Goal.YES_NO);
    }

    boolean hasUnknownTarget() {
      return amounts && line.goal().isEmpty();
    }

    /// The fields that this title becomes in a title row that does not escape names.
    List<String> titleFields() {
      return List.of(line.title().split(",", -1));
    }
  }

  static Archive read(FileSet files, ImportLimits limits, ImportOptions options)
      throws IOException {
    return new LoopCsv(files, limits).read(options);
  }

  private Archive read(ImportOptions options) throws IOException {
    LoopHabitsCsv.Content content = LoopHabitsCsv.read(text(MARKER), limits, accounting);
    Map<LoopHabitsCsv.Line, String> keys = content.keys();
    for (LoopHabitsCsv.Line line : content.lines()) {
      habits.add(new HabitHistory(line, keys.get(line), accounting.new Days(line.title())));
    }
    SortedMap<Long, String> folders = folders();
    SequencedMap<HabitHistory, String> histories = new LinkedHashMap<>();
    List<HabitHistory> folderless = new ArrayList<>();
    for (HabitHistory habit : habits) {
      String folder = folders.remove(habit.line.number());
      if (folder == null) {
        folderless.add(habit);
      } else {
        histories.put(habit, folder);
      }
    }
    scan(histories, folderless, options);
    for (var history : histories.sequencedEntrySet()) {
      readCheckmarks(history.getValue(), history.getKey());
    }
    for (var left : folders.entrySet()) {
      refuseFolder(left.getKey(), left.getValue(), content.read());
    }
    if (!folderless.isEmpty()) {
      readFallback(folderless);
    }
    days.note(accounting);
    return accounting.archive(
        Archive.Source.LOOP_CSV, Optional.empty(), habits.stream().map(this::habit).toList());
  }

  /// Reads all files to detect the order of dates and the habits with amounts.
  private void scan(
      SequencedMap<HabitHistory, String> histories,
      List<HabitHistory> folderless,
      ImportOptions options)
      throws IOException {
    DateOrderVote vote = new DateOrderVote(options.today());
    for (var history : histories.sequencedEntrySet()) {
      try (CsvRows rows = rows(history.getValue())) {
        while (rows.hasNext()) {
          CsvRows.Row row = rows.next();
          vote.count(row.where(), row.field(0));
          history.getKey().inspect(row.field(1), rows.separator());
        }
      }
    }
    if (!folderless.isEmpty() && files.names().contains(CHECKMARKS)) {
      try (CsvRows rows = rows(CHECKMARKS)) {
        List<Optional<HabitHistory>> columns =
            rows.hasNext() ? columns(rows.next().fields()) : List.of();
        while (rows.hasNext()) {
          CsvRows.Row row = rows.next();
          vote.count(row.where(), row.field(0));
          for (int i = 0; i < columns.size(); i++) {
            String value = row.field(i);
            columns
                .get(i)
                .filter(folderless::contains)
                .ifPresent(habit -> habit.inspect(value, rows.separator()));
          }
        }
      }
    }
    days = vote.reader(options.dateOrder());
  }

  /// The per-habit files by the number at the beginning of their folder's name.
  private SortedMap<Long, String> folders() throws FileRefusedException {
    SortedMap<Long, String> folders = new TreeMap<>();
    for (String name : files.names()) {
      if (!name.endsWith("/" + CHECKMARKS)) {
        continue;
      }
      String folder = name.substring(0, name.indexOf('/'));
      String number = folder.split(" ", 2)[0];
      Long position = LoopRules.wholeNumber(number).orElse(-1L);
      if (folders.put(position, name) != null) {
        throw FileRefusedException.corrupt(
            RecordAccounting.quoted(folder), "two folders begin with this number");
      }
    }
    return folders;
  }

  private void readCheckmarks(String file, HabitHistory habit) throws IOException {
    try (CsvRows rows = rows(file)) {
      int columns = 2;
      boolean first = true;
      while (rows.hasNext()) {
        CsvRows.Row row = rows.next();
        if (first) {
          columns = Math.max(2, row.fields().size());
          first = false;
          if (row.column("date") == 0) {
            row.requireComplete(3, row.field(columns - 1).equals("Notes"));
            continue;
          }
        }
        row.requireComplete(columns, completeEnding(row, columns, habit));
        readCheckmark(row, columns, rows.separator(), habit);
      }
    }
  }

  /// An empty note is complete, and so is a word. A number or a note may be truncated.
  private static boolean completeEnding(CsvRows.Row row, int columns, HabitHistory habit) {
    String ending = row.field(columns - 1);
    return columns > 2 ? ending.isEmpty() : !habit.goal().numeric() && ending.matches("-1|[0-3]");
  }

  private void readCheckmark(CsvRows.Row row, int columns, char separator, HabitHistory habit)
      throws IOException {
    int fields = row.fields().size();
    if (fields < 2 || (fields > columns && !row.isEmptyFrom(columns))) {
      String reason = "the line has %d columns, not %d".formatted(fields, columns);
      accounting.refused(row.where(), row.text(), reason);
      return;
    }
    Cell cell = new Cell(row.where(), row.text(), row.field(0), row.field(1), separator);
    readValue(cell, SourceText.orNull(row.field(2)), habit);
  }

  /// Record of one habit in one line.
  private record Cell(String where, String text, String date, String value, char separator) {}

  private void readValue(Cell cell, String note, HabitHistory habit) throws IOException {
    Optional<LocalDate> day = days.day(cell.date());
    Optional<Long> value = LoopRules.valueOf(cell.value().strip(), cell.separator());
    if (day.isEmpty() || value.isEmpty()) {
      String reason =
          day.isEmpty() ? days.reason(cell.date()) : "the value is not one that Loop writes";
      accounting.refused(cell.where(), cell.text(), reason);
      return;
    }
    switch (LoopRules.reading(day.get(), habit.goal().numeric(), value.get(), note)) {
      case LoopRules.Reading.Taken(Archive.Entry entry) -> habit.days.take(cell.where(), entry);
      case LoopRules.Reading.NotACheckIn(String word) ->
          habit.days.nothing(cell.where(), day.get(), word);
      case LoopRules.Reading.Invalid(String reason) ->
          accounting.refused(cell.where(), cell.text(), reason);
    }
  }

  /// Refuses a folder without its habit. Either `Habits.csv` was truncated at a line end, or the
  /// habit's line was refused and its days are refused with it.
  private void refuseFolder(long number, String file, long habitLines) throws IOException {
    if (number < 1 || number > habitLines) {
      throw FileRefusedException.truncated(
          MARKER, "there is no line for the folder of " + RecordAccounting.quoted(file));
    }
    try (CsvRows rows = rows(file)) {
      while (rows.hasNext()) {
        CsvRows.Row row = rows.next();
        if (row.column("date") != 0) {
          accounting.refused(row.where(), row.text(), "the line of its habit was refused");
        }
      }
    }
  }

  /// Reads the file over all habits, which has no notes, for the habits without a folder.
  private void readFallback(List<HabitHistory> folderless) throws IOException {
    List<HabitHistory> unmatched = new ArrayList<>(folderless);
    if (files.names().contains(CHECKMARKS)) {
      try (CsvRows rows = rows(CHECKMARKS)) {
        if (rows.hasNext()) {
          CsvRows.Row titles = rows.next();
          titles.requireComplete(1, false);
          List<Optional<HabitHistory>> columns = columns(titles.fields());
          columns.forEach(column -> column.ifPresent(unmatched::remove));
          List<Optional<HabitHistory>> folderlessColumns =
              columns.stream().map(c -> c.filter(folderless::contains)).toList();
          while (rows.hasNext()) {
            readFallbackLine(rows.next(), rows.separator(), folderlessColumns);
          }
        }
      }
    }
    unmatched.forEach(this::noteWithoutHistory);
  }

  /// Maps each column to its habit; the first column has the dates. Loop writes names into this
  /// title row unescaped, so a name with a comma takes several of its fields but one column of the
  /// lines below. Habits are in order, but some may be missing. Where a name is a prefix of
  /// another, the mapping with fewer unknown titles wins.
  private List<Optional<HabitHistory>> columns(List<String> titles) {
    List<HabitHistory> longestFirst = new ArrayList<>(habits);
    longestFirst.sort(Comparator.comparingInt((HabitHistory habit) -> -habit.titleFields().size()));
    List<Optional<HabitHistory>> inOrder = matched(titles, habits);
    List<Optional<HabitHistory>> longest = matched(titles, longestFirst);
    return unknown(longest) < unknown(inOrder) ? longest : inOrder;
  }

  private static long unknown(List<Optional<HabitHistory>> columns) {
    return columns.stream().filter(Optional::isEmpty).count();
  }

  private static List<Optional<HabitHistory>> matched(
      List<String> titles, List<HabitHistory> candidates) {
    List<HabitHistory> left = new ArrayList<>(candidates);
    List<Optional<HabitHistory>> columns = new ArrayList<>(List.of(Optional.empty()));
    int field = 1;
    while (field < titles.size()) {
      List<String> rest = titles.subList(field, titles.size());
      Optional<HabitHistory> habit =
          left.stream().filter(candidate -> begins(rest, candidate.titleFields())).findFirst();
      columns.add(habit);
      habit.ifPresent(left::remove);
      field += habit.map(found -> found.titleFields().size()).orElse(1);
    }
    return columns;
  }

  private static boolean begins(List<String> fields, List<String> words) {
    return fields.size() >= words.size() && fields.subList(0, words.size()).equals(words);
  }

  private void readFallbackLine(
      CsvRows.Row row, char separator, List<Optional<HabitHistory>> columns) throws IOException {
    row.requireComplete(columns.size(), row.field(columns.size() - 1).isEmpty());
    for (int i = 0; i < columns.size(); i++) {
      Optional<HabitHistory> habit = columns.get(i);
      if (habit.isEmpty()) {
        continue;
      }
      if (row.fields().size() == columns.size()) {
        String what = row.field(0) + "," + row.field(i);
        Cell cell = new Cell(row.where(), what, row.field(0), row.field(i), separator);
        readValue(cell, null, habit.get());
      } else {
        String reason = "the columns are not those of the title row";
        accounting.refused(row.where(), row.text(), reason);
      }
    }
  }

  private void noteWithoutHistory(HabitHistory habit) {
    accounting.note(
        LoopRules.named(
            habit.line.title(), "was exported without its days; only the habit comes over."));
  }

  private CsvRows rows(String file) throws IOException {
    return new CsvRows(text(file), limits);
  }

  private TextContent text(String file) {
    return new TextContent(file, () -> files.open(file), files.verifiesLengths());
  }

  private Archive.Habit habit(HabitHistory habit) {
    LoopRules.Goal goal = habit.goal();
    LoopHabitsCsv.Line line = habit.line;
    if (habit.hasUnknownTarget()) {
      accounting.note(LoopRules.unknownTarget(line.title(), goal.target(), goal.unit()));
    }
    return new Archive.Habit(
        habit.key,
        line.title(),
        line.note(),
        goal.kind(),
        goal.unit(),
        goal.target(),
        goal.unlogged(),
        line.color(),
        null,
        habit.days.firstDay(),
        null,
        line.archived(),
        LoopRules.schedule(line.title(), goal, line.times(), line.days(), accounting),
        habit.days.entries(),
        Optional.empty(),
        null,
        !habit.hasUnknownTarget());
  }
}
