package com.upcoach.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

/// Uploads files to the running server and waits for the import.
abstract class ImportApi extends ApiTest {

  static final String BOUNDARY = "moving-in";

  /// Everything that a member sees of its habits, check-ins, pauses and standings.
  static String everythingOf(Person person) {
    StringBuilder all = new StringBuilder();
    Answer habits = person.api().get("/v1/habits");
    all.append(habits.body());
    habits
        .at("/items")
        .forEach(
            habit -> {
              String path = "/v1/habits/" + habit.at("/id").asText();
              all.append(person.api().get(path + "/check-ins?limit=500").body());
              all.append(person.api().get(path + "/streak?explain=true").body());
              all.append(person.api().get(path + "/statistics").body());
            });
    all.append(person.api().get("/v1/pauses").body());
    all.append(person.api().get("/v1/today").body());
    all.append(
        Rows.one(
            "select string_agg(period::text || starts || points, ',' order by period, starts)"
                + " from standing where points <> 0 and member_id = ?",
            person.id()));
    return all.toString();
  }

  JsonNode imported(Person person, String name, byte[] file) {
    return imported(person, name, file, "");
  }

  /// @param query of the request, with its question mark
  JsonNode imported(Person person, String name, byte[] file, String query) {
    Answer ended = ended(person, upload(person, name, file, query));
    assertEquals("done", ended.text("/state"), ended.body());
    return ended.at("/report");
  }

  String refused(Person person, String name, byte[] file) {
    return problem(person, name, file).at("/type").asText().replaceAll(".*:", "");
  }

  /// The problem of an import that must be refused.
  JsonNode problem(Person person, String name, byte[] file) {
    Answer ended = ended(person, upload(person, name, file));
    assertEquals("refused", ended.text("/state"), ended.body());
    return ended.at("/report");
  }

  static Answer ended(Person person, Answer begun) {
    assertEquals(202, begun.status(), begun.body());
    long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      Answer answer = person.api().get("/v1/imports/" + begun.text("/id"));
      if (!answer.text("/state").equals("running") || System.nanoTime() > patience) {
        return answer;
      }
      Thread.onSpinWait();
    }
  }

  static Answer upload(Person person, String name, byte[] file) {
    return upload(person, name, file, "");
  }

  static Answer upload(Person person, String name, byte[] file, String query) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(utf8(head(name)));
    body.writeBytes(file);
    body.writeBytes(utf8("\r\n--" + BOUNDARY + "--\r\n"));
    return send(person, body.toByteArray(), query);
  }

  static String head(String name) {
    String lines =
        """
                --%s
                Content-Disposition: form-data; name="file"; filename="%s"
                Content-Type: application/octet-stream

                """
            .formatted(BOUNDARY, name);
    return lines.replace("\n", "\r\n");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Answer send(Person person, byte[] body, String query) {
    return person
        .api()
        .with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .send("POST", "/v1/imports" + query, HttpRequest.BodyPublishers.ofByteArray(body), true);
  }

  static final String H =
      "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n";

  @TempDir Path folder;

  static byte[] habitBull(String... lines) {
    return utf8(H + String.join("\n", lines) + "\n");
  }

  static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /// A Loop CSV export of yes/no habits, by position and name, with the days of each.
  static byte[] loop(Map<String, List<String>> habits) {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder list =
        new StringBuilder(
            "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n");
    habits.forEach(
        (folder, days) -> {
          String[] parts = folder.split(" ", 2);
          list.append("%s,%s,YES_NO,,,1,1,#FF8F00,,,,false%n".formatted(parts[0], parts[1]));
          StringBuilder marks = new StringBuilder("Date,Value,Notes\n");
          days.forEach(day -> marks.append(day).append(",YES_MANUAL,\n"));
          files.put(folder + "/Checkmarks.csv", marks.toString());
        });
    files.put("Habits.csv", list.toString());
    return zip(files);
  }

  static Map<String, JsonNode> habitsOf(Person person) {
    Map<String, JsonNode> habits = new LinkedHashMap<>();
    person
        .api()
        .get("/v1/habits")
        .at("/items")
        .forEach(habit -> habits.put(habit.at("/title").asText(), habit));
    return habits;
  }

  static Map<String, Double> amountsOf(Person person, JsonNode habit) {
    Map<String, Double> amounts = new LinkedHashMap<>();
    person
        .api()
        .get("/v1/habits/" + habit.at("/id").asText() + "/check-ins?limit=500")
        .at("/items")
        .forEach(one -> amounts.put(one.at("/day").asText(), one.at("/amount").asDouble()));
    return amounts;
  }

  static String notes(JsonNode report) {
    return report.at("/notes").toString();
  }
}
