package com.upcoach.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.graph.GlobalId;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatisticsGraphTest extends ApiTest {

  private Person ada;
  private String uuid;

  /// Of the ten days up to yesterday: six held, one skipped, one short, two without a check-in.
  @BeforeEach
  void tenDays() {
    ada = person();
    uuid = ada.habit("{\"title\":\"Read\",\"target\":10,\"start\":\"2026-11-13\"}");
    for (int day = 13; day <= 18; day++) {
      ada.checkIn(uuid, "2026-11-" + day, "{\"amount\":12}");
    }
    ada.checkIn(uuid, "2026-11-19", "{\"skipped\":true}");
    ada.checkIn(uuid, "2026-11-20", "{\"amount\":5}");
  }

  private Answer habit(String fields) {
    return ada.api()
        .graph(
            "query($id: ID!) { habit(id: $id) { %s } }".formatted(fields),
            Map.of("id", GlobalId.text("Habit", UUID.fromString(uuid))));
  }

  @Test
  void statistics_equal_those_of_rest() {
    Answer rest = ada.api().get("/v1/habits/" + uuid + "/statistics");
    Answer graph =
        habit(
            "statistics { asOf rates { days rate { held missed share } } weekdays { weekday rate { held missed share } }"
                + " calendar { day state amount } totals { checkIns held missed skipped amount } }");
    String at = "/data/habit/statistics";
    assertEquals("2026-11-23", graph.text(at + "/asOf"), graph.body());
    assertEquals(rest.at("/totals"), graph.at(at + "/totals"));
    assertEquals("[7, 30, 90, 365]", each(graph, at + "/rates", "days"));
    assertEquals(rest.at("/rates/30"), graph.at(at + "/rates/1/rate"));
    assertEquals("MONDAY", graph.text(at + "/weekdays/0/weekday"));
    assertEquals(rest.at("/weekdays/friday"), graph.at(at + "/weekdays/4/rate"));
    assertEquals(rest.at("/calendar").size(), graph.at(at + "/calendar").size());
    assertEquals("12", graph.text(at + "/calendar/0/amount"));
    assertEquals("PENDING", graph.text(at + "/calendar/10/state"));
  }

  private static String each(Answer answer, String list, String field) {
    return answer.at(list).valueStream().map(one -> one.get(field).asText()).toList().toString();
  }

  @Test
  void days_are_explained_and_runs_listed() {
    Answer usual = habit("explained { days { day state rule why } runs { length from to unit } }");
    assertEquals(11, usual.at("/data/habit/explained/days").size(), usual.body());
    assertEquals("TARGET_MET", usual.text("/data/habit/explained/days/0/rule"));
    assertEquals("SKIPPED", usual.text("/data/habit/explained/days/6/state"));
    assertEquals("6", usual.text("/data/habit/explained/runs/0/length"));
    Answer asked =
        habit("explained(from: \"2026-11-19\", to: \"2026-11-20\") { days { day state } }");
    assertEquals(
        "[{\"day\":\"2026-11-19\",\"state\":\"SKIPPED\"},{\"day\":\"2026-11-20\",\"state\":\"MISSED\"}]",
        asked.at("/data/habit/explained/days").toString());
  }

  @Test
  void a_refused_range_fails_no_other_field() {
    Answer reversed =
        habit("title explained(from: \"2026-11-20\", to: \"2026-11-19\") { days { day } }");
    assertEquals(List.of("range-reversed"), reversed.graphErrors());
    assertEquals("Read", reversed.text("/data/habit/title"));
    assertTrue(reversed.at("/data/habit/explained").isNull());
    Answer tooLong = habit("explained(from: \"1990-01-01\", to: \"2026-11-19\") { days { day } }");
    assertEquals(List.of("too-many"), tooLong.graphErrors());
  }
}
