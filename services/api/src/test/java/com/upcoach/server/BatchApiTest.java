package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.access.Role;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.Lanes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchApiTest extends ApiTest {

  /// Routes that a batch cannot read, with the reason.
  private static final Set<String> NOT_IN_A_BATCH =
      Set.of(
          // No JSON.
          "GET /v1/export",
          // Counters, which a separate thread reads.
          "GET /v1/operations/cache");

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOWHERE = "0190a0a0-0000-7000-8000-000000000000";

  @Inject MemberResponseCache answers;
  @Inject Lanes lanes;

  private Person ada;
  private String habit;

  @BeforeEach
  void createMemberWithHabit() {
    ada = person();
    habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
  }

  @AfterEach
  void restoreCacheShare() {
    setCacheShare(100);
  }

  private void setCacheShare(int percent) {
    Stream.of(CachePolicy.values()).forEach(policy -> answers.setShare(policy, percent));
  }

  /// A batch of these paths, with each path as the id of its part.
  private static String of(List<String> paths) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode requests = body.putArray("requests");
    for (int place = 0; place < paths.size(); place++) {
      requests.addObject().put("id", "part " + place).put("path", paths.get(place));
    }
    return body.toString();
  }

  private static JsonNode read(Person person, String... paths) {
    Answer answer = person.api().post("/v1/batch", of(List.of(paths)));
    assertEquals(200, answer.status(), answer.body());
    assertEquals(paths.length, answer.at("/responses").size());
    return answer.at("/responses");
  }

  private static String problem(JsonNode part) {
    String type = part.at("/body/type").asText();
    assertEquals(part.get("status"), part.at("/body/status"), part.toString());
    return type.substring(type.lastIndexOf(':') + 1);
  }

  @Test
  void each_part_gets_the_same_response_as_a_single_request_on_every_route() {
    Person admin = person(Role.ADMIN);
    String own = admin.habit("{\"title\":\"Run\",\"start\":\"2026-11-01\"}");
    admin.checkIn(own, "2026-11-20", "{\"amount\":1}");
    String group = admin.api().post("/v1/groups", "{\"name\":\"Runners\"}").text("/id");
    Set<String> refused = new TreeSet<>();
    for (Contract.Operation operation : Api.CONTRACT.operations()) {
      if (!operation.method().equals("GET") || !operation.path().startsWith("/v1/")) {
        continue;
      }
      String path =
          operation
              .path()
              .replace("/habits/{id}", "/habits/" + own)
              .replace("/groups/{id}", "/groups/" + group)
              .replace("/leaderboards/{id}", "/leaderboards/" + group)
              .replace("/members/{id}", "/members/" + ada.id())
              .replace("{day}", "2026-11-20")
              .replace("{id}", NOWHERE);
      JsonNode part = read(admin, path).get(0);
      if (part.get("status").intValue() == 404 && !path.contains(NOWHERE)) {
        refused.add("GET " + operation.path());
        continue;
      }
      Answer alone = admin.api().get(path);
      assertEquals(alone.status(), part.get("status").intValue(), path);
      assertEquals(alone.json(), part.get("body"), path);
      alone
          .headers()
          .firstValue("ETag")
          .ifPresent(tag -> assertEquals(tag, part.get("etag").textValue(), path));
    }
    assertEquals(NOT_IN_A_BATCH, refused);
  }

  @Test
  void responses_keep_the_order_and_ids_of_the_parts() {
    JsonNode parts = read(ada, "/v1/me", "/v1/habits?limit=1", "/v1/today");
    for (int place = 0; place < 3; place++) {
      assertEquals("part " + place, parts.get(place).get("id").textValue());
    }
    assertEquals(ada.email(), parts.at("/0/body/email").textValue());
    assertEquals(habit, parts.at("/1/body/items/0/id").textValue());
    assertEquals("2026-11-23", parts.at("/2/body/day").textValue());
  }

  @Test
  void a_failed_part_gets_a_problem_and_the_others_succeed() {
    Person bob = person();
    String foreign = bob.habit("{\"title\":\"Secret\"}");
    String[][] wrong = {
      {"/v1/nowhere", "not-found"},
      {"/v1/habits/" + NOWHERE, "not-found"},
      {"/v1/habits/" + foreign, "not-found"},
      {"/v1/habits/not-an-id", "not-found"},
      {"/v1/habits/" + habit + "/check-ins/2026-11-31", "invalid-parameter"},
      {"/v1/habits?limit=0", "invalid-parameter"},
      {"/v1/habits?colour=red", "unknown-parameter"},
      {"/v1/habits?%", "malformed-request"},
      {"/v1/habits?limit=%zz", "malformed-request"},
      {"/v1/admin/members", "not-allowed"},
      {"/v1/admin/members?search=a", "not-allowed"},
      {"/v1/groups/" + NOWHERE, "not-found"},
    };
    List<String> paths = new ArrayList<>();
    for (String[] example : wrong) {
      paths.add(example[0]);
    }
    paths.add(wrong.length / 2, "/v1/me");
    JsonNode parts = read(ada, paths.toArray(String[]::new));
    for (int place = 0; place < paths.size(); place++) {
      JsonNode part = parts.get(place);
      if (paths.get(place).equals("/v1/me")) {
        assertEquals(200, part.get("status").intValue());
        continue;
      }
      String expected = wrong[place < wrong.length / 2 ? place : place - 1][1];
      assertEquals(expected, problem(part), paths.get(place));
      assertFalse(part.has("etag"));
      assertEquals(
          Set.of(),
          Api.CONTRACT.faults("/components/schemas/Problem", part.get("body").toString()));
    }
  }

  @Test
  void a_part_that_is_not_a_read_of_the_api_is_not_found() {
    List<String> paths =
        List.of(
            "/v1/batch",
            "/v1/batch?requests=1",
            "/v1/check-ins",
            "/v1/sessions/current",
            "/openapi",
            "/livez",
            "/v1/export",
            "/V1/me");
    JsonNode parts = read(ada, paths.toArray(String[]::new));
    for (int place = 0; place < paths.size(); place++) {
      assertEquals("not-found", problem(parts.get(place)), paths.get(place));
    }
  }

  @Test
  void a_part_whose_path_is_not_in_normal_form_is_refused() {
    List<String> paths =
        List.of(
            "v1/me",
            "/v1/me/",
            "//v1/me",
            "/v1/../v1/me",
            "/v1/me;a",
            "/v1/me#x",
            "/v1/m%65",
            "http://example.org/v1/me",
            "GET /v1/me");
    JsonNode parts = read(ada, paths.toArray(String[]::new));
    for (int place = 0; place < paths.size(); place++) {
      assertEquals("malformed-request", problem(parts.get(place)), paths.get(place));
    }
  }

  @Test
  void a_repeated_or_empty_parameter_of_a_part_is_refused() {
    JsonNode parts = read(ada, "/v1/habits?limit=1&limit=1", "/v1/habits?archived=");
    assertEquals("invalid-parameter", problem(parts.get(0)));
    assertEquals("invalid-parameter", problem(parts.get(1)));
  }

  @Test
  void a_malformed_or_too_large_batch_is_refused() {
    String part = "{\"id\":\"a\",\"path\":\"/v1/me\"}";
    String[][] wrong = {
      {"{}", "invalid-field requests"},
      {"{\"requests\":[]}", "invalid-field requests"},
      {"{\"requests\":{}}", "invalid-field requests"},
      {"{\"requests\":[" + part + "," + part + "]}", "invalid-field requests[1].id"},
      {"{\"requests\":[{\"id\":\"a\"}]}", "invalid-field requests[0].path"},
      {"{\"requests\":[" + part + ",{\"path\":\"/v1/me\"}]}", "invalid-field requests[1].id"},
      {
        "{\"requests\":[" + part.replace("a\"", "a".repeat(65) + "\"") + "]}",
        "invalid-field requests[0].id"
      },
      {
        "{\"requests\":[" + part.replace("/v1/me", "/v1/me?" + "x".repeat(2_000)) + "]}",
        "invalid-field requests[0].path"
      },
      {
        "{\"requests\":[" + part.replace("}", ",\"method\":\"DELETE\"}") + "]}",
        "unknown-field requests[0].method"
      },
      {
        "{\"requests\":[" + part.replace("}", ",\"ifNoneMatch\":7}") + "]}",
        "invalid-field requests[0].ifNoneMatch"
      },
      {"{\"requests\":[" + part + "],\"more\":1}", "unknown-field more"},
      {of(IntStream.range(0, 21).mapToObj(example -> "/v1/me").toList()), "invalid-field requests"},
    };
    for (String[] example : wrong) {
      assertEquals(example[1], ada.api().post("/v1/batch", example[0]).fault(), example[0]);
    }
    assertEquals("malformed-json", ada.api().post("/v1/batch", "{\"requests\":[").problem());
  }

  private long statements() {
    return lanes.statistics().stream().mapToLong(lane -> lane.batches()).sum();
  }

  @Test
  void reads_of_the_same_kind_share_one_database_statement() {
    String[] paths =
        Stream.concat(
                Stream.of(habit),
                IntStream.range(0, 9).mapToObj(example -> ada.habit("{\"title\":\"More\"}")))
            .map(id -> "/v1/habits/" + id)
            .toArray(String[]::new);
    for (int share : new int[] {0, 100}) {
      setCacheShare(share);
      assertEquals(200, ada.api().get("/v1/groups").status());
      long before = statements();
      JsonNode parts = read(ada, paths);
      assertEquals(1, statements() - before, "share " + share);
      parts.forEach(part -> assertEquals(200, part.get("status").intValue()));
    }
  }

  @Test
  void a_batch_uses_and_fills_the_response_cache() {
    read(ada, "/v1/me", "/v1/habits", "/v1/habits/" + habit, "/v1/habits/" + NOWHERE);
    long before = statements();
    JsonNode again =
        read(ada, "/v1/me", "/v1/habits", "/v1/habits/" + habit, "/v1/habits/" + NOWHERE);
    assertEquals(0, statements() - before);
    assertEquals(404, again.at("/3/status").intValue());
    Answer alone = ada.api().get("/v1/habits");
    assertTrue(alone.headers().firstValue("Cache-Status").orElseThrow().contains("hit"));
    assertEquals(alone.json(), again.at("/1/body"));
    ada.api().patch("/v1/habits/" + habit, "{\"title\":\"Read more\"}");
    assertEquals("Read more", read(ada, "/v1/habits").at("/0/body/items/0/title").textValue());
  }

  @Test
  void equal_parts_are_loaded_once() {
    assertEquals(200, ada.api().get("/v1/groups").status());
    long before = statements();
    JsonNode parts = read(ada, "/v1/habits", "/v1/habits", "/v1/habits");
    assertEquals(1, statements() - before);
    assertEquals(parts.at("/0/body"), parts.at("/2/body"));
  }

  @Test
  void a_part_with_a_current_entity_tag_gets_304() {
    for (int share : new int[] {100, 0}) {
      setCacheShare(share);
      String tag = read(ada, "/v1/habits/" + habit).at("/0/etag").textValue();
      ObjectNode body = JSON.createObjectNode();
      ArrayNode requests = body.putArray("requests");
      requests
          .addObject()
          .put("id", "a")
          .put("path", "/v1/habits/" + habit)
          .put("ifNoneMatch", tag);
      requests
          .addObject()
          .put("id", "b")
          .put("path", "/v1/habits/" + habit)
          .put("ifNoneMatch", "\"another\"");
      Answer answer = ada.api().post("/v1/batch", body.toString());
      assertEquals(
          "{\"id\":\"a\",\"status\":304,\"etag\":\"%s\"}".formatted(tag.replace("\"", "\\\"")),
          answer.at("/responses/0").toString());
      assertEquals(200, answer.at("/responses/1/status").intValue());
    }
  }

  @Test
  void parts_beyond_the_size_limit_are_refused_and_the_others_get_responses() {
    String note = "n".repeat(5_000);
    for (int count = 0; count < 120; count++) {
      ada.habit("{\"title\":\"Read\",\"note\":\"%s\"}".formatted(note));
    }
    JsonNode parts =
        read(
            ada,
            "/v1/habits?limit=500",
            "/v1/habits?limit=499",
            "/v1/habits?limit=498",
            "/v1/habits?limit=497",
            "/v1/me");
    List<Integer> statuses = new ArrayList<>();
    parts.forEach(part -> statuses.add(part.get("status").intValue()));
    assertEquals(List.of(200, 200, 200, 422, 200), statuses);
    assertEquals("too-many", problem(parts.get(3)));
  }
}
