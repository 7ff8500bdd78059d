package com.upcoach.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.server.Answer;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Real files of other trackers, with the report expected for each.
@QuarkusTest
class ImportTest extends ImportApi {

  @Test
  void a_loop_csv_without_types_shows_its_amounts_by_values_over_3() {
    Person ada = person();
    JsonNode report =
        imported(
            ada,
            "loop.zip",
            zip(
                Map.of(
                    "Habits.csv",
                    "Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Walk,,,1,1,#FF8F00\n",
                    "001 Walk/Checkmarks.csv",
                    "2023-06-03,7500000\n2023-06-02,8000\n2023-06-01,0\n")));

    assertEquals(3, report.at("/records/taken").asInt());
    JsonNode walk = habitsOf(ada).get("Walk");
    assertEquals(
        Map.of("2023-06-03", 7500.0, "2023-06-02", 8.0, "2023-06-01", 0.0), amountsOf(ada, walk));
    assertEquals(1, walk.at("/target").asDouble());
    assertTrue(notes(report).contains("neither its target nor its unit"), notes(report));
  }

  @Test
  void an_american_date_is_read_and_an_ambiguous_one_is_refused_with_its_line() {
    Person ada = person();
    imported(ada, "h.csv", habitBull("H3,,C3,4/13/2019,1,"));
    assertEquals(Map.of("2019-04-13", 1.0), amountsOf(ada, habitsOf(ada).get("H3")));

    byte[] ambiguous = habitBull("H4,,C3,4/5/2019,1,");
    JsonNode problem = problem(ada, "h.csv", ambiguous);
    assertEquals("urn:problem-type:upcoach:ambiguous-dates", problem.at("/type").asText());
    assertTrue(problem.at("/detail").asText().contains("--date-order"), problem::toString);
    imported(ada, "h.csv", ambiguous, "?dateOrder=dmy");
    assertEquals(Map.of("2019-05-04", 1.0), amountsOf(ada, habitsOf(ada).get("H4")));
    assertEquals(
        "invalid-parameter dateOrder", upload(ada, "h.csv", ambiguous, "?dateOrder=ydm").fault());
    assertEquals(
        "invalid-parameter dryRun", upload(ada, "h.csv", ambiguous, "?dryRun=maybe").fault());
  }

  @Test
  void an_import_without_any_valid_record_is_refused_with_the_reasons_and_writes_nothing() {
    Person ada = person();
    String before = everythingOf(ada);
    JsonNode problem = problem(ada, "h.csv", habitBull("H,,,soon,1,", "H,,,2019-01-01,lots,"));

    assertEquals("urn:problem-type:upcoach:nothing-taken", problem.at("/type").asText());
    assertEquals("h.csv line 2", problem.at("/errors/0/name").asText());
    assertTrue(problem.at("/errors/1/reason").asText().contains("lots"), problem::toString);
    assertEquals("nothing-taken", refused(ada, "h.csv", utf8(H)));
    assertEquals("nothing-taken", refused(ada, "h.csv", habitBull("H,,,2199-01-01,1,")));
    assertEquals(before, everythingOf(ada));
  }

  @Test
  void a_habit_starts_on_the_first_imported_day() {
    Person ada = person();
    imported(
        ada,
        "h.csv",
        habitBull("Later,,,2199-01-01,1,", "Now,,,2026-11-20,1,", "Now,,,2199-01-01,1,"));
    Map<String, JsonNode> habits = habitsOf(ada);
    assertEquals("2026-11-23", habits.get("Later").at("/start").asText());
    assertEquals("2026-11-20", habits.get("Now").at("/start").asText());
  }

