package com.upcoach.habit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HabitApiTest extends ApiTest {

  @Test
  void a_title_is_enough_for_a_habit() {
    Answer habit = person().api().post("/v1/habits", "{\"title\":\"Read\"}");
    assertEquals(201, habit.status());
    assertEquals("do", habit.text("/kind"));
    assertEquals("1", habit.text("/target"));
    assertEquals("daily", habit.text("/schedule/type"));
    assertEquals("2026-11-23", habit.text("/start"));
    assertEquals("1", habit.text("/revision"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"daily\"}",
        "{\"type\":\"weekdays\",\"days\":[\"monday\",\"friday\"]}",
        "{\"type\":\"everyNDays\",\"n\":3}",
        "{\"type\":\"timesPerWeek\",\"n\":7}",
        "{\"type\":\"timesInDays\",\"n\":3,\"days\":365}"
      })
  void each_schedule_is_returned_as_sent_for_both_kinds(String schedule) {
    Person ada = person();
    for (String kind : new String[] {"do", "limit"}) {
      String id =
          ada.habit(
              "{\"title\":\"x\",\"kind\":\"%s\",\"target\":2.5,\"schedule\":%s}"
                  .formatted(kind, schedule));
      Answer habit = ada.api().get("/v1/habits/" + id);
      assertEquals(schedule, habit.at("/schedule").toString());
      assertEquals(kind, habit.text("/kind"));
      assertEquals("2.5", habit.text("/target"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'hourly'}|schedule.type",
        "{'type':'weekdays','days':[]}|schedule.days",
        "{'type':'weekdays','days':['Monday']}|schedule.days",
        "{'type':'weekdays','days':['monday','monday']}|schedule.days",
        "{'type':'everyNDays'}|schedule.n",
        "{'type':'everyNDays','n':0}|schedule.n",
        "{'type':'everyNDays','n':1.5}|schedule.n",
        "{'type':'timesPerWeek','n':8}|schedule.n",
        "{'type':'timesInDays','n':3,'days':2}|schedule.n",
        "{'type':'timesInDays','n':3,'days':366}|schedule.days",
        "{'type':'daily','n':1}|schedule.n",
        "[]|schedule",
        "'daily'|schedule"
      },
      quoteCharacter = '~')
  void an_invalid_schedule_is_refused_with_the_field_at_fault(String schedule, String field) {
    Answer answer =
        person()
            .api()
            .post(
                "/v1/habits", "{\"title\":\"x\",\"schedule\":" + schedule.replace('\'', '"') + "}");
    assertEquals("invalid-field " + field, answer.fault());
  }

  @Test
  void sent_again_with_the_same_id_a_habit_is_there_once_also_on_a_later_day() {
    Person ada = person();
    String body = "{\"id\":\"%s\",\"title\":\"Read\"}".formatted(UUID.randomUUID());
    Answer first = ada.api().post("/v1/habits", body);
    clock.advance(Duration.ofDays(3));
    Answer second = ada.api().post("/v1/habits", body);
    assertEquals(first.body(), second.body());
    assertEquals("id-taken", ada.api().post("/v1/habits", body.replace("Read", "Run")).problem());
    assertEquals(1, ada.api().get("/v1/habits").at("/items").size());
  }

  @Test
  void two_members_may_choose_the_same_id_and_neither_learns_of_the_other() {
    String body = "{\"id\":\"%s\",\"title\":\"Read\"}".formatted(UUID.randomUUID());
    assertEquals(201, person().api().post("/v1/habits", body).status());
    assertEquals(201, person().api().post("/v1/habits", body.replace("Read", "Run")).status());
  }

  @Test
  void a_change_keeps_what_is_left_out_and_clears_what_is_null() {
    Person ada = person();
    String id =
        ada.habit(
            "{\"title\":\"Read\",\"note\":\"pages\",\"unit\":\"p\",\"color\":\"#00897B\",\"icon\":\"book\",\"end\":\"2027-01-01\"}");
    Answer changed =
        ada.api()
            .patch(
                "/v1/habits/" + id,
                "{\"note\":null,\"color\":null,\"icon\":null,\"end\":null,\"archived\":true}");
    assertEquals("Read", changed.text("/title"));
    assertEquals("p", changed.text("/unit"));
    assertEquals("2", changed.text("/revision"));
    for (String cleared : new String[] {"/note", "/color", "/icon", "/end"}) {
      assertTrue(changed.at(cleared).isNull(), cleared);
    }
  }

  @Test
  void a_new_target_reevaluates_everything_recorded() {
    Person ada = person();
    String id = ada.habit("{\"title\":\"Read\",\"target\":10,\"start\":\"2026-11-01\"}");
    for (int day = 20; day <= 22; day++) {
      ada.checkIn(id, "2026-11-" + day, "{\"amount\":8}");
    }
    String streak = "/v1/habits/" + id + "/streak";
    assertTrue(ada.api().get(streak).at("/current").isNull());
    ada.api().patch("/v1/habits/" + id, "{\"target\":8}");
    assertEquals(3, ada.api().get(streak).at("/current/length").intValue());
    ada.api()
        .patch("/v1/habits/" + id, "{\"kind\":\"limit\",\"target\":5,\"unlogged\":\"missed\"}");
    assertTrue(ada.api().get(streak).at("/longest").isNull());
  }

  @Test
  void recorded_days_must_stay_within_the_habit() {
    Person ada = person();
    String id = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    ada.checkIn(id, "2026-11-10", "{}");
    String path = "/v1/habits/" + id;
    assertEquals("invalid-field", ada.api().patch(path, "{\"start\":\"2026-11-11\"}").problem());
    assertEquals("invalid-field", ada.api().patch(path, "{\"end\":\"2026-11-09\"}").problem());
    assertEquals("range-reversed", ada.api().patch(path, "{\"end\":\"2026-10-09\"}").problem());
    assertEquals(200, ada.api().patch(path, "{\"end\":\"2026-11-10\"}").status());
  }

  @Test
  void a_habit_to_be_done_needs_a_target_above_zero_and_a_limit_does_not() {
    Person ada = person();
    assertEquals(
        "invalid-field target",
        ada.api().post("/v1/habits", "{\"title\":\"x\",\"target\":0}").fault());
    ada.habit("{\"title\":\"x\",\"kind\":\"limit\",\"target\":0}");
  }

  @Test
  void habits_are_listed_page_by_page_without_gaps_or_repetitions() {
    Person ada = person();
    Set<String> made = new HashSet<>();
    for (int count = 0; count < 5; count++) {
      made.add(ada.habit("{\"title\":\"x\",\"archived\":%s}".formatted(count == 0)));
    }
    Set<String> listed = new HashSet<>();
    String path = "/v1/habits?limit=2";
    Answer page = ada.api().get(path);
    while (true) {
      page.at("/items").forEach(one -> assertTrue(listed.add(one.get("id").textValue())));
      if (page.at("/next").isNull()) {
        break;
      }
      page = ada.api().get(path + "&cursor=" + page.text("/next"));
    }
    assertEquals(made, listed);
    assertEquals(4, ada.api().get("/v1/habits?archived=false").at("/items").size());
    assertEquals(1, ada.api().get("/v1/habits?archived=true").at("/items").size());
  }

  @Test
  void a_removed_habit_takes_everything_recorded_and_its_points_with_it() {
    Person ada = person();
    String id = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    ada.checkIn(id, "2026-11-20", "{}");
    ada.api().post("/v1/pauses", "{\"habitId\":\"%s\",\"from\":\"2026-11-10\"}".formatted(id));
    assertEquals(204, ada.api().delete("/v1/habits/" + id).status());
    assertEquals("not-found", ada.api().delete("/v1/habits/" + id).problem());
    for (String table : new String[] {"habit", "habit_summary", "check_in", "pause"}) {
      assertEquals(
          "0", Rows.one("select count(*) from " + table + " where member_id = ?", ada.id()), table);
    }
    assertEquals(
        "0",
        Rows.one("select coalesce(sum(points), 0) from standing where member_id = ?", ada.id()));
  }

  @Test
  void another_members_habit_gets_the_same_response_as_an_unknown_one() {
    Person ada = person();
    Person bob = person();
    String his = bob.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    bob.checkIn(his, "2026-11-20", "{}");
    String nobodys = UUID.randomUUID().toString();
    String[][] requests = {
      {"GET", "", ""},
      {"PATCH", "", "{\"title\":\"mine\"}"},
      {"DELETE", "", ""},
      {"GET", "/check-ins", ""},
      {"GET", "/check-ins/2026-11-20", ""},
      {"PUT", "/check-ins/2026-11-20", "{}"},
      {"DELETE", "/check-ins/2026-11-20", ""},
      {"GET", "/streak", ""},
      {"GET", "/statistics", ""},
    };
    var before = Rows.fingerprint();
    for (String[] request : requests) {
      var body = java.util.Optional.of(request[2]).filter(text -> !text.isEmpty());
      Answer foreign = ada.api().send(request[0], "/v1/habits/" + his + request[1], body);
      Answer unknown = ada.api().send(request[0], "/v1/habits/" + nobodys + request[1], body);
      assertEquals("not-found", foreign.problem());
      assertEquals(unknown.body(), foreign.body().replace(his, nobodys));
    }
    assertEquals(before, Rows.fingerprint());
  }

  @Test
  void at_most_two_hundred_habits_are_allowed() {
    Person ada = person();
    for (int count = 0; count < 200; count++) {
      ada.habit("{\"title\":\"x\"}");
    }
    assertEquals("too-many", ada.api().post("/v1/habits", "{\"title\":\"x\"}").problem());
  }
}
