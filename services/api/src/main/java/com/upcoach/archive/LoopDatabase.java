package com.upcoach.archive;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Reads the database of Loop Habit Tracker (its "full backup"), from schema 9 on.
///
/// Before schema 15 a repetition has no value and is a plain yes. Before 23 the question is stored
/// in the description. Before 24 habits have no UUID. After 19 no streaks are stored. Features are
/// detected by columns; the schema version decides only the palette.
final class LoopDatabase {

  /// Newest schema that this reader was written for.
  static final int KNOWN_SCHEMA = 25;

  private static final List<String> HABIT_COLUMNS =
      List.of(
          "id",
          "uuid",
          "name",
          "question",
          "description",
          "archived",
          "color",
          "freq_num",
          "freq_den",
          "type",
          "target_type",
          "target_value",
          "unit",
          "reminder_hour");

  private final ImportLimits limits;
  private final RecordAccounting accounting;
  private final SequencedMap<Long, HabitHistory> habits = new LinkedHashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Map<Long, List<Archive.Streak>> streaks = new HashMap<>();

  private LoopDatabase(ImportLimits limits) {
    this.limits = limits;
    this.accounting = new RecordAccounting(limits);
  }

  /// A habit whose history is being read.
  private record HabitHistory(
      String key,
      String title,
      LoopRules.Goal goal,
      SqliteFile.Row row,
      RecordAccounting.Days days) {}

  static Archive read(SqliteFile database, ImportLimits limits) throws IOException {
    try {
      return new LoopDatabase(limits).read(database);
    } catch (SQLException damaged) {
      throw SqliteFile.refusal(damaged, limits);
    }
  }

  private Archive read(SqliteFile database) throws SQLException, IOException {
    int schema = database.schemaVersion();
    if (schema > KNOWN_SCHEMA) {
      accounting.note(
          "This file has Loop's schema "
              + schema
              + "; the newest supported schema is "
              + KNOWN_SCHEMA
              + ". What the two have in common was read.");
    }
    String order = database.has("habits", "position") ? "position, id" : "id";
    database.eachRow("habits", HABIT_COLUMNS, order, this::readHabit);
    boolean valued = database.has("repetitions", "value");
    database.eachRow(
        "repetitions",
        List.of("id", "habit", "timestamp", "value", "notes"),
        database.has("repetitions", "id") ? "id" : "rowid",
        row -> readRepetition(row, valued));
    if (database.has("streak", "habit")) {
      List<String> columns = List.of("id", "habit", "start", "end", "length");
      database.eachRow("streak", columns, "start", this::readStreak);
    }
    List<Archive.Habit> read = new ArrayList<>();
    habits.forEach((id, habit) -> read.add(habit(id, habit, schema)));
    return accounting.archive(Archive.Source.LOOP_DATABASE, Optional.empty(), read);
  }

  /// The required tables and columns of a Loop database that this one lacks.
  static List<String> missingIn(SqliteFile database) {
    List<String> missing = new ArrayList<>();
    for (String needed :
        List.of("habits.id", "habits.name", "repetitions.habit", "repetitions.timestamp")) {
      int dot = needed.indexOf('.');
      if (!database.has(needed.substring(0, dot), needed.substring(dot + 1))) {
        missing.add(needed);
      }
    }
    return missing;
  }

  private void readHabit(SqliteFile.Row row) throws IOException {
    if (habits.size() >= limits.habits()) {
      throw FileRefusedException.tooLarge("habits", limits.habits());
    }
    Long id = row.whole("id");
    if (id == null) {
      accounting.refusedBesides("Habits row", row.quoted("id", "name"), "the row has no Id");
      return;
    }
    String where = "Habits row " + id;
    String title = row.text("name") == null ? "Untitled" : row.text("name");
    Optional<LoopRules.Goal> goal = goal(row);
    if (goal.isEmpty()) {
      accounting.refusedBesides(
          where, row.quoted("name", "target_value"), "the target is not a number from 0 up");
      return;
    }
    String key = row.text("uuid");
    if (key == null || !keys.add(key)) {
      key = id + ":" + title;
      keys.add(key);
    }
    if (row.whole("reminder_hour") != null) {
      accounting.note("Reminders are not imported; set them again.");
    }
    habits.put(id, new HabitHistory(key, title, goal.get(), row, accounting.new Days(title)));
  }

