package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.upcoach.book.BookAudit;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every combination of fields of a check-in, through each way to send it.
@QuarkusTest
class NoteAloneApiTest extends ApiTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String DAY = "2026-11-20";

  /// Possible contents of the day before: amount, skip and note.
  private static final Map<String, String> BEFORE =
      Map.of(
          "-", "0 false null",
          "{\"amount\":7,\"note\":\"before\"}", "7 false before",
          "{\"skipped\":true,\"note\":\"before\"}", "0 true before",
          "{\"amount\":4,\"skipped\":true}", "4 true null");

  /// The body sent, the resulting amount and skip (of a do habit, of a limit), and the resulting
  /// note. `=` means unchanged.
  private static final List<String> SENT =
      List.of(
          "{}                                             | 10 false | 0 false | null",
          "{\"skipped\":false}                            | 10 false | 0 false | null",
          "{\"amount\":null}                              | 10 false | 0 false | null",
          "{\"amount\":null,\"skipped\":null}             | 10 false | 0 false | null",
          "{\"amount\":3}                                 | 3 false  | 3 false | null",
          "{\"amount\":0}                                 | 0 false  | 0 false | null",
          "{\"amount\":3,\"skipped\":false}               | 3 false  | 3 false | null",
          "{\"amount\":3,\"note\":\"new\"}                | 3 false  | 3 false | new",
          "{\"amount\":3,\"note\":\"\"}                   | 3 false  | 3 false | null",
          "{\"amount\":3,\"note\":null}                   | 3 false  | 3 false | null",
          "{\"amount\":3,\"skipped\":true}                | 3 true   | 3 true  | null",
          "{\"amount\":3,\"note\":\"new\",\"skipped\":true} | 3 true   | 3 true  | new",
          "{\"skipped\":true}                             | 0 true   | 0 true  | null",
          "{\"note\":\"new\",\"skipped\":true}            | 0 true   | 0 true  | new",
          "{\"note\":\"new\"}                             | =        | =       | new",
          "{\"note\":\"new\",\"amount\":null}             | =        | =       | new",
          "{\"note\":\"new\",\"skipped\":false}           | =        | =       | new",
          "{\"note\":\"\"}                                | =        | =       | null",
          "{\"note\":null}                                | =        | =       | null",
          "{\"note\":null,\"skipped\":false}              | =        | =       | null");

  private Person ada;

  @Inject BookAudit audit;

  @BeforeEach
  void aMember() {
    ada = person();
  }

  private interface Send {
    void send(String habit, String body);
  }

  @Test
  void a_check_in_changes_the_day_as_in_the_contract() {
    everyCombination(
        (habit, body) -> {
          Answer put = ada.checkIn(habit, DAY, body);
          assertEquals(200, put.status(), put.body());
          assertEquals(put.body(), ada.api().get(path(habit)).body());
        });
  }

  @Test
  void an_operation_of_an_offline_device_changes_the_day_alike() {
    everyCombination(
        (habit, body) -> {
          String fields = body.substring(1, body.length() - 1);
          Answer sent =
              ada.api()
                  .post(
                      "/v1/check-ins",
                      "{\"operations\":[{\"id\":\"%s\",\"op\":\"put\",\"habitId\":\"%s\",\"day\":\"%s\"%s}]}"
                          .formatted(
                              UUID.randomUUID(), habit, DAY, fields.isEmpty() ? "" : "," + fields));
          assertEquals("200", sent.text("/results/0/status"), sent.body());
        });
  }

  @Test
  void a_graphql_mutation_changes_the_day_alike() {
    everyCombination(
        (habit, body) -> {
          Answer sent =
              ada.api()
                  .graph(
                      "mutation($habit: ID!, $what: CheckInInput) { checkIn(habitId: $habit, day: \"%s\", input: $what) { __typename } }"
                          .formatted(DAY),
                      Map.of("habit", globalId(habit), "what", json(body)));
          assertEquals("CheckIn", sent.text("/data/checkIn/__typename"), sent.body());
        });
  }

  private void everyCombination(Send way) {
    List<String> wrong = new ArrayList<>();
    for (String kind : List.of("do", "limit")) {
      String habit =
          ada.habit(
              "{\"title\":\"x\",\"target\":10,\"start\":\"2026-11-01\",\"unlogged\":\"missed\",\"kind\":\"%s\"}"
                  .formatted(kind));
      for (String before : BEFORE.keySet()) {
        for (String line : SENT) {
          String[] cells = line.split("\\|", -1);
          ada.api().delete(path(habit));
          if (!before.equals("-")) {
            ada.checkIn(habit, DAY, before);
          }
          way.send(habit, cells[0].strip());
          String there = BEFORE.get(before).replaceFirst(" [^ ]+$", "");
          String amount = cells[kind.equals("do") ? 1 : 2].strip().replace("=", there);
          String expected = amount + " " + cells[3].strip();
          Answer now = ada.api().get(path(habit));
          String is = now.text("/amount") + " " + now.text("/skipped") + " " + now.text("/note");
          if (!is.equals(expected)) {
            wrong.add(
                "%s on %s (%s): %s, not %s"
                    .formatted(cells[0].strip(), before, kind, is, expected));
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(List.of(), audit.audit(ada.id()).await().indefinitely());
  }

  @Test
  void a_note_alone_leaves_the_state_of_the_day_as_it_is() {
    String run = ada.habit("{\"title\":\"Run\",\"start\":\"2026-11-19\"}");
    String coffee =
        ada.habit(
            "{\"title\":\"Coffee\",\"kind\":\"limit\",\"target\":2,\"start\":\"2026-11-19\",\"unlogged\":\"missed\"}");
    for (String habit : List.of(run, coffee)) {
      ada.checkIn(habit, DAY, "{\"note\":\"ill\"}");
      assertEquals("unlogged", rule(habit));
      ada.checkIn(habit, DAY, "{}");
      assertEquals(habit.equals(run) ? "target-met" : "within-limit", rule(habit));
      ada.checkIn(habit, DAY, "{\"note\":\"well\"}");
      assertEquals(habit.equals(run) ? "target-met" : "within-limit", rule(habit));
      assertEquals(habit.equals(run) ? "1" : "0", ada.api().get(path(habit)).text("/amount"));
    }
  }

  @Test
  void a_note_alone_is_shown_today_and_can_be_deleted() {
    String run = ada.habit("{\"title\":\"Run\"}");
    String today = "2026-11-23";
    ada.checkIn(run, today, "{\"note\":\"later\"}");
    Answer shown = ada.api().get("/v1/today");
    assertEquals("later", shown.text("/habits/0/note"));
    assertEquals("0", shown.text("/habits/0/amount"));
    assertEquals("pending", shown.text("/habits/0/state"));
    assertEquals("0", ada.api().get("/v1/habits/" + run + "/statistics").text("/totals/checkIns"));
    String day = "/v1/habits/" + run + "/check-ins/" + today;
    assertEquals(204, ada.api().delete(day).status());
    assertEquals(404, ada.api().get(day).status());
    assertEquals(List.of(), audit.audit(ada.id()).await().indefinitely());
  }

  private String rule(String habit) {
    return ada.api()
        .get("/v1/habits/%s/streak?explain=true&from=%s&to=%s".formatted(habit, DAY, DAY))
        .text("/days/0/rule");
  }

  private String globalId(String habit) {
    return com.upcoach.graph.GlobalId.text("Habit", ada.id(), UUID.fromString(habit));
  }

  private static String path(String habit) {
    return "/v1/habits/" + habit + "/check-ins/" + DAY;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(text, broken);
    }
  }
}
