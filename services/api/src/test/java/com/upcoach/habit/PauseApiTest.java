package com.upcoach.habit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PauseApiTest extends ApiTest {

  private Person ada;
  private String habit;

  private void habitWithAGap() {
    ada = person();
    habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    for (String day : new String[] {"2026-11-10", "2026-11-11", "2026-11-21", "2026-11-22"}) {
      ada.checkIn(habit, day, "{}");
    }
  }

  private int streak() {
    return ada.api().get("/v1/habits/" + habit + "/streak").at("/current/length").intValue();
  }

  @Test
  void a_pause_over_the_gap_joins_the_streak_and_its_removal_splits_it_again() {
    habitWithAGap();
    assertEquals(2, streak());
    Answer pause = ada.api().post("/v1/pauses", "{\"from\":\"2026-11-12\",\"to\":\"2026-11-20\"}");
    assertEquals(201, pause.status());
    assertTrue(pause.at("/habitId").isNull());
    assertEquals(4, streak());
    assertEquals(1, ada.api().get("/v1/pauses").at("/items").size());
    assertEquals(204, ada.api().delete("/v1/pauses/" + pause.text("/id")).status());
    assertEquals(2, streak());
    assertEquals(404, ada.api().delete("/v1/pauses/" + pause.text("/id")).status());
  }

  @Test
  void a_pause_of_one_habit_leaves_the_others_alone() {
    habitWithAGap();
    String other = ada.habit("{\"title\":\"Run\"}");
    ada.api().post("/v1/pauses", "{\"habitId\":\"%s\",\"from\":\"2026-11-12\"}".formatted(other));
    assertEquals(2, streak());
    Answer today = ada.api().get("/v1/today");
    assertEquals("pending", today.text("/habits/0/state"));
    assertEquals("paused", today.text("/habits/1/state"));
  }

  @Test
  void a_pause_sent_twice_with_the_same_id_exists_once() {
    habitWithAGap();
    String body =
        "{\"id\":\"%s\",\"from\":\"2026-11-12\",\"to\":\"2026-11-20\"}"
            .formatted(UUID.randomUUID());
    Answer first = ada.api().post("/v1/pauses", body);
    assertEquals(first.body(), ada.api().post("/v1/pauses", body).body());
    assertEquals(
        "id-taken", ada.api().post("/v1/pauses", body.replace("11-20", "11-19")).problem());
  }

  @Test
  void a_pause_that_ends_before_it_begins_or_of_another_members_habit_is_refused() {
    habitWithAGap();
    assertEquals(
        "range-reversed",
        ada.api().post("/v1/pauses", "{\"from\":\"2026-11-12\",\"to\":\"2026-11-11\"}").problem());
    String foreign = person().habit("{\"title\":\"x\"}");
    assertEquals(
        "not-found",
        ada.api()
            .post("/v1/pauses", "{\"habitId\":\"%s\",\"from\":\"2026-11-12\"}".formatted(foreign))
            .problem());
    assertEquals("invalid-field from", ada.api().post("/v1/pauses", "{}").fault());
  }
}
