package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.graph.GlobalId;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CheckInGraphTest extends ApiTest {

  private static final String CHECK_IN =
      """
            mutation($habit: ID!, $day: Date!, $what: CheckInInput) {
              checkIn(habitId: $habit, day: $day, input: $what) {
                __typename
                ... on CheckIn { day amount note skipped zone habit { streak { current { length } } } }
                ... on Problem { code fields { name } }
              }
            }
            """;

  private static final String UNDO =
      """
            mutation($habit: ID!, $day: Date!) {
              undoCheckIn(habitId: $habit, day: $day) {
                __typename
                ... on Undone { day habit { streak { current { length } } } }
              }
            }
            """;

  private Person ada;
  private String uuid;
  private String habit;

  @BeforeEach
  void aHabit() {
    ada = person();
    uuid =
        ada.habit(
            "{\"title\":\"Read\",\"target\":10,\"start\":\"2026-11-16\",\"end\":\"2026-11-25\"}");
    habit = GlobalId.text("Habit", ada.id(), UUID.fromString(uuid));
  }

  private Answer checkIn(String day, Map<String, ?> what) {
    return ada.api().graph(CHECK_IN, Map.of("habit", habit, "day", day, "what", what));
  }

  private Answer habit(String fields) {
    return ada.api()
        .graph("query($id: ID!) { habit(id: $id) { %s } }".formatted(fields), Map.of("id", habit));
  }

  @Test
  void a_day_is_recorded_read_and_deleted() {
    checkIn("2026-11-22", Map.of());
    Answer done = checkIn("2026-11-23", Map.of("amount", 12.5, "note", "a chapter"));
    assertEquals(
        "{\"__typename\":\"CheckIn\",\"day\":\"2026-11-23\",\"amount\":12.5,\"note\":\"a chapter\",\"skipped\":false,\"zone\":\"Etc/UTC\",\"habit\":{\"streak\":{\"current\":{\"length\":2}}}}",
        done.at("/data/checkIn").toString());
    Answer seen =
        habit(
            "checkIn(day: \"2026-11-22\") { habitId amount at } none: checkIn(day: \"2026-11-20\") { day }");
    assertEquals("10", seen.text("/data/habit/checkIn/amount"));
    assertEquals(habit, seen.text("/data/habit/checkIn/habitId"));
    assertTrue(seen.at("/data/habit/none").isNull());
    Answer undone = ada.api().graph(UNDO, Map.of("habit", habit, "day", "2026-11-23"));
    assertEquals("1", undone.text("/data/undoCheckIn/habit/streak/current/length"));
    assertEquals(
        "NotFound",
        ada.api()
            .graph(UNDO, Map.of("habit", habit, "day", "2026-11-23"))
            .text("/data/undoCheckIn/__typename"));
  }

  @Test
  void each_refusal_has_its_type() {
    assertEquals("DayInFuture", type(checkIn("2026-11-24", Map.of())));
    assertEquals("DayBeforeStart", type(checkIn("2026-11-15", Map.of())));
    Answer negative = checkIn("2026-11-23", Map.of("amount", -1));
    assertEquals("InvalidField", type(negative));
    assertEquals("amount", negative.text("/data/checkIn/fields/0/name"));
    clock.set(java.time.Instant.parse("2026-11-27T10:00:00Z"));
    assertEquals("DayAfterEnd", type(checkIn("2026-11-26", Map.of())));
    ada = person();
    assertEquals("NotFound", type(checkIn("2026-11-23", Map.of())));
    habit = GlobalId.text("Pause", UUID.randomUUID());
    assertEquals("NotFound", type(checkIn("2026-11-23", Map.of())));
  }

  private static String type(Answer answer) {
    return answer.text("/data/checkIn/__typename");
  }

  @Test
  void check_ins_come_in_pages_the_newest_first() {
    for (int day = 16; day <= 23; day++) {
      checkIn("2026-11-" + day, Map.of());
    }
    String page =
        "checkIns(%s) { edges { cursor node { day } } pageInfo { hasNextPage endCursor } }";
    Answer first = habit(page.formatted("first: 3, from: \"2026-11-18\", to: \"2026-11-22\""));
    assertEquals("[2026-11-22, 2026-11-21, 2026-11-20]", days(first));
    assertEquals("true", first.text("/data/habit/checkIns/pageInfo/hasNextPage"));
    String after = first.text("/data/habit/checkIns/pageInfo/endCursor");
    String behind = "first: 3, from: \"2026-11-18\", after: \"%s\"".formatted(after);
    Answer next = habit(page.formatted(behind + ", to: \"2026-11-22\""));
    assertEquals("[2026-11-19, 2026-11-18]", days(next));
    assertEquals("false", next.text("/data/habit/checkIns/pageInfo/hasNextPage"));
    for (String ofAnother : List.of("after: \"x\"", behind)) {
      assertEquals(List.of("invalid-parameter"), habit(page.formatted(ofAnother)).graphErrors());
    }
  }

  private static String days(Answer page) {
    return page.at("/data/habit/checkIns/edges")
        .valueStream()
        .map(edge -> edge.at("/node/day").asText())
        .toList()
        .toString();
  }

  @Test
  void the_day_shows_each_habit_with_its_state_and_why() {
    ada.habit("{\"title\":\"Write\"}");
    checkIn("2026-11-23", Map.of("amount", 4, "note", "tired"));
    Answer today =
        ada.api()
            .graph(
                "{ today { day zone habits { habit { title checkIns { nodes { day } } streak { score } } state rule why amount note } } }");
    assertEquals("2026-11-23", today.text("/data/today/day"));
    assertEquals("Etc/UTC", today.text("/data/today/zone"));
    Answer rest = ada.api().get("/v1/today");
    assertEquals(2, today.at("/data/today/habits").size());
    assertEquals("Read", today.text("/data/today/habits/0/habit/title"));
    assertEquals("4", today.text("/data/today/habits/0/amount"));
    assertEquals("tired", today.text("/data/today/habits/0/note"));
    assertEquals("PENDING", today.text("/data/today/habits/0/state"));
    assertEquals("DAY_STILL_OPEN", today.text("/data/today/habits/0/rule"));
    assertTrue(today.text("/data/today/habits/0/why").endsWith("."));
    assertEquals(1, today.at("/data/today/habits/0/habit/checkIns/nodes").size());
    assertEquals(
        rest.at("/habits/0/streak/score"), today.at("/data/today/habits/0/habit/streak/score"));
    assertTrue(today.at("/data/today/habits/1/amount").isNull());
  }

  @Test
  void each_operation_of_a_device_gets_its_own_result_and_always_the_same() {
    List<Map<String, Object>> operations =
        List.of(
            operation("PUT", habit, "2026-11-23", Map.of("amount", 3)),
            operation("PUT", habit, "2026-12-01", Map.of()),
            operation("DELETE", habit, "2026-11-20", Map.of()),
            operation("PUT", "x", "2026-11-23", Map.of("amount", -1)));
    Answer first = applyOperations(operations);
    assertEquals(
        "[null, day-in-future, null, invalid-field]",
        first
            .at("/data/applyOperations")
            .valueStream()
            .map(result -> result.at("/problem/code").asText("null"))
            .map(code -> code.isEmpty() ? "null" : code)
            .toList()
            .toString(),
        first.body());
    assertEquals(2, first.at("/data/applyOperations/3/problem/fields").size());
    clock.set(java.time.Instant.parse("2026-12-01T10:00:00Z"));
    assertEquals(first.body(), applyOperations(operations).body());
    Answer byRest =
        ada.api()
            .post(
                "/v1/check-ins",
                "{\"operations\":[{\"id\":\"%s\",\"op\":\"put\",\"habitId\":\"%s\",\"day\":\"2026-11-20\"}]}"
                    .formatted(operations.get(1).get("id"), uuid));
    assertTrue(byRest.text("/results/0/problem/type").endsWith("day-in-future"), byRest.body());
  }

  @Test
  void more_operations_than_one_request_may_have_are_refused_as_a_whole() {
    Map<String, Object> operation = operation("PUT", habit, "2026-11-23", Map.of());
    Answer refused = applyOperations(java.util.Collections.nCopies(501, operation));
    assertEquals(List.of("invalid-field"), refused.graphErrors());
    assertTrue(habit("checkIn(day: \"2026-11-23\") { day }").at("/data/habit/checkIn").isNull());
  }

  private Answer applyOperations(List<Map<String, Object>> operations) {
    return ada.api()
        .graph(
            "mutation($all: [OperationInput!]!) { applyOperations(operations: $all) { id problem { code detail fields { name reason } } } }",
            Map.of("all", operations));
  }

  private static Map<String, Object> operation(
      String op, String habit, String day, Map<String, ?> more) {
    Map<String, Object> operation = new HashMap<>(more);
    operation.putAll(
        Map.of("id", UUID.randomUUID().toString(), "op", op, "habitId", habit, "day", day));
    return operation;
  }
}
