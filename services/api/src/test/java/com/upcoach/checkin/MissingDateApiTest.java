package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.BookAudit;
import com.upcoach.graph.GlobalId;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Pacific/Apia skipped 2011-12-30.
@QuarkusTest
class MissingDateApiTest extends ApiTest {

  private static final String MISSING = "2011-12-30";

  @Inject BookAudit audit;

  private static String habit(Person person) {
    return person.habit("{\"title\":\"Read\",\"start\":\"2011-12-26\",\"end\":\"2012-01-02\"}");
  }

  private static String rules(Person person, String habit) {
    return person
        .api()
        .get("/v1/habits/%s/streak?explain=true&from=2011-12-29&to=2011-12-31".formatted(habit))
        .at("/days")
        .valueStream()
        .map(day -> day.get("rule").asText())
        .collect(Collectors.joining(" "));
  }

  private static String longest(Person person, String habit) {
    return person.api().get("/v1/habits/" + habit + "/streak").text("/longest/length");
  }

  private void checkAudit(Person person) {
    assertEquals(List.of(), audit.audit(person.id()).await().indefinitely());
  }

  @Test
  void a_date_that_the_time_zone_skipped_is_refused_with_the_zone() {
    Person ada = person("{\"zone\":\"Pacific/Apia\"}");
    String habit = habit(ada);
    Answer refused = ada.checkIn(habit, MISSING, "{}");
    assertEquals("day-not-in-zone", refused.problem());
    assertEquals(422, refused.status());
    assertTrue(refused.text("/detail").contains("Pacific/Apia"), refused.body());
    assertTrue(refused.text("/detail").contains(MISSING), refused.body());
    Answer offline =
        ada.api()
            .post(
                "/v1/check-ins",
                "{\"operations\":[{\"id\":\"%s\",\"op\":\"put\",\"habitId\":\"%s\",\"day\":\"%s\"}]}"
                    .formatted(UUID.randomUUID(), habit, MISSING));
    assertEquals("422", offline.text("/results/0/status"));
    Answer graph =
        ada.api()
            .graph(
                "mutation($habit: ID!) { checkIn(habitId: $habit, day: \"%s\") { __typename } }"
                    .formatted(MISSING),
                Map.of("habit", GlobalId.text("Habit", ada.id(), UUID.fromString(habit))));
    assertEquals("DayNotInZone", graph.text("/data/checkIn/__typename"), graph.body());
  }

  @Test
  void such_a_date_is_never_missed() {
    Person ada = person("{\"zone\":\"Pacific/Apia\"}");
    String habit = habit(ada);
    ada.checkIn(habit, "2011-12-29", "{}");
    ada.checkIn(habit, "2011-12-31", "{}");
    assertEquals("target-met not-in-zone target-met", rules(ada, habit));
    assertEquals("2", longest(ada, habit));
    checkAudit(ada);
  }

  @Test
  void the_present_time_zone_decides_and_days_recorded_elsewhere_stay() {
    Person ada = person("{\"zone\":\"Pacific/Honolulu\"}");
    String read = habit(ada);
    String run = habit(ada);
    for (String habit : List.of(read, run)) {
      ada.checkIn(habit, "2011-12-29", "{}");
      ada.checkIn(habit, "2011-12-31", "{}");
    }
    assertEquals(200, ada.checkIn(run, MISSING, "{\"amount\":0.5}").status());
    assertEquals("target-met unlogged target-met", rules(ada, read));
    ada.api().patch("/v1/me", "{\"zone\":\"Pacific/Apia\"}");
    assertEquals("target-met not-in-zone target-met", rules(ada, read));
    assertEquals("2", longest(ada, read));
    assertEquals("target-met below-target target-met", rules(ada, run));
    checkAudit(ada);
    ada.api().patch("/v1/me", "{\"zone\":\"Pacific/Honolulu\"}");
    assertEquals("1", longest(ada, read));
    checkAudit(ada);
  }
}
