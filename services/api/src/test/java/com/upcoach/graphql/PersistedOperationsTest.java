package com.upcoach.graphql;

import static com.upcoach.graphql.GraphApiTest.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PersistedOperationsTest extends ApiTest {

  private static final Path OF_APPS = Path.of("../../apps/kit/operations");
  private static final Path REGISTERED = Path.of("../../contracts/operations.json");
  private static final String CIRCLE = "/graphql?documentId=" + id("Circle");

  private static String id(String name) {
    try {
      return PersistedOperations.id(Files.readString(OF_APPS.resolve(name + ".graphql")));
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  private static String status(Answer answer) {
    return answer.headers().firstValue("Cache-Status").orElse("").replaceAll("ttl=.*", "");
  }

  @Test
  void the_registered_operations_are_those_of_the_apps() throws IOException {
    Map<String, String> registered = new TreeMap<>();
    for (JsonNode operation : new JsonMapper().readTree(REGISTERED.toFile()).get("operations")) {
      registered.put(operation.get("name").asText(), operation.get("document").asText());
      assertEquals(
          operation.get("id").asText(), PersistedOperations.id(operation.get("document").asText()));
    }
    Map<String, String> asked = new TreeMap<>();
    try (var files = Files.list(OF_APPS)) {
      for (Path file : files.toList()) {
        asked.put(file.getFileName().toString().replace(".graphql", ""), Files.readString(file));
      }
    }
    assertEquals(asked, registered, "run npm run generate in apps/kit");
  }

  @Test
  void the_response_to_a_persisted_query_is_cached_and_equals_that_to_its_document()
      throws IOException {
    Person ada = person();
    ada.api().post("/v1/groups", "{\"name\":\"Readers\"}");
    Answer first = ada.api().get(CIRCLE);
    assertEquals("UpCoach; fwd=miss; stored", status(first));
    Answer cached = ada.api().get(CIRCLE);
    assertEquals("UpCoach; hit; ", status(cached));
    String document = Files.readString(OF_APPS.resolve("Circle.graphql"));
    assertEquals(ask(ada.api(), document).body(), cached.body());
    String tag = cached.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, ada.api().with("If-None-Match", tag).get(CIRCLE).status());
  }

  @Test
  void a_change_by_any_member_shown_in_a_response_invalidates_it() {
    Person ada = person();
    Person bob = person();
    Answer group = ada.api().post("/v1/groups", "{\"name\":\"Readers\"}");
    String members = "/v1/groups/" + group.text("/id") + "/members/me";
    assertEquals("1", ada.api().get(CIRCLE).text("/data/groups/0/size"));
    bob.api().post("/v1/groups/memberships", "{\"code\":\"%s\"}".formatted(group.text("/code")));
    assertEquals("2", ada.api().get(CIRCLE).text("/data/groups/0/size"));

    String habit = bob.habit("{\"title\":\"Swim\"}");
    assertFalse(ada.api().get(CIRCLE).body().contains("Swim"), "nothing is shared at first");
    assertEquals(200, bob.api().patch(members, "{\"sharesHabits\":true}").status());
    assertEquals("Swim", habits(ada.api(), bob).get(0).get("title").asText());
    assertEquals("UpCoach; hit; ", status(ada.api().get(CIRCLE)));

    bob.checkIn(habit, "2026-11-23", "{\"amount\":1}");
    assertEquals(1, habits(ada.api(), bob).get(0).at("/streak/current/length").intValue());
    bob.api().delete("/v1/habits/" + habit);
    assertEquals(0, habits(ada.api(), bob).size());
    bob.habit("{\"title\":\"Run\"}");
    assertEquals("Run", habits(ada.api(), bob).get(0).get("title").asText());
    assertEquals(200, bob.api().patch(members, "{\"sharesHabits\":false}").status());
    assertEquals(0, habits(ada.api(), bob).size());
    bob.api().delete(members);
    assertEquals("1", ada.api().get(CIRCLE).text("/data/groups/0/size"));
  }

  /// Asked twice, so that the second is what is cached.
  private static JsonNode habits(Api api, Person of) {
    api.get(CIRCLE);
    return api.get(CIRCLE)
        .at("/data/groups/0/members/nodes")
        .valueStream()
        .filter(member -> member.get("memberId").asText().equals(of.id().toString()))
        .findFirst()
        .orElseThrow()
        .at("/habits/nodes");
  }

  @Test
  void a_response_with_an_error_is_not_cached() {
    Api ada = person().api();
    String wrong = CIRCLE + "&variables=%7B%22members%22%3A-1%7D";
    ada.post("/v1/groups", "{\"name\":\"Readers\"}");
    assertEquals(1, ada.get(wrong).graphErrors().size());
    assertEquals("", status(ada.get(wrong)));
    assertNotEquals("", status(ada.get(CIRCLE)));
  }

  @Test
  void the_response_to_an_unregistered_document_is_not_cached() {
    Api ada = person().api();
    ada.get("/graphql?query=%7B__typename%7D");
    assertEquals("", status(ada.get("/graphql?query=%7B__typename%7D")));
  }
}