  private static Optional<LoopRules.Goal> goal(SqliteFile.Row row) {
    if (row.wholeOr("type", 0) != 1) {
      return Optional.of(LoopRules.Goal.YES_NO);
    }
    if (hasNoTarget(row)) {
      return Optional.of(LoopRules.Goal.unknown(1, row.text("unit")));
    }
    boolean atMost = row.wholeOr("target_type", 0) == 1;
    return LoopRules.Goal.amount(atMost, row.number("target_value"), row.text("unit"));
  }

  /// Tells whether the habit counts amounts without a target in the database.
  private static boolean hasNoTarget(SqliteFile.Row row) {
    return row.wholeOr("type", 0) == 1 && row.isNull("target_value");
  }

  private void readRepetition(SqliteFile.Row row, boolean valued) throws IOException {
    String where = "Repetitions row " + row.whole("id");
    String what = row.quoted("habit", "timestamp", "value", "notes");
    HabitHistory habit = habits.get(row.wholeOr("habit", Long.MIN_VALUE));
    if (habit == null) {
      accounting.refused(where, what, "no habit with this Id was read");
      return;
    }
    Optional<LocalDate> day = day(row, "timestamp");
    if (day.isEmpty()) {
      accounting.refused(
          where, what, "the timestamp is not midnight UTC of a day, so its day is not certain");
      return;
    }
    Long value = valued ? row.whole("value") : Long.valueOf(2);
    if (value == null) {
      accounting.refused(where, what, "the value is not a whole number");
      return;
    }
    switch (LoopRules.reading(day.get(), habit.goal().numeric(), value, row.text("notes"))) {
      case LoopRules.Reading.Taken(Archive.Entry entry) -> habit.days().take(where, entry);
      case LoopRules.Reading.NotACheckIn(String word) ->
          habit.days().nothing(where, day.get(), word);
      case LoopRules.Reading.Invalid(String reason) -> accounting.refused(where, what, reason);
    }
  }

  private void readStreak(SqliteFile.Row row) {
    String where = "Streak row " + row.whole("id");
    Long habit = row.whole("habit");
    Optional<LocalDate> from = day(row, "start");
    Optional<LocalDate> to = day(row, "end");
    long length = row.wholeOr("length", 0);
    boolean fit = length > 0 && length <= Integer.MAX_VALUE && habits.containsKey(habit);
    if (!fit || from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
      String what = row.quoted("habit", "start", "end", "length");
      accounting.refusedBesides(where, what, "not a streak of a habit that was read");
      return;
    }
    streaks
        .computeIfAbsent(habit, absent -> new ArrayList<>())
        .add(new Archive.Streak(from.get(), to.get(), (int) length));
  }

  private static Optional<LocalDate> day(SqliteFile.Row row, String column) {
    return Optional.ofNullable(row.whole(column)).flatMap(SourceText::dayOfMidnight);
  }

  private Archive.Habit habit(long id, HabitHistory habit, int schema) {
    SqliteFile.Row row = habit.row();
    LoopRules.Goal goal = habit.goal();
    boolean targetStated = !hasNoTarget(row);
    if (!targetStated) {
      double least =
          habit.days().entries().stream()
              .mapToDouble(Archive.Entry::amount)
              .filter(amount -> amount > 0)
              .min()
              .orElse(1);
      goal = LoopRules.Goal.unknown(least, goal.unit());
      accounting.note(LoopRules.unknownTarget(habit.title(), goal.target(), goal.unit()));
    }
    long times = row.wholeOr("freq_num", 0);
    long days = row.wholeOr("freq_den", 0);
    return new Archive.Habit(
        habit.key(),
        habit.title(),
        SourceText.joined(row.text("question"), row.text("description")),
        goal.kind(),
        goal.unit(),
        goal.target(),
        goal.unlogged(),
        LoopRules.color(row.wholeOr("color", Long.MIN_VALUE), schema),
        null,
        habit.days().firstDay(),
        null,
        row.wholeOr("archived", 0) != 0,
        LoopRules.schedule(habit.title(), goal, times, days, accounting),
        habit.days().entries(),
        Optional.ofNullable(streaks.get(id)),
        null,
        targetStated);
  }
}
