package com.upcoach.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.archive.Archive;
import com.upcoach.archive.OwnExport;
import com.upcoach.archive.RandomHistory;
import com.upcoach.server.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConfig;

/// Imports and exports through the running server.
@QuarkusTest
class TransferApiTest extends ImportApi {

  private static final Path REAL_FILES =
      Path.of(System.getProperty("upcoach.imports", "../../../shared/data/imports"));

  private static final String HABITBULL =
      """
            HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
            Breathe,,Health,2016-03-15,1,
            Breathe,,Health,2016-03-16,1,slowly
            Breathe,,Health,2016-03-16,1,slowly
            Breathe,,Health,2016-03-18,1,
            Breathe,,Health,2016-02-30,1,
            """;

  @Test
  void every_line_of_a_file_is_imported_or_accounted_for() {
    Person ada = person();
    JsonNode report = imported(ada, "habits.csv", utf8(HABITBULL));

    assertEquals("habitbull-csv", report.at("/source").asText());
    assertEquals(5, report.at("/records/total").asInt());
    assertEquals(3, report.at("/records/taken").asInt());
    assertEquals(1, report.at("/records/repeated").asInt());
    assertEquals(1, report.at("/records/refused").asInt());
    assertEquals(
        "2016-02-30", report.at("/refused/0/what").asText().replaceAll(".*?(2016-02-30).*", "$1"));
    String habit = report.at("/habits/0/id").asText();
    assertEquals(2, ada.api().get("/v1/habits/" + habit + "/streak").at("/longest/length").asInt());
  }

  @Test
  void importing_twice_changes_nothing() {
    Person ada = person();
    byte[] file = utf8(HABITBULL);
    JsonNode first = imported(ada, "habits.csv", file);
    String habit = first.at("/habits/0/id").asText();
    ada.checkIn(habit, "2016-03-15", "{\"amount\":0,\"note\":\"mine\"}");
    String before = everythingOf(ada);

    JsonNode second = imported(ada, "habits.csv", file);

    assertEquals(0, second.at("/records/taken").asInt());
    assertEquals(3, second.at("/records/alreadyThere").asInt());
    assertEquals(before, everythingOf(ada));
  }

  @Test
  void a_file_of_another_kind_or_truncated_is_refused_whole() throws IOException {
    Person ada = person();
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    Archive archive = new RandomHistory(11).archive();
    OwnExport.write(zip, archive.member().orElseThrow(), archive.habits(), archive.pauses());
    byte[] cut = Arrays.copyOf(zip.toByteArray(), zip.size() / 2);
    String before = everythingOf(ada);

    assertEquals("unreadable-file", refused(ada, "export.zip", cut));
    assertEquals("unreadable-file", refused(ada, "letter.txt", utf8("Dear Ada")));
    assertEquals("unreadable-file", refused(ada, "empty", new byte[0]));
    assertEquals(before, everythingOf(ada));
  }

  @Test
  void importing_an_export_makes_a_new_member_identical() throws Exception {
    Person ada = person("{\"zone\":\"Europe/Berlin\"}");
    String read =
        ada.habit(
            "{\"title\":\"Read\",\"note\":\"=1+1\",\"unit\":\"pages\",\"target\":20,\"color\":\"#00897b\",\"start\":\"2026-01-01\",\"schedule\":{\"type\":\"timesPerWeek\",\"n\":3}}");
    String sweets =
        ada.habit(
            "{\"title\":\"Sweets\",\"kind\":\"limit\",\"target\":2,\"start\":\"2026-01-01\",\"schedule\":{\"type\":\"weekdays\",\"days\":[\"monday\",\"friday\"]}}");
    for (int day = 10; day < 28; day++) {
      ada.checkIn(
          read, "2026-01-" + day, "{\"amount\":%d,\"note\":\"page %d\"}".formatted(day, day));
      ada.checkIn(sweets, "2026-01-" + day, "{\"amount\":%d}".formatted(day % 4));
    }
    ada.checkIn(read, "2026-01-28", "{\"skipped\":true}");
    ada.checkIn(sweets, "2026-01-30", "{\"note\":\"a note alone\"}");
    ada.api().post("/v1/pauses", "{\"from\":\"2026-02-01\",\"to\":\"2026-02-07\"}");
    ada.api().post("/v1/pauses", "{\"habitId\":\"%s\",\"from\":\"2026-03-01\"}".formatted(read));
    assertEquals(200, ada.api().get("/v1/export").status());

    Person bea = person("{\"zone\":\"Europe/Berlin\"}");
    JsonNode report = imported(bea, "upcoach-export.zip", ada.api().bytes("/v1/export"));

    assertEquals(38, report.at("/records/taken").asInt());
    assertEquals(everythingOf(ada), everythingOf(bea));
  }

  @Test
  void an_import_is_seen_by_its_member_alone() {
    Person ada = person();
    Answer begun = upload(ada, "habits.csv", utf8(HABITBULL));
    assertEquals("not-found", person().api().get("/v1/imports/" + begun.text("/id")).problem());
  }

  @Test
  void a_form_without_a_file_is_refused() {
    Person ada = person();
    byte[] body = utf8("--" + BOUNDARY + "--\r\n");
    assertEquals("invalid-field file", send(ada, body, "").fault());
  }

  @Test
  void the_real_loop_backup_shows_the_streaks_that_loop_stored() throws Exception {
    Path file = REAL_FILES.resolve("loop.db");
    Assumptions.assumeTrue(Files.exists(file), "no real backup beside the project: " + file);
    Person ada = person();

    JsonNode report = imported(ada, "loop.db", Files.readAllBytes(file));

    assertEquals(164, report.at("/records/total").asInt());
    assertEquals(164, report.at("/records/taken").asInt());
    assertEquals(9, report.at("/habits").size());
    Map<String, Set<String>> stored = storedStreaks(file);
    int compared = 0;
    for (JsonNode habit : report.at("/habits")) {
      if (habit.at("/schedule/type").asText().equals("daily") && !habit.at("/streaks").isNull()) {
        assertTrue(stored.containsValue(runsOf(ada, habit.at("/id").asText())), habit::toString);
        assertEquals(0, habit.at("/streaks/differences").size());
        compared += habit.at("/streaks/same").asInt();
      }
    }
    assertEquals(19, compared);
  }

  /// The rows of Loop's own table, by habit.
  private static Map<String, Set<String>> storedStreaks(Path file) throws Exception {
    Map<String, Set<String>> streaks = new HashMap<>();
    try (Connection loop = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
        ResultSet rows =
            loop.createStatement().executeQuery("select habit, start, end, length from Streak")) {
      while (rows.next()) {
        streaks
            .computeIfAbsent(rows.getString(1), _ -> new TreeSet<>())
            .add(day(rows.getLong(2)) + " " + day(rows.getLong(3)) + " " + rows.getInt(4));
      }
    }
    return streaks;
  }

  private static Set<String> runsOf(Person person, String habit) {
    Set<String> runs = new TreeSet<>();
    person
        .api()
        .get("/v1/habits/" + habit + "/streak?explain=true")
        .at("/runs")
        .forEach(
            run ->
                runs.add(
                    run.at("/from").asText()
                        + " "
                        + run.at("/to").asText()
                        + " "
                        + run.at("/length").asInt()));
    return runs;
  }

  private static String day(long millis) {
    return Instant.ofEpochMilli(millis).toString().substring(0, 10);
  }
}
