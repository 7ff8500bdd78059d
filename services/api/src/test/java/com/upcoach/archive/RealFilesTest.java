package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.upcoach.streak.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Files that other trackers have really written. They are not ours to publish, so they are outside
/// the source tree.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RealFilesTest {

  private static final Path FILES =
      Path.of(System.getProperty("upcoach.imports", "../../../shared/data/imports"));

  @BeforeEach
  void needsTheFiles() {
    assumeTrue(
        Files.isDirectory(FILES),
        "the exports of other trackers are not beside this checkout (" + FILES + ")");
  }

  @Test
  void every_repetition_of_a_real_loop_database_is_taken() {
    Archive archive = Reading.done(FILES.resolve("loop.db"));

    assertEquals(Archive.Source.LOOP_DATABASE, archive.source());
    assertEquals(new RecordTally(164, 164, 0, Map.of(), 0), archive.tally());
    assertEquals(9, archive.habits().size());
    assertEquals(List.of(), archive.refused());
  }

  @Test
  void a_real_loop_habit_keeps_its_colour_frequency_first_day_and_streaks() {
    Archive.Habit habit = Reading.done(FILES.resolve("loop.db")).habits().get(1);

    assertEquals("16:brush teeth", habit.key());
    assertEquals("I want to have beautiful teeth!", habit.note());
    assertEquals("#00897b", habit.color());
    assertEquals(new Schedule.TimesInDays(3, 7), habit.schedule());
    assertEquals(LocalDate.of(2016, 1, 6), habit.start());
    List<Archive.Streak> streaks = habit.streaks().orElseThrow();
    assertEquals(
        new Archive.Streak(LocalDate.of(2016, 2, 17), LocalDate.of(2016, 3, 10), 23),
        streaks.get(6));
  }

  @Test
  void two_real_loop_habits_of_one_name_stay_two() {
    List<Archive.Habit> vegan =
        Reading.done(FILES.resolve("loop.db")).habits().stream()
            .filter(habit -> habit.title().equals("Vegan"))
            .toList();

    assertEquals(List.of("21:Vegan", "24:Vegan"), vegan.stream().map(Archive.Habit::key).toList());
    assertEquals(List.of(15, 43), vegan.stream().map(habit -> habit.entries().size()).toList());
  }

  @Test
  void a_real_loop_csv_folder_keeps_the_notes_of_days_that_were_not_done() {
    Archive archive = Reading.done(FILES.resolve("loop-csv"));

    assertEquals(Archive.Source.LOOP_CSV, archive.source());
    assertEquals(new RecordTally(10, 9, 0, Map.of("YES_AUTO", 1L), 0), archive.tally());
    Archive.Habit habit = archive.habits().get(1);
    assertEquals("Wake up early", habit.key());
    assertEquals(new Schedule.TimesInDays(2, 3), habit.schedule());
    assertTrue(
        habit
            .entries()
            .contains(
                new Archive.Entry(LocalDate.of(2015, 1, 24), 0, "Sick", false, Optional.empty())));
    assertEquals(Optional.empty(), habit.streaks());
  }

  @Test
  void the_days_that_a_real_habitbull_file_repeats_are_counted_and_listed() {
    Archive archive = Reading.done(FILES.resolve("habitbull.csv"));

    assertEquals(Archive.Source.HABITBULL_CSV, archive.source());
    assertEquals(new RecordTally(18, 14, 4, Map.of(), 0), archive.tally());
    assertEquals(
        List.of("No-arms pushup"),
        archive.repeated().stream().map(RepeatedLine::habit).distinct().toList());
    assertTrue(archive.repeated().stream().allMatch(RepeatedLine::identical));
    assertEquals("with love and fire\n\nCategory: Diet & Food", archive.habits().getFirst().note());
  }
}
