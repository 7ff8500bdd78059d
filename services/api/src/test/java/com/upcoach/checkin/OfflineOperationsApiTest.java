package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OfflineOperationsApiTest extends ApiTest {

  private Person ada;
  private String habit;

  @BeforeEach
  void aHabitSinceTheFirst() {
    ada = person();
    habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
  }

  private Answer send(String... operations) {
    return ada.api()
        .post("/v1/check-ins", "{\"operations\":[%s]}".formatted(String.join(",", operations)));
  }

  private static String operation(UUID id, String op, String habit, String day) {
    return "{\"id\":\"%s\",\"op\":\"%s\",\"habitId\":\"%s\",\"day\":\"%s\"}"
        .formatted(id, op, habit, day);
  }

  private String put(String day) {
    return operation(UUID.randomUUID(), "put", habit, day);
  }

  private String checkIns() {
    return Rows.one("select count(*) from check_in where member_id = ?", ada.id());
  }

  @Test
  void each_operation_gets_its_own_result_in_order() {
    String foreign = person().habit("{\"title\":\"x\"}");
    UUID last = UUID.randomUUID();
    Answer answer =
        send(
            put("2026-11-20"),
            put("2026-11-24"),
            operation(UUID.randomUUID(), "put", foreign, "2026-11-20"),
            operation(UUID.randomUUID(), "delete", habit, "2026-11-02"),
            operation(last, "put", habit, "2026-11-21"));
    assertEquals(200, answer.status());
    assertEquals(
        "[200, 422, 404, 200, 200]",
        answer
            .at("/results")
            .valueStream()
            .map(one -> one.get("status").intValue())
            .toList()
            .toString());
    assertEquals(last.toString(), answer.text("/results/4/id"));
    assertEquals("2", checkIns());
    assertEquals("2", ada.api().get("/v1/today").text("/habits/0/streak/longest/length"));
  }

  @Test
  void a_repeated_operation_gets_its_first_result_whatever_has_happened_since() {
    UUID recorded = UUID.randomUUID();
    UUID refused = UUID.randomUUID();
    String[] operations = {
      operation(recorded, "put", habit, "2026-11-20"),
      operation(refused, "put", habit, "2026-10-20")
    };
    Answer first = send(operations);
    assertEquals(
        "urn:problem-type:upcoach:day-before-start", first.text("/results/1/problem/type"));
    ada.api().patch("/v1/habits/" + habit, "{\"start\":\"2026-10-01\"}");
    ada.api().delete("/v1/habits/" + habit + "/check-ins/2026-11-20");
    var before = Rows.fingerprint();
    assertEquals(first.body(), send(operations).body());
    assertEquals(before, Rows.fingerprint());
    ada.api().delete("/v1/habits/" + habit);
    assertEquals(first.body(), send(operations).body());
    assertEquals("0", checkIns());
  }

  @Test
  void a_repeated_id_with_other_content_gets_the_first_result_and_changes_nothing() {
    UUID id = UUID.randomUUID();
    Answer first = send(operation(id, "put", habit, "2026-11-20"));
    assertEquals(first.body(), send(operation(id, "delete", habit, "2026-11-20")).body());
    assertEquals("1", checkIns());
  }

  @Test
  void an_id_twice_in_one_request_is_applied_once_and_gets_two_results() {
    UUID id = UUID.randomUUID();
    Answer answer =
        send(operation(id, "put", habit, "2026-11-20"), operation(id, "put", habit, "2026-11-21"));
    assertEquals(answer.at("/results/0"), answer.at("/results/1"));
    assertEquals("1", checkIns());
  }

  @Test
  void later_operations_see_what_earlier_ones_did() {
    send(put("2026-11-20"), operation(UUID.randomUUID(), "delete", habit, "2026-11-20"));
    assertEquals("0", checkIns());
    send(
        operation(UUID.randomUUID(), "delete", habit, "2026-11-20"),
        put("2026-11-20"),
        put("2026-11-20"));
    assertEquals("1", checkIns());
  }

  @Test
  void a_malformed_operation_does_not_stop_the_valid_ones() {
    String[] poison = {
      "\"amount\":-1", "\"amount\":1e400", "\"amount\":\"3\"", "\"note\":\"\\u0000\"",
      "\"note\":\"\\ud800\"", "\"colour\":1", "\"skipped\":\"yes\"", "\"note\":7"
    };
    String[] operations = new String[poison.length + 2];
    operations[0] = put("2026-11-20");
    for (int place = 0; place < poison.length; place++) {
      operations[place + 1] = put("2026-11-19").replace("}", "," + poison[place] + "}");
    }
    operations[poison.length + 1] = put("2026-11-21");
    Answer answer = send(operations);
    assertEquals(
        "200 "
            + Collections.nCopies(poison.length, "400").stream().collect(Collectors.joining(" "))
            + " 200",
        answer
            .at("/results")
            .valueStream()
            .map(one -> one.get("status").asText())
            .collect(Collectors.joining(" ")));
    assertEquals("amount", answer.text("/results/1/problem/errors/0/name"));
    assertEquals("2", checkIns());
    assertEquals(answer.body(), send(operations).body());
  }

  @Test
  void an_operation_without_an_id_fails_the_request() {
    var before = Rows.fingerprint();
    for (String id : new String[] {"null", "7", "\"x\""}) {
      Answer answer =
          send(
              put("2026-11-20"),
              put("2026-11-21").replaceFirst("\"id\":\"[^\"]+\"", "\"id\":" + id));
      assertEquals("invalid-field operations[1].id", answer.fault());
    }
    assertEquals("invalid-field operations", send("[]").fault());
    assertEquals("invalid-field operations", ada.api().post("/v1/check-ins", "{}").fault());
    assertEquals(before, Rows.fingerprint());
  }

  @Test
  void five_hundred_operations_are_accepted_and_one_more_is_not() {
    String[] operations =
        IntStream.range(0, 501)
            .mapToObj(count -> put("2026-11-%02d".formatted(1 + count % 23)))
            .toArray(String[]::new);
    assertEquals("invalid-field operations", send(operations).fault());
    assertEquals("0", checkIns());
    operations[500] = operations[499];
    Answer answer = send(java.util.Arrays.copyOf(operations, 500));
    assertEquals(500, answer.at("/results").size());
    assertEquals("23", checkIns());
    assertEquals(0, send().at("/results").size());
  }
}
