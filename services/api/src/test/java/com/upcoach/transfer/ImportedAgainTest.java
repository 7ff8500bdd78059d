package com.upcoach.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConfig;

/// Which habit and which profile a file applies to, after earlier imports.
@QuarkusTest
class ImportedAgainTest extends ImportApi {

  @Test
  void exports_of_one_member_at_two_times_give_the_same_habit_in_either_order() {
    Person ada = person();
    String habit =
        ada.habit("{\"title\":\"Read\",\"start\":\"2026-02-01\",\"end\":\"2026-03-31\"}");
    ada.checkIn(habit, "2026-02-10", "{}");
    byte[] older = ada.api().bytes("/v1/export");
    String path = "/v1/habits/" + habit;
    ada.api().patch(path, "{\"start\":\"2026-01-01\",\"end\":\"2026-06-30\"}");
    ada.checkIn(habit, "2026-01-10", "{}");
    ada.checkIn(habit, "2026-06-10", "{}");
    byte[] newer = ada.api().bytes("/v1/export");

    Person first = person();
    imported(first, "a.zip", older);
    assertEquals(2, imported(first, "b.zip", newer).at("/records/taken").asInt());
    Person second = person();
    imported(second, "b.zip", newer);
    imported(second, "a.zip", older);

    assertEquals(everythingOf(first), everythingOf(second));
    assertEquals("2026-01-01", habitsOf(first).get("Read").at("/start").asText());
    assertEquals("2026-06-30", habitsOf(first).get("Read").at("/end").asText());
  }

  @Test
  void an_export_restores_the_profile_and_the_streaks_of_a_member_with_other_settings() {
    Person ada =
        person("{\"zone\":\"Asia/Kathmandu\",\"dayStart\":\"03:30\",\"firstWeekday\":\"sunday\"}");
    String habit =
        ada.habit(
            "{\"title\":\"Run\",\"start\":\"2026-11-01\",\"schedule\":{\"type\":\"timesPerWeek\",\"n\":2}}");
    for (String day : List.of("01", "07", "08", "14", "15", "21")) {
      ada.checkIn(habit, "2026-11-" + day, "{}");
    }
    byte[] export = ada.api().bytes("/v1/export");
    Person bea =
        person(
            "{\"zone\":\"America/New_York\",\"dayStart\":\"00:00\",\"firstWeekday\":\"monday\"}");

    JsonNode report = imported(bea, "upcoach-export.zip", export);

    assertTrue(notes(report).contains("was restored"), notes(report));
    for (String field : List.of("name", "zone", "dayStart", "firstWeekday")) {
      assertEquals(
          ada.api().get("/v1/me").at("/" + field), bea.api().get("/v1/me").at("/" + field));
    }
    assertEquals(everythingOf(ada), everythingOf(bea));
    assertEquals(3, bea.api().get("/v1/habits/" + habit + "/streak").at("/current/length").asInt());
    assertEquals(0, imported(bea, "again.zip", export).at("/notes").size());
  }

  @Test
  void
      todays_check_in_of_an_export_is_imported_where_the_importing_member_has_not_reached_that_day() {
    clock.set(Instant.parse("2026-11-23T20:00:00Z"));
    Person ada = person("{\"zone\":\"Asia/Tokyo\"}");
    String habit = ada.habit("{\"title\":\"Run\"}");
    ada.checkIn(habit, "2026-11-24", "{}");
    Person bea = person("{\"zone\":\"America/New_York\"}");

    JsonNode report = imported(bea, "e.zip", ada.api().bytes("/v1/export"));

    assertEquals(1, report.at("/records/taken").asInt(), report::toString);
    assertEquals(everythingOf(ada), everythingOf(bea));
  }

  @Test
  void the_profile_of_a_member_who_has_habits_stays_and_the_report_says_what_differs() {
    Person ada = person("{\"zone\":\"Asia/Kathmandu\",\"firstWeekday\":\"sunday\"}");
    ada.habit("{\"title\":\"Run\"}");
    Person bea = person("{\"zone\":\"Europe/Berlin\"}");
    bea.habit("{\"title\":\"Sit\"}");
    String before = bea.api().get("/v1/me").body();

    JsonNode report = imported(bea, "e.zip", ada.api().bytes("/v1/export"));

    assertEquals(before, bea.api().get("/v1/me").body());
    assertTrue(notes(report).contains("Your profile stays as it is"), notes(report));
    assertTrue(notes(report).contains("Asia/Kathmandu"), notes(report));
  }

