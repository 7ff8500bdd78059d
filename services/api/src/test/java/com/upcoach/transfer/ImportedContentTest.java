package com.upcoach.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.book.BookAudit;
import com.upcoach.server.Answer;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An import brings only content that could also be typed, and the order of files and devices does
/// not matter.
@QuarkusTest
class ImportedContentTest extends ImportApi {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final String HABIT = "0198c1de-0000-7000-8000-000000000001";

  @Inject ObjectMapper json;
  @Inject BookAudit audit;

  private String field(String name, String value) throws Exception {
    return "{\"%s\":%s}".formatted(name, json.writeValueAsString(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines",
        "a bell \u0007 and a next line \u0085 inside",
        "turned \u202Eyas I tahw\u202C around",
        "an isolate \u2066 that stays open",
        "\u200B\u2060",
        "   \u00A0",
        " spaces around\u3000",
        "a line separator \u2028 and \u2029 more"
      })
  void a_title_of_a_file_becomes_one_that_a_member_may_type(String title) throws Exception {
    Person ada = person();
    imported(ada, "h.csv", habitBull("\"%s\",,,2026-01-01,1,\"%s\"".formatted(title, title)));

    JsonNode habit = ada.api().get("/v1/habits").at("/items/0");
    String path = "/v1/habits/" + habit.at("/id").asText();
    Answer typed = ada.api().patch(path, field("title", habit.at("/title").asText()));
    assertEquals(200, typed.status(), typed.body());
    assertEquals(habit.at("/title"), typed.at("/title"));
    String note = ada.api().get(path + "/check-ins").text("/items/0/note");
    assertEquals(
        200, ada.checkIn(habit.at("/id").asText(), "2026-01-01", field("note", note)).status());
    assertEquals(
        0,
        imported(ada, "h.csv", habitBull("\"%s\",,,2026-01-01,1,".formatted(title)))
            .at("/records/taken")
            .asInt());
  }

  @Test
  void a_long_title_is_not_truncated_within_an_emoji() throws Exception {
    Person ada = person();
    String title = "a" + "\uD83E\uDDD8".repeat(150);
    JsonNode report =
        imported(
            ada, "h.csv", habitBull("%s,,,2026-01-01,1,%s".formatted(title, title.repeat(20))));

    JsonNode habit = ada.api().get("/v1/habits").at("/items/0");
    assertEquals("a" + "\uD83E\uDDD8".repeat(99), habit.at("/title").asText());
    assertTrue(notes(report).contains("was cut"), notes(report));
    Answer typed =
        ada.api()
            .patch(
                "/v1/habits/" + habit.at("/id").asText(),
                field("title", habit.at("/title").asText()));
    assertEquals(200, typed.status(), typed.body());
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Apia,2011-12-30",
    "Pacific/Fakaofo,2011-12-30",
    "Pacific/Kwajalein,1993-08-21",
    "Pacific/Kiritimati,1994-12-31",
    "Pacific/Enderbury,1994-12-31"
  })
  void a_date_that_the_time_zone_skipped_is_refused_with_the_reason(
      String zone, LocalDate missing) {
    Person ada = person("{\"zone\":\"%s\"}".formatted(zone));
    JsonNode report =
        imported(
            ada,
            "h.csv",
            habitBull(
                "Read,,,%s,1,".formatted(missing), "Read,,,%s,1,".formatted(missing.plusDays(1))));

    assertEquals(1, report.at("/records/taken").asInt());
    assertTrue(report.at("/refused/0/reason").asText().contains(zone), report::toString);
    assertEquals(missing.plusDays(1).toString(), habitsOf(ada).get("Read").at("/start").asText());
    assertEquals(List.of(), audit.audit(ada.id()).await().indefinitely());
  }

