package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.book.BookAudit;
import com.upcoach.graph.GlobalId;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Operations of several devices that were offline: the newest one wins.
@QuarkusTest
class SupersededApiTest extends ApiTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final String DAY = "2026-11-20";

  private Person ada;
  private String habit;

  @Inject BookAudit audit;

  @BeforeEach
  void aHabitSinceTheFirst() {
    ada = person();
    habit = ada.habit("{\"title\":\"Read\",\"target\":10,\"start\":\"2026-11-01\"}");
  }

  private static String operation(String habit, String op, String day, String at, String more) {
    return "{\"id\":\"%s\",\"op\":\"%s\",\"habitId\":\"%s\",\"day\":\"%s\"%s%s}"
        .formatted(
            UUID.randomUUID(),
            op,
            habit,
            day,
            at == null ? "" : ",\"at\":\"" + at + "\"",
            more.isEmpty() ? "" : "," + more);
  }

  private String put(String at, String more) {
    return operation(habit, "put", DAY, at, more);
  }

  private String delete(String at) {
    return operation(habit, "delete", DAY, at, "");
  }

  private static Answer send(Person person, List<String> operations) {
    Answer sent =
        person
            .api()
            .post("/v1/check-ins", "{\"operations\":[%s]}".formatted(String.join(",", operations)));
    assertEquals(200, sent.status(), sent.body());
    return sent;
  }

  private Answer send(String... operations) {
    return send(ada, List.of(operations));
  }

  private String path() {
    return "/v1/habits/" + habit + "/check-ins/" + DAY;
  }

  private String amount() {
    return ada.api().get(path()).text("/amount");
  }

  @Test
  void an_older_operation_does_not_replace_a_newer_correction() {
    ada.checkIn(habit, DAY, "{\"amount\":7,\"note\":\"corrected\"}");
    String late = put("2026-11-22T08:00:00+01:00", "\"amount\":3");
    Answer sent = send(late);
    assertEquals("200", sent.text("/results/0/status"));
    assertEquals(ada.api().get(path()).json(), sent.at("/results/0/superseded/checkIn"));
    assertEquals("7", amount());

    ada.api().delete(path());
    assertEquals(sent.body(), send(late).body(), "a repeated operation");
    assertEquals(404, ada.api().get(path()).status());
  }

  @Test
  void a_newer_operation_replaces_an_older_one_without_reporting_it() {
    send(put("2026-11-22T08:00:00Z", "\"amount\":3"));
    Answer sent = send(put("2026-11-22T08:00:00.001Z", "\"amount\":4"));
    assertTrue(sent.at("/results/0/superseded").isMissingNode(), sent.body());
    assertEquals("4", amount());
    assertEquals("2026-11-22T08:00:00.001Z", ada.api().get(path()).text("/at"));
  }

  @Test
  void a_later_deletion_is_not_undone() {
    ada.checkIn(habit, DAY, "{}");
    ada.api().delete(path());
    Answer late = send(put("2026-11-22T08:00:00Z", ""));
    assertTrue(late.at("/results/0/superseded/checkIn").isNull(), late.body());
    assertEquals(404, ada.api().get(path()).status());
    clock.set(Instant.parse("2026-11-23T11:00:00Z"));
    send(put("2026-11-23T10:30:00Z", "\"amount\":5"));
    assertEquals("5", amount());
  }

  @Test
  void a_deletion_that_arrives_before_its_check_in_still_deletes_it() {
    send(delete("2026-11-22T08:00:00Z"));
    Answer late = send(put("2026-11-22T07:00:00Z", ""));
    assertTrue(late.at("/results/0/superseded/checkIn").isNull(), late.body());
    assertEquals(404, ada.api().get(path()).status());
  }

  @Test
  void an_older_deletion_does_not_remove_a_newer_check_in() {
    ada.checkIn(habit, DAY, "{\"amount\":7}");
    Answer late = send(delete("2026-11-22T08:00:00Z"));
    assertEquals("7", late.text("/results/0/superseded/checkIn/amount"));
    assertEquals("7", amount());
  }

  @Test
  void an_operation_done_now_replaces_the_existing_content() {
    for (String at : new String[] {null, "2026-11-23T10:00:00Z", "2031-01-01T00:00:00Z"}) {
      ada.checkIn(habit, DAY, "{\"amount\":7}");
      Answer sent = send(put(at, "\"amount\":3"), put(at, "\"amount\":2"));
      if (at == null || at.startsWith("2031")) {
        assertTrue(sent.at("/results/1/superseded").isMissingNode(), sent.body());
        assertEquals("2", amount(), at);
      } else {
        assertEquals("7", amount(), "of the same time the larger amount stays");
      }
      assertTrue(
          ada.api().get(path()).text("/at").compareTo("2026-11-23T10:00:01Z") < 0,
          "a time that is still to come is taken as now");
    }
  }

  @Test
  void an_invalid_time_is_reported_in_that_operations_result() {
    for (String at : List.of("yesterday", "2026-11-22T08:00:00", "1899-12-31T23:59:59Z")) {
      Answer sent = send(put(at, ""));
      assertEquals("400", sent.text("/results/0/status"));
      assertEquals("at", sent.text("/results/0/problem/errors/0/name"));
    }
  }

  @Test
  void at_most_one_deletion_is_stored_per_day_and_none_outside_the_habits_days() {
    for (int minute = 10; minute < 20; minute++) {
      send(delete("2026-11-22T08:%d:00Z".formatted(minute)));
    }
    send(operation(habit, "delete", "1950-01-01", "2026-11-22T08:00:00Z", ""));
    send(operation(habit, "delete", "2026-11-24", "2026-11-22T08:00:00Z", ""));
    String kept = "select count(*) from check_in_deletion where member_id = ?";
    assertEquals("1", Rows.one(kept, ada.id()));
    ada.api().delete("/v1/habits/" + habit);
    assertEquals("0", Rows.one(kept, ada.id()));
  }

  @Test
  void graphql_returns_the_same() {
    ada.checkIn(habit, DAY, "{\"amount\":7}");
    String id = GlobalId.text("Habit", ada.id(), UUID.fromString(habit));
    String mutation =
        "mutation($id: UUID!, $habit: ID!) { applyOperations(operations: [{id: $id, op: PUT, habitId: $habit, day: \"%s\", amount: 3, at: \"2026-11-22T08:00:00+01:00\"}]) { superseded { checkIn { habitId day amount at } } problem { code } } }"
            .formatted(DAY);
    Answer sent =
        ada.api().graph(mutation, Map.of("id", UUID.randomUUID().toString(), "habit", id));
    assertEquals(
        "{\"superseded\":{\"checkIn\":{\"habitId\":\"%s\",\"day\":\"%s\",\"amount\":7,\"at\":\"2026-11-23T10:00:00Z\"}},\"problem\":null}"
            .formatted(id, DAY),
        sent.at("/data/applyOperations/0").toString());
    assertEquals("7", amount());
  }

  @Test
  void operations_of_several_devices_end_in_the_same_state_in_any_order_and_batches() {
    Random random = new Random(SEED);
    for (int round = 0; round < 12; round++) {
      List<String> operations = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        operations.add(any(random));
      }
      String first = state(operations, random);
      for (int order = 0; order < 3; order++) {
        Collections.shuffle(operations, random);
        assertEquals(first, state(operations, random), () -> operations + ", -Dseed=" + SEED);
      }
    }
  }

  /// Few days and few times, so that operations collide. The habit is filled in later.
  private static String any(Random random) {
    String at = "2026-11-22T08:00:0%dZ".formatted(random.nextInt(10));
    String more =
        switch (random.nextInt(5)) {
          case 0 -> "\"note\":\"n%d\"".formatted(random.nextInt(3));
          case 1 -> "\"skipped\":true";
          case 2 -> "";
          default ->
              "\"amount\":%d,\"note\":\"m%d\"".formatted(random.nextInt(20), random.nextInt(3));
        };
    boolean delete = random.nextInt(4) == 0;
    String day = "2026-11-2" + random.nextInt(3);
    return operation("HABIT", delete ? "delete" : "put", day, at, delete ? "" : more);
  }

  /// What a new member holds after the operations, sent in batches.
  private String state(List<String> operations, Random random) {
    Person bob = person();
    String own = bob.habit("{\"title\":\"Read\",\"target\":10,\"start\":\"2026-11-01\"}");
    List<String> left =
        new ArrayList<>(operations.stream().map(item -> item.replace("HABIT", own)).toList());
    while (!left.isEmpty()) {
      List<String> group = left.subList(0, 1 + random.nextInt(left.size()));
      send(bob, group);
      group.clear();
    }
    assertEquals(List.of(), audit.audit(bob.id()).await().indefinitely());
    StringBuilder state = new StringBuilder();
    for (JsonNode item : bob.api().get("/v1/habits/" + own + "/check-ins").at("/items")) {
      state.append(item.toString().replace(own, "")).append('\n');
    }
    return state.toString();
  }
}
