package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManyDevicesTest extends ApiTest {

  private static void together(List<Callable<Answer>> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(work)) {
        assertEquals(200, answer.get().status(), answer.get().body());
      }
    }
  }

  @Test
  void concurrent_check_ins_of_one_member_are_all_stored_and_the_streaks_exact() throws Exception {
    Person ada = person();
    String read = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    String run = ada.habit("{\"title\":\"Run\",\"start\":\"2026-11-01\"}");
    List<Callable<Answer>> work = new ArrayList<>();
    for (int day = 7; day <= 22; day++) {
      String date = "2026-11-%02d".formatted(day);
      work.add(() -> ada.checkIn(read, date, "{}"));
      work.add(() -> ada.checkIn(run, date, "{}"));
    }
    together(work);
    assertEquals("32", Rows.one("select count(*) from check_in where member_id = ?", ada.id()));
    for (String habit : new String[] {read, run}) {
      assertEquals(
          "16 16",
          Rows.one(
              "select current_length || ' ' || longest_length from habit_summary"
                  + " where member_id = ? and habit_id = ?",
              ada.id(),
              UUID.fromString(habit)));
      assertEquals("16", ada.api().get("/v1/habits/" + habit + "/streak").text("/current/length"));
    }
    assertEquals(
        "458",
        Rows.one("select points from standing where member_id = ? and period = 'all'", ada.id()));
  }

  @Test
  void concurrent_check_ins_of_one_day_leave_one_row_that_one_of_them_sent() throws Exception {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    List<Callable<Answer>> work = new ArrayList<>();
    for (int device = 1; device <= 64; device++) {
      String body = "{\"amount\":%d,\"note\":\"%d\"}".formatted(device, device);
      work.add(() -> ada.checkIn(habit, "2026-11-22", body));
    }
    together(work);
    Answer kept = ada.api().get("/v1/habits/" + habit + "/check-ins");
    assertEquals(1, kept.at("/items").size());
    assertEquals(kept.text("/items/0/amount"), kept.text("/items/0/note"));
    assertEquals("1", ada.api().get("/v1/habits/" + habit + "/streak").text("/current/length"));
  }

  @Test
  void an_operation_in_two_concurrent_requests_is_applied_once() throws Exception {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    String body =
        "{\"operations\":[{\"id\":\"%s\",\"op\":\"put\",\"habitId\":\"%s\",\"day\":\"2026-11-22\"}]}"
            .formatted(UUID.randomUUID(), habit);
    List<Callable<Answer>> work = new ArrayList<>();
    for (int device = 0; device < 16; device++) {
      work.add(() -> ada.api().post("/v1/check-ins", body));
    }
    together(work);
    assertEquals("1", Rows.one("select count(*) from operation where member_id = ?", ada.id()));
  }
}
