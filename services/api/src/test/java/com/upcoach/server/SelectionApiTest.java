package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.access.Role;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.Lanes;
import com.upcoach.json.Selection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Selected `fields` of every route, compared with a selection that the test makes from the whole
/// response.
@QuarkusTest
class SelectionApiTest extends ApiTest {

  private static final long SEED = Long.getLong("upcoach.selection.seed", System.nanoTime());
  private static final int ROUNDS = 12;
  private static final JsonMapper JSON = new JsonMapper();

  /// Its counters change between two requests, so only the names are compared.
  private static final String COUNTERS = "/v1/operations/cache";

  private static final String FORM =
      """
            --moving-in
            Content-Disposition: form-data; name="file"; filename="habits.csv"

            HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
            Breathe,,Health,2026-03-15,1,
            Breathe,,Health,2026-03-16,1,slowly
            Breathe,,Health,2026-03-16,1,slowly
            Breathe,,Health,2026-02-30,1,

            --moving-in--
            """
          .replace("\n", "\r\n");

  @Inject MemberResponseCache answers;
  @Inject Lanes lanes;

  private Person ada;
  private String habit;

  @BeforeEach
  void createMemberWithHabit() {
    ada = person(Role.ADMIN);
    habit =
        ada.habit(
            "{\"title\":\"Read\",\"start\":\"2026-11-01\",\"schedule\":{\"type\":\"weekdays\",\"days\":[\"monday\",\"friday\"]}}");
    ada.habit("{\"title\":\"Run\",\"note\":\"far\",\"start\":\"2026-11-01\"}");
    ada.checkIn(habit, "2026-11-20", "{\"amount\":2,\"note\":\"well\"}");
    ada.checkIn(habit, "2026-11-23", "{\"amount\":1}");
  }

  @AfterEach
  void restoreCacheShare() {
    setCacheShare(100);
  }

  private void setCacheShare(int percent) {
    Stream.of(CachePolicy.values()).forEach(policy -> answers.setShare(policy, percent));
  }

  private String statistics(String fields) {
    return "/v1/habits/" + habit + "/statistics?fields=" + fields;
  }

  @Test
  void every_route_returns_exactly_the_selected_fields() throws InterruptedException {
    String group = ada.api().post("/v1/groups", "{\"name\":\"Runners\"}").text("/id");
    ada.api().post("/v1/pauses", "{\"from\":\"2026-11-10\",\"to\":\"2026-11-12\"}");
    String moved = imported();
    Random random = new Random(SEED);
    for (int percent : new int[] {100, 0}) {
      setCacheShare(percent);
      for (Contract.Operation operation : Api.CONTRACT.operations()) {
        if (takesFields(operation)) {
          String path =
              operation
                  .path()
                  .replace("/habits/{id}", "/habits/" + habit)
                  .replace("/groups/{id}", "/groups/" + group)
                  .replace("/leaderboards/{id}", "/leaderboards/" + group)
                  .replace("/members/{id}", "/members/" + ada.id())
                  .replace("/imports/{id}", "/imports/" + moved)
                  .replace("{day}", "2026-11-20");
          String explained = path.endsWith("/streak") ? "explain=true&" : "";
          checkSelection(operation, path + "?" + explained, random);
        }
      }
    }
  }

  private static boolean takesFields(Contract.Operation operation) {
    return operation
        .node()
        .path("parameters")
        .valueStream()
        .map(Api.CONTRACT::resolved)
        .anyMatch(parameter -> parameter.get("name").textValue().equals(Selection.PARAMETER));
  }

  private void checkSelection(Contract.Operation operation, String path, Random random) {
    JsonNode schema = operation.node().at("/responses/200/content/application~1json/schema");
    FieldTree known = FieldTree.known(Api.CONTRACT, schema);
    boolean isPage = known.isPage();
    FieldTree ofOne = isPage ? known.fields().get("items") : known;
    JsonNode whole = ada.api().get(path).json();
    for (int round = 0; round < ROUNDS; round++) {
      FieldTree some = ofOne.some(random);
      String asked = path + "fields=" + some;
      String place = "-Dupcoach.selection.seed=" + SEED + " " + asked;
      Answer answer = ada.api().get(asked);
      assertEquals(200, answer.status(), place);
      JsonNode expected = some.of(whole, isPage);
      assertSame(operation, expected, answer.json(), place);
      if (!operation.path().equals(COUNTERS)) {
        assertSame(operation, expected, readInBatch(asked), place);
      }
    }
  }

  private static void assertSame(
      Contract.Operation operation, JsonNode expected, JsonNode answer, String place) {
    if (operation.path().equals(COUNTERS)) {
      assertEquals(FieldTree.in(expected), FieldTree.in(answer), place);
    } else {
      assertEquals(expected, answer, place);
    }
  }

