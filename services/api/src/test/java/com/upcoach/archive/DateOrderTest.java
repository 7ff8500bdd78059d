package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.outcome.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Dates follow the locale of the phone that wrote them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DateOrderTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  @TempDir private Path folder;

  private Path habitBull(String... dates) throws Exception {
    StringBuilder text =
        new StringBuilder(
            "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n");
    for (String date : dates) {
      text.append("H3,,C3,\"").append(date).append("\",1,\n");
    }
    return Files.writeString(folder.resolve("export.csv"), text);
  }

  private static Outcome<Archive> read(Path file, DateOrder... named) {
    return new ImportFile(ImportLimits.DEFAULT)
        .read(file, "export.csv", new ImportOptions(List.of(named).stream().findFirst(), TODAY));
  }

  private static Archive done(Path file, DateOrder... named) {
    return switch (read(file, named)) {
      case Outcome.Done<Archive>(Archive archive) -> archive;
      case Outcome.Refused<Archive> refused ->
          throw new AssertionError(refused.refusal().toString());
    };
  }

  private static List<String> days(Archive archive) {
    return archive.habits().stream()
        .flatMap(habit -> habit.entries().stream())
        .map(entry -> entry.day().toString())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4/13/2019",
        "13/4/2019",
        "13.04.2019",
        "13.4.2019",
        "13. 4. 2019",
        "13-04-2019",
        "2019-04-13",
        "2019/4/13",
        "2019. 04. 13.",
        "4/13/2019 8:05 PM",
        "4/13/2019, 8:05\u202Fpm",
        "13.04.2019 20:05",
        "13/04/2019 20:05:59",
        "2019-04-13T20:05:59.123",
        "2019-04-13T20:05:59Z",
        "2019-04-13 20:05:59 +0200",
        "4/13/19",
        "13.04.19",
        "\u0661\u0663\u200F/\u0664\u200F/\u0662\u0660\u0661\u0669"
      })
  void one_date_with_a_day_over_12_decides_the_order(String date) throws Exception {
    assertEquals(List.of("2019-04-13"), days(done(habitBull(date))));
  }

  @Test
  void one_line_decides_for_all_lines_of_the_file() throws Exception {
    assertEquals(
        List.of("2019-04-05", "2019-04-13"), days(done(habitBull("4/5/2019", "4/13/2019"))));
    assertEquals(
        List.of("2019-04-13", "2019-05-04"), days(done(habitBull("13/4/2019", "4/5/2019"))));
  }

  @Test
  void the_report_notes_the_detected_order() throws Exception {
    Archive archive = done(habitBull("4/13/2019"));
    assertTrue(archive.notes().getFirst().contains("month/day/year"), archive.notes()::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4/13/2019;13/4/2019",
        "4/13/2019;13/4/2019;5/5/2019",
        "13-4-2019;4-13-2019;1-2-2019"
      })
  void a_file_whose_dates_fit_two_orders_equally_is_refused_whole(String dates) throws Exception {
    Path file = habitBull(dates.split(";", -1));
    assertTrue(read(file) instanceof Outcome.Refused<Archive>(FileRefusal.AmbiguousDates _), dates);
    assertEquals(1, done(file, DateOrder.DAY_MONTH_YEAR).tally().refused());
  }

  @Test
  void a_line_that_contradicts_the_others_is_refused_alone() throws Exception {
    Archive archive = done(habitBull("4/13/2019", "4/14/2019", "15/4/2019", "4/5/2019"));

    assertEquals(List.of("2019-04-05", "2019-04-13", "2019-04-14"), days(archive));
    assertEquals("export.csv line 4", archive.refused().getFirst().where());
    assertTrue(archive.refused().getFirst().reason().contains("month/day/year"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4/5/2019", "04-05-2019", "04/05/19", "4/5/2019 8:05 PM"})
  void ambiguous_dates_are_refused_whole_and_read_with_a_chosen_order(String date)
      throws Exception {
    Path file = habitBull("1/1/2019", date);
    assertEquals(
        Outcome.refused(new FileRefusal.AmbiguousDates("export.csv line 3", date)), read(file));
    assertEquals(2, done(file, DateOrder.DAY_MONTH_YEAR).tally().taken());
  }

  @Test
  void a_two_digit_year_may_stand_first_or_last() throws Exception {
    assertEquals(
        Outcome.refused(new FileRefusal.AmbiguousDates("export.csv line 2", "13/04/19")),
        read(habitBull("13/04/19")));
    assertEquals(
        List.of("2019-04-13", "2019-05-01"), days(done(habitBull("13/04/19", "1/5/2019"))));
  }

  @Test
  void an_equal_number_of_contradicting_lines_is_no_majority() throws Exception {
    Outcome<Archive> outcome = read(habitBull("4/13/2019", "13/4/2019", "4/5/2019"));
    assertEquals(
        Outcome.refused(new FileRefusal.AmbiguousDates("export.csv line 4", "4/5/2019")), outcome);
  }

  @Test
  void a_date_that_is_the_same_day_in_both_orders_needs_no_decision() throws Exception {
    assertEquals(List.of("2019-05-05"), days(done(habitBull("5/5/2019"))));
  }

  @Test
  void dates_with_dots_begin_with_the_day() throws Exception {
    assertEquals(List.of("2019-05-04"), days(done(habitBull("4.5.2019"))));
  }

  @Test
  void the_order_that_the_member_chooses_wins_over_the_file() throws Exception {
    Path file = habitBull("4/13/2019", "4/5/2019", "2019-06-07");
    Archive archive = done(file, DateOrder.DAY_MONTH_YEAR);
    assertEquals(List.of("2019-05-04", "2019-06-07"), days(archive));
    assertEquals(1, archive.tally().refused());
  }

  @Test
  void a_two_digit_year_is_never_in_the_future() throws Exception {
    assertEquals(
        List.of("2019-04-13", "2019-04-30"), days(done(habitBull("13/04/19", "30/04/19"))));
  }

  @Test
  void the_dates_of_a_loop_csv_that_a_spreadsheet_saved_again_are_read_too() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.OLD_LOOP_CSV);
    files.replaceAll((name, text) -> text.replaceAll("(?m)^(\\d{4})-0(\\d)-0(\\d)", "$2/$3/$1"));
    files.put("001 Sit/Checkmarks.csv", "5/13/2019,2\n5/2/2019,2\n");

    Archive archive = done(Fixtures.zip(folder.resolve("loop.zip"), files));
    assertEquals(List.of("2019-05-02", "2019-05-13", "2019-05-01", "2019-05-02"), days(archive));
  }

  @Test
  void a_year_of_days_in_any_locales_format_is_read_back_or_refused_whole() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> patterns =
        List.of(
            "M/d/yyyy",
            "d/M/yyyy",
            "dd.MM.yyyy",
            "d-M-yyyy",
            "yyyy/MM/dd",
            "M/d/yy",
            "dd.MM.yy",
            "d/M/yy",
            "M/d/yyyy h:mm a",
            "d/M/yyyy HH:mm",
            "yyyy. M. d.");
    for (int round = 0; round < 60; round++) {
      String pattern = patterns.get(random.nextInt(patterns.size()));
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.US);
      int count = 1 + random.nextInt(40);
      List<LocalDate> days =
          random
              .longs(count, 0, 2_500)
              .mapToObj(LocalDate.of(2019, 1, 1)::plusDays)
              .distinct()
              .sorted()
              .toList();
      Path file =
          habitBull(
              days.stream()
                  .map(day -> day.atTime(LocalTime.NOON).format(formatter))
                  .toArray(String[]::new));
      String where = pattern + " " + days + ", seed " + seed;
      switch (read(file)) {
        case Outcome.Done<Archive>(Archive archive) ->
            assertEquals(days.stream().map(LocalDate::toString).toList(), days(archive), where);
        case Outcome.Refused<Archive> refused ->
            assertTrue(refused.refusal() instanceof FileRefusal.AmbiguousDates, where);
      }
    }
  }

  @Test
  void an_invalid_date_refuses_its_line() throws Exception {
    Archive archive =
        done(
            habitBull(
                "2/30/2019",
                "yesterday",
                "2019-13-01",
                "1/1/1899",
                "4/13/2019x",
                "9".repeat(5_000),
                "4/13/2019"));
    assertEquals(List.of("2019-04-13"), days(archive));
    assertEquals(6, archive.tally().refused());
  }

  @Test
  void default_options_leave_the_order_to_the_file() throws Exception {
    assertEquals(Optional.empty(), ImportOptions.NONE.dateOrder());
    assertEquals(List.of("2019-04-13"), days(Reading.done(habitBull("4/13/2019"))));
  }
}
