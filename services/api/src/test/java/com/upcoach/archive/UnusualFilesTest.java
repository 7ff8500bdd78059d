package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as other programs leave them: repacked, in other scripts, with misleading names.
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnusualFilesTest {

  private static final String TITLES =
      "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n";

  @TempDir private Path folder;

  private static List<String> days(Archive.Habit habit) {
    return habit.entries().stream().map(entry -> entry.day().toString()).toList();
  }

  private static String yesNo(int position, String name) {
    return "%03d,%s,YES_NO,,,1,1,#FF8F00,,,,false%n".formatted(position, name);
  }

  private Path zip(Charset names, Map<String, String> files) throws IOException {
    Path zip = folder.resolve("export.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out, names)) {
      for (var file : files.entrySet()) {
        packed.putNextEntry(new ZipEntry(file.getKey()));
        packed.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }

  @Test
  void a_zip_made_by_windows_separates_its_folders_with_backslashes() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("export\\Habits.csv", TITLES + yesNo(1, "Sit"));
    files.put("export\\001 Sit\\Checkmarks.csv", "Date,Value,Notes\n2024-03-02,YES_MANUAL,\n");

    Archive archive = Reading.done(zip(StandardCharsets.UTF_8, files));

    assertEquals(List.of("2024-03-02"), days(archive.habits().getFirst()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IBM437", "windows-1252", "windows-1251", "UTF-8"})
  void a_zip_with_file_names_in_an_old_encoding_is_read(String encoding) throws Exception {
    String name = encoding.equals("windows-1251") ? "Зарядка.csv" : "Frühsport.csv";
    String csv = "HabitName,CalendarDate,Value\nRun,2024-02-28,1\n";

    Archive archive = Reading.done(zip(Charset.forName(encoding), Map.of(name, csv)));

    assertEquals(List.of("2024-02-28"), days(archive.habits().getFirst()));
  }

  @Test
  void a_zip_whose_file_names_lead_out_of_its_folder_is_read_by_its_names_alone() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("../../Habits.csv", TITLES + yesNo(1, "Sit"));
    files.put("../../001 Sit/Checkmarks.csv", "Date,Value,Notes\n2024-03-02,YES_MANUAL,\n");
    files.put("/etc/passwd", "x");

    Archive archive = Reading.done(zip(StandardCharsets.UTF_8, files));

    assertEquals(1, archive.tally().taken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Зарядка утром и вечером каждый день", "毎朝の運動", "ورزش صبحگاهی"})
  void utf_16_without_a_mark_is_recognised_in_any_script(String name) throws Exception {
    StringBuilder csv = new StringBuilder("HabitName,CalendarDate,Value,CommentText\n");
    for (int day = 10; day < 28; day++) {
      csv.append("%s,2024-02-%d,1,%s%n".formatted(name, day, name.repeat(20)));
    }
    Archive plain = Reading.done(Files.writeString(folder.resolve("export.csv"), csv));
    for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] bytes = csv.toString().getBytes(wide);
      assertEquals(plain, Reading.done(Files.write(folder.resolve("export.csv"), bytes)), name);
    }
    assertEquals(18, plain.tally().taken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lines_may_end_as_on_any_system(String end) throws Exception {
    String csv =
        "\uFEFFHabitName,CalendarDate,Value,CommentText\n\"Deep, \"\"real\"\" 🧘\",2024-02-28,1,\"two\nlines\"\nRun,2024-02-28,1,\n";

    Archive archive =
        Reading.done(Files.writeString(folder.resolve("export.csv"), csv.replace("\n", end)));

    assertEquals("Deep, \"real\" 🧘", archive.habits().getFirst().title());
    assertEquals(2, archive.tally().taken());
  }

  @Test
  void a_habit_called_date_does_not_take_the_column_of_the_dates() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Habits.csv", TITLES + yesNo(1, "Date") + yesNo(2, "Sit"));
    files.put("Checkmarks.csv", "Date,Date,Sit,\n2024-03-02,YES_MANUAL,NO,\n");

    Archive archive = Reading.done(Fixtures.folder(folder, files));

    assertEquals(List.of("2024-03-02"), days(archive.habits().getFirst()));
    assertEquals(List.of(), archive.refused());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A;A,B | Date,A,A,B, | 2024-03-02,YES_MANUAL,NO, | A",
        "A,B;A | Date,A,B,A, | 2024-03-02,YES_MANUAL,NO, | A,B",
        "A;A,B | Date,A,B, | 2024-03-02,YES_MANUAL, | A,B",
        "A;B;A,B | Date,A,B,A,B, | 2024-03-02,NO,NO,YES_MANUAL, | A,B",
      })
  void names_with_a_common_prefix_are_distinguished_in_the_title_row(
      String names, String titles, String line, String done) throws Exception {
    StringBuilder habits = new StringBuilder(TITLES);
    int position = 0;
    for (String name : names.split(";", -1)) {
      position++;
      habits.append(yesNo(position, "\"" + name + "\""));
    }
    Map<String, String> files =
        Map.of("Habits.csv", habits.toString(), "Checkmarks.csv", titles + "\n" + line + "\n");

    Archive archive = Reading.done(Fixtures.folder(folder, files));

    for (Archive.Habit habit : archive.habits()) {
      assertEquals(
          habit.title().equals(done) ? List.of("2024-03-02") : List.of(),
          days(habit),
          habit.title());
    }
  }

  @Test
  void a_unit_is_kept_where_the_file_has_no_target_for_it() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Habits.csv", TITLES + "001,Swim,NUMERICAL,,,1,1,#FF8F00,km,AT_LEAST,,false\n");
    files.put("001 Swim/Checkmarks.csv", "Date,Value,Notes\n2024-03-02,500,\n");
    Archive csv = Reading.done(Fixtures.folder(folder, files));
    Archive database =
        Reading.done(
            Fixtures.database(
                folder.resolve("loop.db"),
                "create table Habits (id integer, name text, freq_num integer, freq_den integer, type integer, unit text, target_value real)",
                "create table Repetitions (id integer, habit integer, timestamp integer, value integer)",
                "insert into Habits values (1, 'Swim', 1, 1, 1, 'km', null)",
                "insert into Repetitions values (1, 1, %d, 500)"
                    .formatted(Fixtures.midnight("2024-03-02"))));

    for (Archive archive : List.of(csv, database)) {
      Archive.Habit habit = archive.habits().getFirst();
      assertEquals("km", habit.unit());
      assertEquals(0.5, habit.target());
      assertEquals(false, habit.targetStated());
      assertEquals(0.5, habit.entries().getFirst().amount());
      assertTrue(archive.notes().toString().contains("km"), archive.notes()::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-7",
        "1e400",
        "NaN",
        "Infinity",
        "1000000000000001"
      })
  void an_impossible_amount_is_refused_alone(String value) throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Habits.csv", TITLES + "001,Swim,NUMERICAL,,,1,1,#FF8F00,km,AT_LEAST,2,false\n");
    files.put(
        "001 Swim/Checkmarks.csv",
        "Date,Value,Notes\n2024-03-02,%s,\n2024-03-01,500,\n".formatted(value));

    Archive archive = Reading.done(Fixtures.folder(folder, files));

    assertEquals(List.of("2024-03-01"), days(archive.habits().getFirst()));
    assertEquals(1, archive.tally().refused());
  }
}