  private JsonNode readInBatch(String path) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode requests = body.putArray("requests");
    requests.addObject().put("id", "part").put("path", path);
    return ada.api().post("/v1/batch", body.toString()).at("/responses/0/body");
  }

  private String imported() throws InterruptedException {
    Answer begun =
        ada.api()
            .with("Content-Type", "multipart/form-data; boundary=moving-in")
            .send("POST", "/v1/imports", BodyPublishers.ofString(FORM), true);
    assertEquals(202, begun.status(), begun.body());
    String id = begun.text("/id");
    while (ada.api().get("/v1/imports/" + id).text("/state").equals("running")) {
      Thread.onSpinWait();
    }
    assertEquals("done", ada.api().get("/v1/imports/" + id).text("/state"));
    return id;
  }

  @Test
  void an_invalid_selection_is_refused_alone_and_in_a_batch() {
    for (String wrong :
        new String[] {
          "", "a,", "day,day", "day(", "day)", "dya", "habits(habit(titel))", "day(x)"
        }) {
      String path = "/v1/today?fields=" + wrong;
      Answer answer = ada.api().get(path);
      assertEquals("invalid-parameter fields", answer.fault(), wrong);
      assertEquals(answer.json(), readInBatch(path), wrong);
    }
    assertTrue(
        ada.api()
            .get("/v1/today?fields=habits(habit(titel))")
            .text("/detail")
            .startsWith("fields names habits.habit.titel, which is unknown;"));
    assertEquals(
        "invalid-parameter fields", ada.api().get("/v1/today?fields=day&fields=zone").fault());
    assertEquals(
        "invalid-parameter fields", ada.api().get("/v1/today?fields=" + "a".repeat(1_001)).fault());
    assertEquals("unknown-parameter fields", ada.api().get("/v1/export?fields=x").fault());
  }

  @Test
  void a_problem_is_complete_for_every_selection() {
    String nowhere = "/v1/habits/0190a0a0-0000-7000-8000-000000000000";
    assertEquals(ada.api().get(nowhere).json(), ada.api().get(nowhere + "?fields=title").json());
  }

  @Test
  void a_selection_is_cached_beside_the_whole_response_and_invalidated_with_it() {
    String path = "/v1/today?fields=habits(state)";
    Answer first = ada.api().get(path);
    assertEquals("{\"habits\":[{\"state\":\"held\"},{\"state\":\"pending\"}]}", first.body());
    assertTrue(status(first).contains("stored"), status(first));
    assertTrue(status(ada.api().get("/v1/today")).contains("stored"));
    Answer second = ada.api().get(path);
    assertTrue(status(second).contains("hit"), status(second));
    assertEquals(first.body(), second.body());
    ada.checkIn(habit, "2026-11-23", "{\"skipped\":true}");
    assertEquals("skipped", ada.api().get(path).text("/habits/0/state"));
  }

  private static String status(Answer answer) {
    return answer.headers().firstValue("Cache-Status").orElse("");
  }

  private static String tag(Answer answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void the_tag_of_a_selection_is_its_own_and_permits_no_change() {
    for (int percent : new int[] {100, 0}) {
      setCacheShare(percent);
      for (String thing : List.of("/v1/me", "/v1/admin/members/" + ada.id())) {
        String part = tag(ada.api().get(thing + "?fields=id"));
        String whole = tag(ada.api().get(thing));
        assertNotEquals(whole, part);
        Api has = ada.api().with("If-None-Match", part);
        assertEquals(304, has.get(thing + "?fields=id").status());
        assertEquals(200, has.get(thing).status());
      }
      String path = "/v1/habits/" + habit;
      String title = "{\"title\":\"Read " + percent + "\"}";
      String part = tag(ada.api().get(path + "?fields=id,title"));
      assertEquals(
          "precondition-failed", ada.api().with("If-Match", part).patch(path, title).problem());
      String whole = tag(ada.api().get(path));
      assertEquals(200, ada.api().with("If-Match", whole).patch(path, title).status());
    }
  }

  @Test
  void unselected_amounts_are_not_read() {
    setCacheShare(0);
    long usual = statements(statistics("asOf,totals(amount)"));
    assertEquals(usual, statements(statistics("calendar(amount)")));
    assertEquals(usual, statements(statistics("totals(checkIns)")));
    assertEquals(usual, statements(statistics("totals")));
    assertEquals(
        usual - 1,
        statements(
            statistics(
                "asOf,rates,weekdays,calendar(day,state),totals(held,missed,skipped),streak")));
  }

  private long statements(String path) {
    long before = statements();
    assertEquals(200, ada.api().get(path).status());
    return statements() - before;
  }

  private long statements() {
    return lanes.statistics().stream().mapToLong(lane -> lane.batches()).sum();
  }
}