  @Test
  void the_files_of_one_history_give_the_same_book_in_any_order() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 3; round++) {
      List<byte[]> files = pieces(random);
      String first = null;
      for (int order = 0; order < 3; order++) {
        Person person = person();
        for (byte[] file : files) {
          imported(person, "h.csv", file);
        }
        String book = withoutCreation(everythingOf(person));
        first = first == null ? book : first;
        assertEquals(first, book, "round " + round + ", seed " + seed);
        Collections.shuffle(files, random);
      }
    }
  }

  /// Overlapping files: the days of two habits and the amounts of a third, each file with some of
  /// them.
  private static List<byte[]> pieces(Random random) {
    List<byte[]> files = new ArrayList<>();
    for (int file = 0; file < 4; file++) {
      List<String> lines = new ArrayList<>();
      List<String> amounts = new ArrayList<>();
      LocalDate from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(250));
      for (int day = 0; day < 60; day++) {
        LocalDate date = from.plusDays(day);
        if (date.getDayOfMonth() % 3 != 0) {
          lines.add("Read,,Mind,%s,1,".formatted(date));
        }
        double amount = (date.getDayOfYear() % 40 + 2) / 8.0;
        amounts.add("Run,,Body,%s,%s,".formatted(date, amount));
      }
      lines.addAll(amounts);
      files.add(habitBull(lines.toArray(String[]::new)));
    }
    return files;
  }

  private static String withoutCreation(String everything) {
    return everything.replaceAll("\"at\":\"[^\"]*\"", "");
  }

  @Test
  void an_older_file_moves_back_a_first_day_set_by_an_import_and_notes_it() {
    Person ada = person();
    imported(ada, "2022.csv", habitBull("Read,,,2022-05-01,1,"));
    ada.api()
        .patch(
            "/v1/habits/" + habitsOf(ada).get("Read").at("/id").asText(), "{\"title\":\"Read\"}");
    JsonNode report = imported(ada, "2021.csv", habitBull("Read,,,2021-05-01,1,"));

    assertEquals(1, report.at("/records/taken").asInt());
    assertEquals("2021-05-01", habitsOf(ada).get("Read").at("/start").asText());
    assertTrue(notes(report).contains("moved from 2022-05-01 to 2021-05-01"), notes(report));
  }

  @Test
  void a_first_day_set_by_the_member_stays_and_earlier_days_are_refused() {
    Person ada = person();
    imported(ada, "2022.csv", habitBull("Read,,,2022-05-01,1,"));
    String habit = "/v1/habits/" + habitsOf(ada).get("Read").at("/id").asText();
    Answer moved = ada.api().patch(habit, "{\"start\":\"2022-01-01\",\"end\":\"2022-12-31\"}");
    assertEquals(200, moved.status(), moved.body());

    JsonNode report =
        imported(
            ada,
            "more.csv",
            habitBull("Read,,,2021-05-01,1,", "Read,,,2022-02-01,1,", "Read,,,2023-02-01,1,"));

    assertEquals(1, report.at("/records/taken").asInt());
    assertEquals(2, report.at("/records/refused").asInt());
    assertTrue(report.at("/refused").toString().contains("that you have set"));
    assertEquals("2022-01-01", habitsOf(ada).get("Read").at("/start").asText());
    assertEquals("2022-12-31", habitsOf(ada).get("Read").at("/end").asText());
  }

  @Test
  void a_target_in_the_notation_of_kotlin_is_read() {
    Person ada = person();
    imported(
        ada,
        "loop.zip",
        zip(
            Map.of(
                "Habits.csv",
                "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n001,Steps,NUMERICAL,,,1,1,#FF8F00,steps,AT_LEAST,1.0E7,false\n",
                "001 Steps/Checkmarks.csv",
                "Date,Value,Notes\n2024-01-01,7500,\n")));
    JsonNode steps = habitsOf(ada).get("Steps");
    assertEquals(1.0E7, steps.at("/target").asDouble());
    assertEquals(Map.of("2024-01-01", 7.5), amountsOf(ada, steps));
  }

  @Test
  void of_two_lines_of_a_day_the_later_wins_also_when_nothing_was_done() {
    Person ada = person();
    JsonNode report =
        imported(
            ada,
            "h.csv",
            habitBull(
                "A,,,2024-01-01,1,",
                "A,,,2024-01-01,0,",
                "A,,,2024-01-02,0,",
                "A,,,2024-01-02,1,"));
    assertEquals(Map.of("2024-01-02", 1.0), amountsOf(ada, habitsOf(ada).get("A")));
    assertEquals(
        "{\"total\":4,\"taken\":1,\"alreadyThere\":0,\"repeated\":2,\"notCheckIns\":1,\"refused\":0}",
        report.at("/records").toString());
  }

  @Test
  void a_line_whose_last_columns_are_missing_is_imported() {
    Person ada = person();
    JsonNode report = imported(ada, "h.csv", habitBull("Workout,,,2017-09-23,1"));
    assertEquals(1, report.at("/records/taken").asInt());
  }

  @Test
  void a_dry_run_reports_what_an_import_would_do_and_writes_nothing() {
    Person ada = person("{\"zone\":\"Europe/Berlin\"}");
    imported(ada, "h.csv", habitBull("Read,,,2024-01-05,1,"));
    byte[] file =
        habitBull(
            "Read,,,2024-01-01,1,",
            "Read,,,2024-01-05,1,",
            "Sit,,,never,1,",
            "Run,,,2024-01-01,2.5,");
    List<String> before = tablesButImports();

    JsonNode dry = imported(ada, "h.csv", file, "?dryRun=true");

    assertEquals(before, tablesButImports());
    assertTrue(dry.at("/dryRun").asBoolean());
    JsonNode real = imported(ada, "h.csv", file);
    assertEquals(real.toString(), dry.toString().replace("\"dryRun\":true", "\"dryRun\":false"));
    assertEquals("h.csv line 4", dry.at("/refused/0/where").asText());
    assertEquals(2, dry.at("/records/taken").asInt());
    assertEquals(1, dry.at("/records/alreadyThere").asInt());
  }

  @Test
  void a_dry_run_of_an_export_leaves_the_profile() {
    Person ada = person("{\"zone\":\"Asia/Kathmandu\"}");
    ada.habit("{\"title\":\"Run\"}");
    Person bea = person("{\"zone\":\"Europe/Berlin\"}");
    byte[] export = ada.api().bytes("/v1/export");
    List<String> before = tablesButImports();
    JsonNode dry = imported(bea, "e.zip", export, "?dryRun=true");
    assertEquals(before, tablesButImports());
    assertEquals("Europe/Berlin", bea.api().get("/v1/me").text("/zone"));
    assertTrue(notes(dry).contains("was restored"), notes(dry));
  }

  /// All tables but the imports: the import itself is stored with its report, for the member to
  /// read.
  private static List<String> tablesButImports() {
    return Rows.fingerprint().stream().filter(row -> !row.startsWith("import ")).toList();
  }
}
