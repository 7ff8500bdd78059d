package com.upcoach.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sqlite.SQLiteConfig;

/// Source files as the trackers write them, made by the tests.
final class Fixtures {

  static final String HABITBULL =
      """
            HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
            Read,"a page, at least",Mind,2024-02-28,1,
            Read,"a page, at least",Mind,2024-02-29,0,
            Read,"a page, at least",Mind,2024-03-01,0,"too tired, ""really""\"
            Read,"a page, at least",Mind,2024-02-28,1,again
            Water,,Body,2024-02-28,2.5,
            Water,,Body,2024-02-29,0.5,
            """;

  static final Map<String, String> LOOP_CSV = loopCsv();

  static final Map<String, String> OLD_LOOP_CSV =
      Map.of(
          "Habits.csv",
          """
                    Position,Name,Question,Description,NumRepetitions,Interval,Color
                    001,Sit,Did you sit?,,1,1,#FF8F00
                    002,Swim,,,2,7,#00897B
                    """,
          "001 Sit/Checkmarks.csv",
          "2019-05-03,2\n2019-05-02,0\n2019-05-01,2\n",
          "002 Swim/Checkmarks.csv",
          "2019-05-03,1\n2019-05-02,3\n2019-05-01,2\n");

  private static final String SCHEMA_12 =
      """
            create table Habits (Id integer primary key autoincrement, archived integer,
              color integer, description text, freq_den integer, freq_num integer,
              highlight integer, name text, position integer, reminder_days integer,
              reminder_hour integer, reminder_min integer);
            create table Repetitions (Id integer primary key autoincrement, habit integer,
              timestamp integer);
            create table Streak (Id integer primary key autoincrement, end integer,
              habit integer, length integer, start integer);
            """;

  private static final String SCHEMA_25 =
      """
            create table Habits (id integer primary key autoincrement, archived integer,
              color integer, description text, freq_den integer, freq_num integer,
              highlight integer, name text, position integer, reminder_hour integer,
              reminder_min integer, reminder_days integer not null default 127,
              type integer not null default 0, target_type integer not null default 0,
              target_value real not null default 0, unit text not null default '',
              question text, uuid text);
            create table Repetitions (id integer primary key autoincrement,
              habit integer not null, timestamp integer not null, value integer not null,
              notes text);
            """;

  private Fixtures() {}

  private static Map<String, String> loopCsv() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "Habits.csv",
        """
                Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?
                001,Sit,YES_NO,Did you sit?,ten minutes,2,3,#FF8F00,,,,false
                002,"Coffee, black",NUMERICAL,,,1,1,#00897B,cups,AT_MOST,2.0,true
                003,Run,NUMERICAL,How far?,,1,7,#aaaaaa,km,AT_LEAST,10.5,false
                """);
    files.put(
        "001 Sit/Checkmarks.csv",
        """
                Date,Value,Notes
                2024-03-02,YES_MANUAL,
                2024-03-01,NO,Sick
                2024-02-29,YES_AUTO,
                2024-02-28,SKIP,"at the sea, ""far""\"
                2024-02-27,UNKNOWN,
                """);
    files.put(
        "002 Coffee black/Checkmarks.csv", "Date,Value,Notes\n2024-03-02,2500,\n2024-03-01,NO,\n");
    files.put(
        "Checkmarks.csv",
        """
                Date,Sit,Coffee, black,Run,
                2024-03-02,YES_MANUAL,2500,5250,
                """);
    files.put("Scores.csv", "Date,Sit\n2024-03-02,0.5\n");
    return files;
  }

  static long midnight(String day) {
    return LocalDate.parse(day).toEpochDay() * 86_400_000L;
  }

  /// A Loop database of schema 12 with these rows added.
  static Path oldLoop(Path folder, String... statements) throws SQLException {
    return loop(folder.resolve("old.db"), 12, SCHEMA_12, statements);
  }

  /// A Loop database of schema 25 with these rows added.
  static Path newLoop(Path folder, String... statements) throws SQLException {
    return loop(folder.resolve("new.db"), 25, SCHEMA_25, statements);
  }

  /// Not by [java.sql.DriverManager]: it knows only the drivers of the class loader that first used
  /// it. That is another one where a `@QuarkusTest` ran before.
  static Path database(Path file, String... statements) throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
    return file;
  }

  private static Path loop(Path file, int version, String schema, String... statements)
      throws SQLException {
    database(file, schema.split(";\\s*"));
    database(file, "pragma user_version = " + version);
    return database(file, statements);
  }

  /// Both schemas with a year of repetitions, so that their B-trees have interior pages.
  static Path fullOldLoop(Path folder) throws SQLException {
    return oldLoop(
        folder, habit12(1, "Sit", 1, 1), year("Repetitions(habit, timestamp) select 1, "));
  }

  static Path fullNewLoop(Path folder) throws SQLException {
    return newLoop(
        folder,
        "insert into Habits(id, name, color, freq_num, freq_den, uuid)"
            + " values (1, 'Sit', 8, 1, 1, 'u1')",
        year("Repetitions(habit, value, notes, timestamp)" + " select 1, 2, 'a note of a day', "));
  }

  private static String year(String into) {
    return "with recursive d(n) as (select 0 union all select n + 1 from d where n < 365)"
        + " insert into "
        + into
        + midnight("2024-01-01")
        + " + n * 86400000 from d";
  }

  static String habit12(int id, String name, int times, int days) {
    return "insert into Habits(Id, name, color, freq_num, freq_den, archived, position)"
        + " values (%d, '%s', -16742021, %d, %d, 0, %d)".formatted(id, name, times, days, id);
  }

  static Path zip(Path file, Map<String, String> contents) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var content : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(content.getKey()));
        zip.write(content.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  static Path folder(Path folder, Map<String, String> contents) throws IOException {
    for (var content : contents.entrySet()) {
      Path file = folder.resolve(content.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, content.getValue());
    }
    return folder;
  }
}