  @Test
  void a_resorted_loop_csv_duplicates_no_habit() {
    Person ada = person();
    Map<String, List<String>> before = new LinkedHashMap<>();
    before.put("001 A", List.of("2024-01-01", "2024-01-02"));
    before.put("002 B", List.of("2024-01-03"));
    imported(ada, "loop.zip", loop(before));
    Map<String, List<String>> after = new LinkedHashMap<>();
    after.put("001 B", List.of("2024-01-03"));
    after.put("002 A", List.of("2024-01-01", "2024-01-02", "2024-01-05"));

    JsonNode report = imported(ada, "loop.zip", loop(after));

    assertEquals(2, habitsOf(ada).size());
    assertEquals(1, report.at("/records/taken").asInt());
    assertEquals(
        Set.of("2024-01-01", "2024-01-02", "2024-01-05"),
        amountsOf(ada, habitsOf(ada).get("A")).keySet());
  }

  @Test
  void a_loop_habit_with_a_unique_name_is_matched_by_it_though_no_day_is_the_same() {
    Person ada = person();
    Map<String, List<String>> before = new LinkedHashMap<>();
    before.put("001 A", List.of("2024-01-01"));
    before.put("002 B", List.of("2024-01-03"));
    imported(ada, "loop.zip", loop(before));
    Map<String, List<String>> after = new LinkedHashMap<>();
    after.put("001 B", List.of("2024-03-03"));
    after.put("002 A", List.of("2024-03-01"));

    imported(ada, "loop.zip", loop(after));

    assertEquals(2, ada.api().get("/v1/habits").at("/items").size());
    assertEquals(
        Set.of("2024-01-01", "2024-03-01"), amountsOf(ada, habitsOf(ada).get("A")).keySet());
  }

  @Test
  void habits_of_one_name_are_matched_by_their_days_when_their_order_changes() {
    Person ada = person();
    Map<String, List<String>> before = new LinkedHashMap<>();
    before.put("001 A", List.of("2024-01-01", "2024-01-02"));
    before.put("002 A", List.of("2024-02-01", "2024-02-02"));
    imported(ada, "loop.zip", loop(before));
    Map<String, List<String>> after = new LinkedHashMap<>();
    after.put("001 A", List.of("2024-02-01", "2024-02-02", "2024-02-03"));
    after.put("002 A", List.of("2024-01-01", "2024-01-02"));
    JsonNode report = imported(ada, "loop.zip", loop(after));

    assertEquals(1, report.at("/records/taken").asInt());
    TreeSet<Integer> days = new TreeSet<>();
    ada.api()
        .get("/v1/habits")
        .at("/items")
        .forEach(habit -> days.add(amountsOf(ada, habit).size()));
    assertEquals(new TreeSet<>(List.of(2, 3)), days);
  }

  @Test
  void a_loop_backup_and_a_csv_of_the_same_data_are_one_history() throws Exception {
    Path backup = folder.resolve("loop.db");
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + backup);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "create table Habits (id integer, name text, uuid text, freq_num integer, freq_den integer)");
      statement.executeUpdate(
          "create table Repetitions (id integer, habit integer, timestamp integer, value integer)");
      statement.executeUpdate("insert into Habits values (1, 'A', 'abc', 1, 1)");
      statement.executeUpdate("insert into Habits values (2, 'B', 'def', 1, 1)");
      for (String day : List.of("2024-01-01", "2024-01-02")) {
        long midnight = LocalDate.parse(day).toEpochDay() * 86_400_000L;
        statement.executeUpdate("insert into Repetitions values (1, 1, %d, 2)".formatted(midnight));
      }
      statement.executeUpdate("insert into Repetitions values (1, 2, 86400000, 2)");
    }
    Map<String, List<String>> csv = new LinkedHashMap<>();
    csv.put("001 A", List.of("2024-01-01", "2024-01-02", "2024-01-04"));
    csv.put("002 B", List.of("2023-01-04"));
    Person ada = person();
    imported(ada, "loop.db", Files.readAllBytes(backup));

    JsonNode report = imported(ada, "loop.zip", loop(csv));

    assertTrue(notes(report).contains("“A” was recognised"), notes(report));
    assertTrue(notes(report).contains("already have a habit “B”"), notes(report));
    assertEquals(3, ada.api().get("/v1/habits").at("/items").size());
    assertEquals(3, amountsOf(ada, habitsOf(ada).get("A")).size());
    JsonNode again = imported(ada, "loop.zip", loop(csv));
    assertEquals(0, again.at("/records/taken").asInt());
    assertEquals(3, ada.api().get("/v1/habits").at("/items").size());
  }

  @Test
  void a_habit_that_the_member_defined_is_never_matched_with_one_of_a_file() {
    Person ada = person();
    String own = ada.habit("{\"title\":\"Read\",\"start\":\"2024-01-01\"}");
    ada.checkIn(own, "2024-01-01", "{\"note\":\"mine\"}");
    JsonNode report = imported(ada, "h.csv", habitBull("Read,,,2024-01-01,1,"));

    assertEquals(2, ada.api().get("/v1/habits").at("/items").size());
    assertTrue(notes(report).contains("already have a habit “Read”"), notes(report));
  }
}
