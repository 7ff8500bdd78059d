package com.upcoach.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatisticsApiTest extends ApiTest {

  private Person ada;
  private String habit;

  /// Of the ten days up to yesterday: six held, one skipped, one short, two without a check-in.
  @BeforeEach
  void tenDays() {
    ada = person();
    habit = ada.habit("{\"title\":\"Read\",\"target\":10,\"start\":\"2026-11-13\"}");
    for (int day = 13; day <= 18; day++) {
      ada.checkIn(habit, "2026-11-" + day, "{\"amount\":12}");
    }
    ada.checkIn(habit, "2026-11-19", "{\"skipped\":true}");
    ada.checkIn(habit, "2026-11-20", "{\"amount\":5}");
  }

  private Answer ask(String more) {
    return ada.api().get("/v1/habits/" + habit + more);
  }

  @Test
  void rates_totals_weekdays_and_calendar_add_up() {
    Answer statistics = ask("/statistics");
    assertEquals("2026-11-23", statistics.text("/asOf"));
    assertEquals(
        "{\"held\":6,\"missed\":3,\"share\":0.6667}", statistics.at("/rates/30").toString());
    assertEquals("{\"held\":2,\"missed\":3,\"share\":0.4}", statistics.at("/rates/7").toString());
    assertEquals(statistics.at("/rates/30"), statistics.at("/rates/365"));
    assertEquals(
        "{\"checkIns\":8,\"held\":6,\"missed\":3,\"skipped\":1,\"amount\":77}",
        statistics.at("/totals").toString());
    assertEquals("1", statistics.text("/weekdays/friday/held"));
    assertEquals("1", statistics.text("/weekdays/friday/missed"));
    assertEquals("0", statistics.text("/weekdays/thursday/held"));
    assertEquals(11, statistics.at("/calendar").size());
    assertEquals("12", statistics.text("/calendar/0/amount"));
    assertEquals("pending", statistics.text("/calendar/10/state"));
    assertEquals("6", statistics.text("/streak/longest/length"));
  }

  @Test
  void an_explanation_begins_with_the_habit_by_default() {
    Answer usual = ask("/streak?explain=true");
    assertEquals("2026-11-13", usual.text("/days/0/day"));
    assertEquals(11, usual.at("/days").size());
    Answer asked = ask("/streak?explain=true&from=2026-11-01");
    assertEquals("before-start", asked.text("/days/0/rule"));
    String old = ada.habit("{\"title\":\"x\",\"start\":\"2020-01-01\"}");
    Answer long92 = ada.api().get("/v1/habits/" + old + "/streak?explain=true");
    assertEquals(92, long92.at("/days").size());
  }

  @Test
  void a_habit_that_has_not_begun_has_empty_statistics() {
    String later = ada.habit("{\"title\":\"x\",\"start\":\"2027-01-01\"}");
    Answer statistics = ada.api().get("/v1/habits/" + later + "/statistics");
    assertEquals(0, statistics.at("/calendar").size());
    assertEquals("0", statistics.text("/rates/7/share"));
    assertEquals(0, statistics.at("/streak/score").intValue());
  }

  @Test
  void the_calendar_is_a_year_at_most() {
    String old = ada.habit("{\"title\":\"x\",\"start\":\"1900-01-01\"}");
    ada.checkIn(old, "1900-01-01", "{}");
    ada.checkIn(old, "2026-11-22", "{}");
    assertEquals(365, ada.api().get("/v1/habits/" + old + "/statistics").at("/calendar").size());
  }

  @Test
  void days_are_explained_within_a_range_of_ten_years() {
    assertEquals("range-reversed", ask("/streak?from=2026-11-20&to=2026-11-19").problem());
    assertEquals("too-many", ask("/streak?explain=true&from=2000-01-01").problem());
    assertEquals(1, ask("/streak?explain=true&from=2026-11-20&to=2026-11-20").at("/days").size());
    assertEquals(0, ask("/streak?explain=true&from=2026-12-20&to=2026-12-24").at("/days").size());
    assertEquals("before-start", ask("/streak?explain=true&from=2026-11-12").text("/days/0/rule"));
    assertEquals("invalid-parameter explain", ask("/streak?explain=yes").fault());
  }
}
