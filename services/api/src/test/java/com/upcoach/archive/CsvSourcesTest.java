package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CsvSourcesTest {

  @TempDir private Path folder;

  private Path habitBull(String text) throws Exception {
    return Files.writeString(folder.resolve("export.txt"), text);
  }

  private static Archive.Entry entry(String day, double amount, String note, boolean skipped) {
    return new Archive.Entry(LocalDate.parse(day), amount, note, skipped, Optional.empty());
  }

  @Test
  void a_loop_zip_and_its_unpacked_folder_read_the_same() throws Exception {
    Archive zipped = Reading.done(Fixtures.zip(folder.resolve("a.zip"), Fixtures.LOOP_CSV));
    Archive unpacked = Reading.done(Fixtures.folder(folder.resolve("a"), Fixtures.LOOP_CSV));

    assertEquals(zipped, unpacked);
    assertEquals(
        new RecordTally(8, 6, 0, Map.of("UNKNOWN", 1L, "YES_AUTO", 1L), 0), zipped.tally());
  }

  @Test
  void a_zip_packed_again_with_its_folder_reads_the_same() throws Exception {
    Map<String, String> nested = new LinkedHashMap<>();
    Fixtures.LOOP_CSV.forEach((name, text) -> nested.put("Loop 2024/" + name, text));
    nested.put("__MACOSX/Habits.csv", "resource fork");

    assertEquals(
        Reading.done(Fixtures.zip(folder.resolve("a.zip"), Fixtures.LOOP_CSV)),
        Reading.done(Fixtures.zip(folder.resolve("b.zip"), nested)));
  }

  @Test
  void a_loop_day_keeps_its_note_whatever_its_value() throws Exception {
    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), Fixtures.LOOP_CSV));

    Archive.Habit sit = archive.habits().getFirst();
    assertEquals("Sit", sit.key());
    assertEquals("Did you sit?\n\nten minutes", sit.note());
    assertEquals(
        List.of(
            entry("2024-02-28", 0, "at the sea, \"far\"", true),
            entry("2024-03-01", 0, "Sick", false),
            entry("2024-03-02", 1, null, false)),
        sit.entries());
  }

  @Test
  void a_loop_habit_of_amounts_reads_thousandths_and_a_no_as_zero() throws Exception {
    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), Fixtures.LOOP_CSV));

    Archive.Habit coffee = archive.habits().get(1);
    assertEquals(Kind.LIMIT, coffee.kind());
    assertTrue(coffee.archived());
    assertEquals(
        List.of(entry("2024-03-01", 0, null, false), entry("2024-03-02", 2.5, null, false)),
        coffee.entries());
  }

  @Test
  void a_habit_without_a_folder_is_found_in_the_file_over_all() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.OLD_LOOP_CSV);
    files.remove("002 Swim/Checkmarks.csv");
    files.put("Checkmarks.csv", "Date,Sit,Swim,\n2019-05-03,2,1,\n2019-05-02,0,2,\n");

    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), files));
    assertEquals(
        List.of(entry("2019-05-02", 1, null, false)), archive.habits().getLast().entries());
    assertEquals(new RecordTally(5, 3, 0, Map.of("NO", 1L, "YES_AUTO", 1L), 0), archive.tally());
  }

  @Test
  void a_name_with_a_comma_does_not_shift_the_columns_of_the_file_over_all() throws Exception {
    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), Fixtures.LOOP_CSV));

    assertEquals(
        List.of(entry("2024-03-02", 5.25, null, false)), archive.habits().getLast().entries());
  }

  @Test
  void a_habit_exported_without_its_days_is_noted() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.OLD_LOOP_CSV);
    files.remove("002 Swim/Checkmarks.csv");

    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), files));
    assertEquals(List.of(), archive.habits().getLast().entries());
    assertTrue(archive.notes().getFirst().contains("without its days"));
  }

  @Test
  void the_older_loop_format_has_no_titles_and_numbers_for_values() throws Exception {
    Archive archive = Reading.done(Fixtures.folder(folder.resolve("old"), Fixtures.OLD_LOOP_CSV));

    Archive.Habit swim = archive.habits().getLast();
    assertEquals(new Schedule.TimesInDays(2, 7), swim.schedule());
    assertEquals(
        List.of(entry("2019-05-01", 1, null, false), entry("2019-05-02", 0, null, true)),
        swim.entries());
    assertEquals(new RecordTally(6, 4, 0, Map.of("NO", 1L, "YES_AUTO", 1L), 0), archive.tally());
  }

  @Test
  void a_refused_habit_refuses_its_days_too() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.LOOP_CSV);
    files.computeIfPresent("Habits.csv", (name, text) -> text.replace("YES_NO", "MAYBE"));

    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), files));
    assertEquals(2, archive.habits().size());
    assertEquals(new RecordTally(8, 3, 0, Map.of(), 5), archive.tally());
    assertEquals("Habits.csv line 2", archive.refused().getFirst().where());
  }

  @Test
  void two_habits_of_one_position_are_not_both_taken() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.OLD_LOOP_CSV);
    files.computeIfPresent("Habits.csv", (name, text) -> text.replace("002,", "001,"));

    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), files));
    assertEquals(List.of("Sit"), archive.habits().stream().map(Archive.Habit::key).toList());
    assertEquals(new RecordTally(6, 2, 0, Map.of("NO", 1L), 3), archive.tally());
  }

  @Test
  void a_list_of_habits_shorter_than_the_folders_is_truncated() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.OLD_LOOP_CSV);
    files.computeIfPresent("Habits.csv", (name, text) -> text.replaceAll("002.*\n", ""));

    Reading.refused(Fixtures.folder(folder.resolve("old"), files), FileRefusal.Truncated.class);
  }

  @Test
  void a_habitbull_habit_with_any_other_value_than_yes_and_no_has_amounts() throws Exception {
    Archive archive = Reading.done(habitBull(Fixtures.HABITBULL));

    Archive.Habit read = archive.habits().getFirst();
    assertEquals("a page, at least\n\nCategory: Mind", read.note());
    assertEquals(
        List.of(
            entry("2024-02-28", 1, "again", false),
            entry("2024-03-01", 0, "too tired, \"really\"", false)),
        read.entries());
    Archive.Habit water = archive.habits().getLast();
    assertEquals(0.5, water.target());
    assertEquals(2.5, water.entries().getFirst().amount());
    assertEquals(new RecordTally(6, 4, 1, Map.of("0", 1L), 0), archive.tally());
    assertEquals(false, archive.repeated().getFirst().identical());
  }

  @Test
  void an_invalid_line_among_others_is_refused_alone_with_its_number() throws Exception {
    String header = Fixtures.HABITBULL.lines().findFirst().orElseThrow() + "\r\n";
    Archive archive =
        Reading.done(
            habitBull(
                "\uFEFF"
                    + header
                    + "A,,,2024-02-30,1,\r\n"
                    + "A,,,2024-02-28,NaN,\r\n"
                    + "A,,,2024-02-28,-1,\r\n"
                    + "A,,2024-02-28,1,\r\n"
                    + ",,,2024-02-28,1,\r\n"
                    + "A,,,2024-02-28,1,\r\n"));

    assertEquals(new RecordTally(6, 1, 0, Map.of(), 5), archive.tally());
    assertEquals(
        List.of(2, 3, 4, 5, 6).stream().map(n -> "export.txt line " + n).toList(),
        archive.refused().stream().map(RefusedLine::where).toList());
  }

  @Test
  void the_lists_are_bounded_and_can_be_stored() throws Exception {
    String header = Fixtures.HABITBULL.lines().findFirst().orElseThrow() + "\n";
    String line = "A\0,,,never,1," + "x".repeat(182) + "\uD83E\uDDD8 and more\n";
    Archive archive = Reading.done(habitBull(header + line.repeat(1_001)));

    assertEquals(1_001, archive.tally().refused());
    assertEquals(Archive.LISTED_AT_MOST, archive.refused().size());
    String what = archive.refused().getFirst().what();
    assertTrue(what.length() <= Archive.QUOTED_CHARS);
    assertEquals(-1, what.indexOf('\0'));
    assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(what));
  }

  @Test
  void a_last_line_that_lacks_only_its_line_end_is_read() throws Exception {
    Archive archive = Reading.done(habitBull(Fixtures.HABITBULL.stripTrailing()));
    assertEquals(6, archive.tally().total());
  }

  @Test
  void a_last_line_that_may_be_truncated_is_refused_with_its_number() throws Exception {
    String cut = Fixtures.HABITBULL.substring(0, Fixtures.HABITBULL.indexOf("ain\nWater"));
    FileRefusal.Truncated refusal = Reading.refused(habitBull(cut), FileRefusal.Truncated.class);
    assertEquals("export.txt line 5", refusal.where());
  }

  @Test
  void of_two_loop_lines_of_a_day_the_later_wins() throws Exception {
    for (String word : List.of("NO", "YES_AUTO", "UNKNOWN")) {
      Map<String, String> files = new HashMap<>(Fixtures.LOOP_CSV);
      files.put(
          "001 Sit/Checkmarks.csv",
          "Date,Value,Notes\n2024-03-01,YES_MANUAL,\n2024-03-01,%s\n2024-03-02,%s,\n2024-03-02,YES_MANUAL\n"
              .formatted(word, word));
      Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), files));

      assertEquals(
          List.of(entry("2024-03-02", 1, null, false)), archive.habits().getFirst().entries());
      assertEquals(new RecordTally(7, 4, 2, Map.of(word, 1L), 0), archive.tally());
      assertEquals("1.0", archive.repeated().getFirst().what());
      assertEquals(word, archive.repeated().getLast().what());
    }
  }

  @Test
  void a_loop_habit_without_a_type_has_amounts_where_any_value_is_over_3() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.OLD_LOOP_CSV);
    files.put("001 Sit/Checkmarks.csv", "2019-05-03,250\n2019-05-02,3\n2019-05-01,0\n");
    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), files));

    Archive.Habit sit = archive.habits().getFirst();
    assertEquals(0.25, sit.target(), "the least amount, so that every amount counts as done");
    assertEquals(
        List.of(
            entry("2019-05-01", 0, null, false),
            entry("2019-05-02", 0, null, true),
            entry("2019-05-03", 0.25, null, false)),
        sit.entries());
    assertTrue(archive.notes().getFirst().contains("neither its target nor its unit"));
    assertEquals(1, archive.habits().getLast().entries().getFirst().amount());
  }

  @Test
  void a_loop_habit_without_a_folder_shows_its_amounts_in_the_file_over_all() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.OLD_LOOP_CSV);
    files.remove("002 Swim/Checkmarks.csv");
    files.put("Checkmarks.csv", "Date,Sit,Swim,\n2019-05-03,2,8000,\n2019-05-02,0,2000,\n");
    Archive archive = Reading.done(Fixtures.zip(folder.resolve("a.zip"), files));
    assertEquals(
        List.of(entry("2019-05-02", 2, null, false), entry("2019-05-03", 8, null, false)),
        archive.habits().getLast().entries());
  }

  @Test
  void a_file_whose_lines_are_all_short_may_end_without_a_line_end() throws Exception {
    String header = Fixtures.HABITBULL.lines().findFirst().orElseThrow() + "\n";
    Archive archive =
        Reading.done(habitBull(header + "Workout,,,2017-09-23,1\nWorkout,,,2017-09-24,1"));
    assertEquals(2, archive.tally().taken());
    assertEquals(1, Reading.done(habitBull(header + "Workout,,,2017-09-23,1")).tally().taken());
    Reading.refused(
        habitBull(header + "Workout,,,2017-09-23,1\nWorkout,,,2017-09-24,12"),
        FileRefusal.Truncated.class);
  }

  @Test
  void a_line_with_more_columns_than_the_titles_is_taken_when_they_are_empty() throws Exception {
    Archive archive =
        Reading.done(
            habitBull("HabitName,CalendarDate,Value\nA,2024-01-01,1,,\nA,2024-01-02,1,x,\n"));
    assertEquals(new RecordTally(2, 1, 0, Map.of(), 1), archive.tally());
  }
}