  @Test
  void a_day_recorded_in_a_zone_that_had_it_is_restored_from_an_export() {
    Person ada = person("{\"zone\":\"Pacific/Honolulu\"}");
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2011-12-26\"}");
    ada.checkIn(habit, "2011-12-30", "{}");
    ada.api().patch("/v1/me", "{\"zone\":\"Pacific/Apia\"}");
    Person bea = person();
    imported(bea, "e.zip", ada.api().bytes("/v1/export"));
    assertEquals(everythingOf(ada), everythingOf(bea));
  }

  private static byte[] export(String habitFields, String checkIn) {
    return utf8(
        """
                {"format": "upcoach-export", "version": 1, "member": {"name": "Ada", "zone": "Etc/UTC",
                "dayStart": "00:00", "firstWeekday": "monday"}, "pauses": [], "habits": [
                {"id": "%s", "title": "Read", "kind": "do", "target": 1, "unlogged": "held",
                "archived": false, "schedule": {"type": "daily"}%s, "checkIns": [
                {"day": "2024-01-01", "amount": 1, "skipped": false},
                {"day": "2024-01-02", "amount": 1, "skipped": false%s}]}]}
                """
            .formatted(HABIT, habitFields, checkIn));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"at\":\"+1000000000-12-31T23:59:59Z\",\"zone\":\"UTC\",\"dayStart\":\"00:00\"",
        ",\"at\":\"-1000000000-01-01T00:00:00Z\",\"zone\":\"UTC\",\"dayStart\":\"00:00\"",
        ",\"at\":\"1899-12-31T23:59:59Z\",\"zone\":\"UTC\",\"dayStart\":\"00:00\"",
        ",\"at\":\"2024-01-02T10:00:00Z\",\"zone\":\"SystemV/PST8\",\"dayStart\":\"00:00\"",
        ",\"at\":\"2024-01-02T10:00:00Z\",\"zone\":\"+05:30\",\"dayStart\":\"00:00\""
      })
  void a_check_in_with_an_invalid_time_or_zone_is_refused_alone(String stamp) {
    Person ada = person();
    JsonNode report = imported(ada, "upcoach.json", export("", stamp));
    assertEquals(1, report.at("/records/taken").asInt());
    assertEquals(1, report.at("/records/refused").asInt(), report::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"createdAt\":\"-1000000000-01-01T00:00:00Z\"",
        ",\"start\":\"2024-05-01\",\"end\":\"2024-04-01\""
      })
  void an_invalid_habit_is_refused_with_its_days(String fields) {
    assertEquals("nothing-taken", refused(person(), "upcoach.json", export(fields, "")));
  }

  @Test
  void a_unit_and_an_icon_of_a_file_are_as_long_as_typed_ones() throws Exception {
    Person ada = person();
    imported(
        ada,
        "upcoach.json",
        export(",\"unit\":\"%s\",\"icon\":\"%s\"".formatted("u".repeat(60), "i".repeat(60)), ""));
    JsonNode habit = habitsOf(ada).get("Read");
    assertEquals("u".repeat(40), habit.at("/unit").asText());
    assertEquals("i".repeat(40), habit.at("/icon").asText());
  }

  @Test
  void a_future_time_does_not_block_later_changes() {
    Person ada = person();
    imported(
        ada,
        "upcoach.json",
        export("", ",\"at\":\"2199-01-01T00:00:00Z\",\"zone\":\"UTC\",\"dayStart\":\"00:00\""));
    clock.set(clock.instant().plusSeconds(60));
    send(ada, List.of(put(HABIT, "2024-01-02", clock.instant().toString(), "3")));
    assertEquals(3.0, amountsOf(ada, habitsOf(ada).get("Read")).get("2024-01-02"));
  }

  @Test
  void a_file_without_any_readable_check_in_is_refused() {
    assertEquals(
        "nothing-taken",
        refused(
            person(),
            "h.csv",
            habitBull("H,,,2199-01-01,1,", "H,,,2020-01-01,0,", "H,,,2020-01-01,0,")));
  }

  private static String put(String habit, String day, String at, String amount) {
    return "{\"id\":\"%s\",\"op\":\"put\",\"habitId\":\"%s\",\"day\":\"%s\",\"at\":\"%s\",\"amount\":%s}"
        .formatted(UUID.randomUUID(), habit, day, at, amount);
  }

  private static void send(Person person, List<String> operations) {
    Answer sent =
        person
            .api()
            .post("/v1/check-ins", "{\"operations\":[%s]}".formatted(String.join(",", operations)));
    assertEquals(200, sent.status(), sent.body());
    assertTrue(sent.at("/results").findValues("problem").isEmpty(), sent.body());
  }

  /// An action that changes a member's book.
  @FunctionalInterface
  private interface Step {
    void done(Person person);
  }

  @Test
  void files_of_several_sources_and_operations_of_a_device_give_the_same_book_in_any_order() {
    Random random = new Random(SEED);
    for (int round = 0; round < 3; round++) {
      Person source = person();
      String read = source.habit("{\"title\":\"Read\",\"target\":5,\"start\":\"2026-01-01\"}");
      byte[] begin = source.api().bytes("/v1/export");
      for (int day = 0; day < 40; day++) {
        source.checkIn(
            read,
            LocalDate.of(2026, 1, 1).plusDays(random.nextInt(200)).toString(),
            "{\"amount\":%s}".formatted(random.nextInt(9) / 4.0));
      }
      byte[] export = source.api().bytes("/v1/export");
      List<Step> files = new ArrayList<>();
      files.add(person -> imported(person, "e.zip", export));
      for (int piece = 0; piece < 3; piece++) {
        byte[] loop = loopPiece(random);
        files.add(person -> imported(person, "loop.zip", loop));
        byte[] bull = bullPiece(random);
        files.add(person -> imported(person, "h.csv", bull));
      }
      List<Step> steps = new ArrayList<>(files);
      String day = LocalDate.of(2026, 8, 1).plusDays(random.nextInt(100)).toString();
      List<String> times = List.of("T06:00:00Z", "T12:00:00Z", "T12:00:00.001Z");
      for (String time : times) {
        String amount = String.valueOf(random.nextInt(9) / 4.0);
        steps.add(person -> send(person, List.of(put(read, day, day + time, amount))));
      }
      String first = null;
      for (int order = 0; order < 3; order++) {
        Person person = person();
        imported(person, "begin.zip", begin);
        for (Step step : steps) {
          step.done(person);
        }
        String book = bookOf(person);
        first = first == null ? book : first;
        assertEquals(first, book, "round %d of -Dseed=%d".formatted(round, SEED));
        files.forEach(step -> step.done(person));
        assertEquals(
            first, bookOf(person), "all again, round %d of -Dseed=%d".formatted(round, SEED));
        Collections.shuffle(steps, random);
      }
    }
  }

  /// All of a member's data, except creation times and the order that depends on them.
  private static String bookOf(Person person) {
    StringBuilder book = new StringBuilder();
    for (var habit : new TreeMap<>(habitsOf(person)).entrySet()) {
      String path = "/v1/habits/" + habit.getValue().at("/id").asText();
      book.append(habit.getValue().toString());
      book.append(person.api().get(path + "/check-ins?limit=500").body());
      book.append(person.api().get(path + "/streak").body());
    }
    book.append(
        Rows.one(
            "select string_agg(period::text || starts || points, ',' order by period, starts)"
                + " from standing where points <> 0 and member_id = ?",
            person.id()));
    return book.toString().replaceAll("\"(at|createdAt)\":\"[^\"]*\"", "");
  }

  private static byte[] loopPiece(Random random) {
    Map<String, List<String>> habits = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(List.of("Sit", "Swim", "Walk"));
    Collections.shuffle(names, random);
    for (int i = 0; i < names.size(); i++) {
      List<String> days = new ArrayList<>();
      for (int day = 0; day < 200; day++) {
        if ((day + names.get(i).length()) % 7 < 3 && random.nextBoolean()) {
          days.add(LocalDate.of(2025, 6, 1).plusDays(day).toString());
        }
      }
      habits.put("%03d %s".formatted(i + 1, names.get(i)), days);
    }
    return loop(habits);
  }

  private static byte[] bullPiece(Random random) {
    List<String> lines = new ArrayList<>();
    LocalDate from = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(300));
    for (int day = 0; day < 60; day++) {
      LocalDate date = from.plusDays(day);
      lines.add("Water,,Body,%s,%s,".formatted(date, (date.getDayOfYear() % 40 + 2) / 8.0));
      lines.add("Stretch,,Body,%s,%d,".formatted(date, date.getDayOfYear() % 2));
    }
    Collections.shuffle(lines, random);
    return habitBull(lines.toArray(String[]::new));
  }
}
