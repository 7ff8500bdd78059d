package com.upcoach.archive;

import static com.upcoach.archive.Fixtures.habit12;
import static com.upcoach.archive.Fixtures.midnight;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoopDatabaseTest {

  @TempDir private Path folder;

  private static String habit(int id, String columns, String values) {
    return "insert into Habits(id, name, freq_num, freq_den, %s) values (%d, 'H%d', 1, 1, %s)"
        .formatted(columns, id, id, values);
  }

  private static String day(int habit, String day, long value, String note) {
    return "insert into Repetitions(habit, timestamp, value, notes) values (%d, %d, %d, %s)"
        .formatted(habit, midnight(day), value, note);
  }

  private static Archive.Entry entry(String day, double amount, String note, boolean skipped) {
    return new Archive.Entry(LocalDate.parse(day), amount, note, skipped, Optional.empty());
  }

  @Test
  void each_value_of_a_yes_no_habit_is_imported_or_counted_by_its_word() throws Exception {
    Archive archive =
        Reading.done(
            Fixtures.newLoop(
                folder,
                habit(1, "uuid, color", "'abc', 19"),
                day(1, "2024-01-01", 2, "null"),
                day(1, "2024-01-02", 0, "null"),
                day(1, "2024-01-03", 1, "null"),
                day(1, "2024-01-04", 3, "'at sea'"),
                day(1, "2024-01-05", 0, "'sick'"),
                day(1, "2024-01-06", -1, "'who knows'"),
                day(1, "2024-01-07", 9, "null"),
                day(1, "2024-01-08", -7, "null")));

    Archive.Habit habit = archive.habits().getFirst();
    assertEquals("abc", habit.key());
    assertEquals("#aaaaaa", habit.color());
    assertEquals(
        List.of(
            entry("2024-01-01", 1, null, false),
            entry("2024-01-04", 0, "at sea", true),
            entry("2024-01-05", 0, "sick", false),
            entry("2024-01-06", 0, "who knows", false)),
        habit.entries());
    assertEquals(new RecordTally(8, 4, 0, Map.of("NO", 1L, "YES_AUTO", 1L), 2), archive.tally());
    assertEquals("Repetitions row 7", archive.refused().getFirst().where());
  }

  @Test
  void amounts_are_thousandths_and_keep_their_unit_and_target() throws Exception {
    Archive archive =
        Reading.done(
            Fixtures.newLoop(
                folder,
                habit(1, "type, target_type, target_value, unit", "1, 0, 2.5, 'km'"),
                habit(2, "type, target_type, target_value, unit", "1, 1, 0, 'cups'"),
                day(1, "2024-01-01", 2500, "null"),
                day(2, "2024-01-01", 0, "null")));

    Archive.Habit run = archive.habits().getFirst();
    assertEquals(Kind.DO, run.kind());
    assertEquals("km", run.unit());
    assertEquals(2.5, run.target());
    assertEquals(List.of(entry("2024-01-01", 2.5, null, false)), run.entries());
    Archive.Habit coffee = archive.habits().getLast();
    assertEquals(Kind.LIMIT, coffee.kind());
    assertEquals(Unlogged.MISSED, coffee.unlogged());
    assertEquals(0, coffee.target());
    assertEquals(List.of(entry("2024-01-01", 0, null, false)), coffee.entries());
  }

  @Test
  void a_target_below_zero_refuses_the_habit_and_each_of_its_days() throws Exception {
    Archive archive =
        Reading.done(
            Fixtures.newLoop(
                folder,
                habit(1, "type, target_value", "1, -1"),
                day(1, "2024-01-01", 2500, "null")));

    assertEquals(List.of(), archive.habits());
    assertEquals(new RecordTally(1, 0, 0, Map.of(), 1), archive.tally());
    assertEquals(2, archive.refused().size());
  }

  @Test
  void an_amount_over_several_days_is_approximated_with_a_note() throws Exception {
    Archive archive =
        Reading.done(
            Fixtures.newLoop(
                folder,
                habit(1, "type, target_type, target_value", "1, 0, 10"),
                habit(2, "type, target_type, target_value", "1, 1, 10"),
                "update Habits set freq_den = 7"));

    assertEquals(new Schedule.TimesInDays(1, 7), archive.habits().getFirst().schedule());
    assertEquals(new Schedule.Daily(), archive.habits().getLast().schedule());
    assertEquals(2, archive.notes().size());
  }

  @Test
  void frequencies_become_times_in_days_and_the_longest_are_scaled() throws Exception {
    Archive archive =
        Reading.done(
            Fixtures.oldLoop(
                folder,
                habit12(1, "weekly", 3, 7),
                habit12(2, "daily", 7, 7),
                habit12(3, "monthly", 1, 31),
                habit12(4, "rarely", 4, 730),
                habit12(5, "never", 0, 0)));

    assertEquals(
        List.of(
            new Schedule.TimesInDays(3, 7),
            new Schedule.Daily(),
            new Schedule.TimesInDays(1, 31),
            new Schedule.TimesInDays(2, 365),
            new Schedule.Daily()),
        archive.habits().stream().map(Archive.Habit::schedule).toList());
    assertEquals(2, archive.notes().size());
  }

  @Test
  void every_odd_repetition_is_accounted_for() throws Exception {
    String insert = "insert into Repetitions(habit, timestamp) values ";
    long day = midnight("2015-06-01");
    Archive archive =
        Reading.done(
            Fixtures.oldLoop(
                folder,
                habit12(1, "Sit", 1, 1),
                habit12(2, "Sit", 1, 1),
                insert + "(1, " + day + "), (1, " + day + "), (2, " + day + ")",
                insert + "(1, " + (day + 3_600_000) + ")",
                insert + "(99, " + day + "), (1, null), (null, " + day + ")",
                insert + "(1, 'soon'), (1, 86400000000000000)"));

    assertEquals(new RecordTally(9, 2, 1, Map.of(), 6), archive.tally());
    assertEquals(
        List.of("1:Sit", "2:Sit"), archive.habits().stream().map(Archive.Habit::key).toList());
    assertEquals(
        "Repetitions row 2",
        archive.repeated().getFirst().where(),
        "the later of two records is kept");
  }

  @Test
  void a_habit_without_stored_streaks_has_none_to_compare() throws Exception {
    long day = midnight("2015-06-01");
    Archive archive =
        Reading.done(
            Fixtures.oldLoop(
                folder,
                habit12(1, "Sit", 1, 1),
                habit12(2, "Run", 1, 1),
                "insert into Streak(habit, start, end, length) values"
                    + " (1, %d, %d, 1), (7, 0, 0, 1)".formatted(day, day)));

    LocalDate june = LocalDate.of(2015, 6, 1);
    assertEquals(
        Optional.of(List.of(new Archive.Streak(june, june, 1))),
        archive.habits().getFirst().streaks());
    assertEquals(Optional.empty(), archive.habits().getLast().streaks());
    assertEquals("Streak row 2", archive.refused().getFirst().where());
  }

  @Test
  void the_thirteen_old_colours_are_mapped_to_the_present_palette() throws Exception {
    Path file = Fixtures.newLoop(folder, habit(1, "color", "5"));
    Fixtures.database(file, "pragma user_version = 15");
    assertEquals("#00897b", Reading.done(file).habits().getFirst().color());
    Fixtures.database(file, "pragma user_version = 21");
    assertEquals("#afb42b", Reading.done(file).habits().getFirst().color());
  }

  @Test
  void a_newer_schema_is_read_as_far_as_known() throws Exception {
    Path file = Fixtures.newLoop(folder, habit(1, "color", "5"), day(1, "2024-01-01", 2, "null"));
    Fixtures.database(file, "pragma user_version = 40", "alter table Habits add mood text");

    Archive archive = Reading.done(file);
    assertEquals(1, archive.tally().taken());
    assertTrue(archive.notes().getFirst().contains("schema 40"));
  }

  @Test
  void another_programs_database_is_refused_with_the_missing_tables() throws Exception {
    Path file = Fixtures.database(folder.resolve("songs.db"), "create table Songs (id integer)");

    FileRefusal.UnknownTracker refusal = Reading.refused(file, FileRefusal.UnknownTracker.class);
    assertTrue(refusal.missing().contains("habits.name"));
  }

  @Test
  void a_view_in_place_of_a_table_is_never_run() throws Exception {
    Path file =
        Fixtures.database(
            folder.resolve("view.db"),
            "create view Habits as select 1 as id, 'x' as name",
            "create view Repetitions as with recursive n(timestamp) as"
                + " (select 1 union all select timestamp + 1 from n)"
                + " select 1 as habit, timestamp from n");

    Reading.refused(file, FileRefusal.UnknownTracker.class);
  }

  @Test
  void nothing_is_written_beside_the_database() throws Exception {
    Path file = Fixtures.fullOldLoop(folder);
    byte[] before = Files.readAllBytes(file);

    Reading.done(file);

    assertEquals(1, folder.toFile().list().length);
    assertArrayEquals(before, Files.readAllBytes(file));
  }
}
