package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CheckInApiTest extends ApiTest {

  private Person ada;
  private String habit;

  @BeforeEach
  void aHabitSinceTheFirst() {
    ada = person("{\"zone\":\"Europe/Berlin\"}");
    habit = ada.habit("{\"title\":\"Read\",\"target\":10,\"start\":\"2026-11-01\"}");
  }

  private String path(String day) {
    return "/v1/habits/" + habit + "/check-ins/" + day;
  }

  private String current() {
    Answer streak = ada.api().get("/v1/habits/" + habit + "/streak");
    return streak.text("/current/length")
        + " "
        + streak.text("/current/from")
        + " "
        + streak.text("/current/to");
  }

  @Test
  void a_check_in_without_an_amount_meets_the_target() {
    Answer checkIn = ada.checkIn(habit, "2026-11-23", "{}");
    assertEquals(200, checkIn.status());
    assertEquals("10", checkIn.text("/amount"));
    assertTrue(checkIn.at("/note").isNull());
    assertEquals("Europe/Berlin", checkIn.text("/zone"));
    assertEquals("2026-11-23T10:00:00Z", checkIn.text("/at"));
    assertEquals(checkIn.body(), ada.api().get(path("2026-11-23")).body());
  }

  @Test
  void a_later_check_in_replaces_amount_note_and_skip() {
    ada.checkIn(habit, "2026-11-23", "{\"amount\":3,\"note\":\"x\",\"skipped\":true}");
    Answer second = ada.checkIn(habit, "2026-11-23", "{\"amount\":12.5}");
    assertEquals("12.5", second.text("/amount"));
    assertTrue(second.at("/note").isNull());
    assertEquals("false", second.text("/skipped"));
    assertEquals("1", Rows.one("select count(*) from check_in where member_id = ?", ada.id()));
  }

  @Test
  void the_streak_follows_every_edit_also_of_days_long_past() {
    for (int day = 18; day <= 22; day++) {
      ada.checkIn(habit, "2026-11-" + day, "{}");
    }
    assertEquals("5 2026-11-18 2026-11-22", current());
    assertEquals(204, ada.api().delete(path("2026-11-20")).status());
    assertEquals("2 2026-11-21 2026-11-22", current());
    ada.checkIn(habit, "2026-11-20", "{\"skipped\":true}");
    assertEquals("4 2026-11-18 2026-11-22", current());
    ada.checkIn(habit, "2026-11-20", "{\"amount\":9}");
    assertEquals("2 2026-11-21 2026-11-22", current());
    ada.checkIn(habit, "2026-11-20", "{\"amount\":10}");
    ada.checkIn(habit, "2026-11-23", "{}");
    assertEquals("6 2026-11-18 2026-11-23", current());
    assertEquals(
        "6", Rows.one("select current_length from habit_summary where member_id = ?", ada.id()));
  }

  @Test
  void a_day_that_is_over_ends_the_streak_without_a_write() {
    ada.checkIn(habit, "2026-11-22", "{}");
    ada.checkIn(habit, "2026-11-23", "{}");
    clock.set(Instant.parse("2026-11-24T22:59:59Z"));
    assertEquals("2 2026-11-22 2026-11-23", current());
    clock.set(Instant.parse("2026-11-24T23:00:00Z"));
    assertEquals("  ", current());
    assertEquals("2", ada.api().get("/v1/today").text("/habits/0/streak/longest/length"));
  }

  @Test
  void each_day_is_explained_by_the_rule_that_gave_its_state() {
    ada.checkIn(habit, "2026-11-19", "{\"amount\":4}");
    ada.checkIn(habit, "2026-11-20", "{\"skipped\":true}");
    ada.checkIn(habit, "2026-11-22", "{}");
    Answer streak =
        ada.api()
            .get(
                "/v1/habits/%s/streak?explain=true&from=2026-11-18&to=2026-11-23".formatted(habit));
    String rules =
        streak
            .at("/days")
            .valueStream()
            .map(day -> day.get("state").asText() + "/" + day.get("rule").asText())
            .collect(java.util.stream.Collectors.joining(" "));
    assertEquals(
        "missed/unlogged missed/below-target skipped/skipped-by-member missed/unlogged"
            + " held/target-met pending/day-still-open",
        rules);
    assertEquals(1, streak.at("/runs").size());
    assertEquals(
        23,
        ada.api().get("/v1/habits/" + habit + "/streak?explain=true").at("/days").size(),
        "all days since the habit began");
  }

  @Test
  void a_limit_holds_days_without_a_check_in_unless_it_is_set_otherwise() {
    String limit =
        "{\"title\":\"Coffee\",\"kind\":\"limit\",\"target\":2,\"start\":\"2026-11-20\",\"unlogged\":\"%s\"}";
    String held = ada.habit(limit.formatted("held"));
    String missed = ada.habit(limit.formatted("missed"));
    ada.checkIn(held, "2026-11-21", "{\"amount\":3}");
    ada.checkIn(missed, "2026-11-21", "{}");
    Answer unlogged = ada.api().get("/v1/habits/" + held + "/streak");
    assertEquals("2026-11-22", unlogged.text("/current/from"));
    Answer logged = ada.api().get("/v1/habits/" + missed + "/streak");
    assertTrue(logged.at("/current").isNull());
    assertEquals("1", logged.text("/longest/length"));
  }

  @Test
  void a_week_is_held_by_the_number_of_times_in_its_schedule() {
    String weekly =
        ada.habit(
            "{\"title\":\"Gym\",\"start\":\"2026-11-01\",\"schedule\":{\"type\":\"timesPerWeek\",\"n\":2}}");
    for (String day : new String[] {"10", "12", "17", "18"}) {
      ada.checkIn(weekly, "2026-11-" + day, "{}");
    }
    Answer streak = ada.api().get("/v1/habits/" + weekly + "/streak");
    assertEquals("2", streak.text("/current/length"));
    assertEquals("week", streak.text("/current/unit"));
    ada.api().patch("/v1/me", "{\"firstWeekday\":\"wednesday\"}");
    assertEquals("1", ada.api().get("/v1/habits/" + weekly + "/streak").text("/longest/length"));
  }

  @Test
  void only_days_of_the_habit_up_to_today_are_recorded() {
    assertEquals("day-in-future", ada.checkIn(habit, "2026-11-24", "{}").problem());
    assertEquals("day-before-start", ada.checkIn(habit, "2026-10-31", "{}").problem());
    ada.api().patch("/v1/habits/" + habit, "{\"end\":\"2026-11-10\"}");
    assertEquals("day-after-end", ada.checkIn(habit, "2026-11-11", "{}").problem());
    assertEquals(200, ada.checkIn(habit, "2026-11-10", "{}").status());
  }

  @Test
  void today_is_the_day_in_the_members_time_zone() {
    clock.set(Instant.parse("2026-11-23T22:59:59Z"));
    assertEquals("day-in-future", ada.checkIn(habit, "2026-11-24", "{}").problem());
    clock.set(Instant.parse("2026-11-23T23:00:00Z"));
    assertEquals(200, ada.checkIn(habit, "2026-11-24", "{}").status());
    ada.api().patch("/v1/me", "{\"zone\":\"America/New_York\"}");
    assertEquals("2026-11-23", ada.api().get("/v1/today").text("/day"));
    assertEquals(200, ada.api().get(path("2026-11-24")).status());
  }

  @Test
  void check_ins_are_listed_newest_first_page_by_page_within_a_range() {
    for (int day = 10; day <= 19; day++) {
      ada.checkIn(habit, "2026-11-" + day, "{}");
    }
    String list = "/v1/habits/%s/check-ins?from=2026-11-11&to=2026-11-17&limit=4".formatted(habit);
    Answer first = ada.api().get(list);
    assertEquals("2026-11-17", first.text("/items/0/day"));
    Answer second = ada.api().get(list + "&cursor=" + first.text("/next"));
    assertEquals("2026-11-13", second.text("/items/0/day"));
    assertEquals(3, second.at("/items").size());
    assertTrue(second.at("/next").isNull());
  }

  @Test
  void deleting_an_empty_day_is_not_found() {
    assertEquals("not-found", ada.api().delete(path("2026-11-20")).problem());
    assertEquals("not-found", ada.api().get(path("2026-11-20")).problem());
  }

  @Test
  void today_shows_the_habits_alive_with_state_amount_note_and_streak() {
    ada.habit("{\"title\":\"Later\",\"start\":\"2026-12-01\"}");
    ada.habit("{\"title\":\"Over\",\"start\":\"2026-11-01\",\"end\":\"2026-11-22\"}");
    ada.habit("{\"title\":\"Put away\",\"archived\":true}");
    ada.checkIn(habit, "2026-11-23", "{\"amount\":4,\"note\":\"tired\"}");
    Answer today = ada.api().get("/v1/today");
    assertEquals("2026-11-23", today.text("/day"));
    assertEquals("Europe/Berlin", today.text("/zone"));
    assertEquals(1, today.at("/habits").size());
    assertEquals("4", today.text("/habits/0/amount"));
    assertEquals("tired", today.text("/habits/0/note"));
    assertEquals("pending", today.text("/habits/0/state"));
  }

  @Test
  void amounts_and_targets_are_rounded_to_thousandths_and_compared_exactly() {
    String limit =
        ada.habit(
            "{\"title\":\"Sugar\",\"kind\":\"limit\",\"target\":0.3,\"start\":\"2026-11-20\"}");
    Answer within = ada.checkIn(limit, "2026-11-23", "{\"amount\":0.30000000000000004}");
    assertEquals("0.3", within.text("/amount"));
    Answer streak =
        ada.api()
            .get(
                "/v1/habits/%s/streak?explain=true&from=2026-11-23&to=2026-11-23".formatted(limit));
    assertEquals("within-limit", streak.text("/days/0/rule"));
    assertEquals("2", ada.checkIn(limit, "2026-11-22", "{\"amount\":2.0005}").text("/amount"));
    assertEquals(
        "0.300 2.000",
        Rows.one(
            "select string_agg(amount::text, ' ' order by day desc) from check_in where member_id = ?",
            ada.id()));
    Answer statistics = ada.api().get("/v1/habits/" + limit + "/statistics");
    assertEquals("2.3", statistics.text("/totals/amount"));

    String walk = ada.habit("{\"title\":\"Walk\",\"target\":0.30000000000000004}");
    assertEquals("0.3", ada.api().get("/v1/habits/" + walk).text("/target"));
    assertEquals(
        "invalid-field target",
        ada.api().post("/v1/habits", "{\"title\":\"x\",\"target\":0.0004}").fault());
  }

  @Test
  void sums_of_amounts_are_exact() {
    ada.checkIn(habit, "2026-11-20", "{\"amount\":0.1}");
    ada.checkIn(habit, "2026-11-21", "{\"amount\":0.2}");
    assertEquals(
        "0.3", ada.api().get("/v1/habits/" + habit + "/statistics").text("/totals/amount"));
  }
}
