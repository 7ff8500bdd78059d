package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GraphApiTest extends ApiTest {

  private static final JsonMapper JSON = new JsonMapper();

  static Answer ask(Api api, String document, Map<String, Object> variables) {
    return api.post(
        "/graphql", JSON.valueToTree(Map.of("query", document, "variables", variables)).toString());
  }

  static Answer ask(Api api, String document) {
    return ask(api, document, Map.of());
  }

  @Test
  void an_anonymous_caller_may_query_only_public_fields() {
    assertEquals("Query", ask(visitor(), "{ __typename }").text("/data/__typename"));
    Answer refused = ask(visitor(), "{ __typename habits { nodes { id } } }");
    assertEquals(401, refused.status());
    assertEquals(List.of("not-signed-in"), refused.graphErrors());
    assertEquals(1, refused.at("/errors/0/locations/0/line").intValue());
    assertEquals(14, refused.at("/errors/0/locations/0/column").intValue());
    assertTrue(refused.at("/data").isMissingNode());
  }

  @Test
  void a_habit_is_created_changed_read_and_deleted() {
    Person ada = person();
    Answer created =
        ask(
            ada.api(),
            """
                        mutation Define($habit: HabitDraft!) {
                          defineHabit(input: $habit) {
                            __typename
                            ... on Habit { id title kind schedule { __typename ... on TimesInDays { n days } } }
                            ... on Problem { code detail fields { name reason } }
                          }
                        }
                        """,
            Map.of(
                "habit",
                Map.of(
                    "title", "Read",
                    "kind", "DO",
                    "note", "at night",
                    "schedule", Map.of("timesInDays", Map.of("n", 3, "days", 7)))));
    assertEquals("Habit", created.text("/data/defineHabit/__typename"), created.body());
    assertEquals(7, created.at("/data/defineHabit/schedule/days").intValue());
    String id = created.text("/data/defineHabit/id");
    Answer changed =
        ask(
            ada.api(),
            "mutation($id: ID!, $to: HabitInput!) { changeHabit(id: $id, revision: 1, input: $to)"
                + " { ... on Habit { title note revision } } }",
            Map.of(
                "id",
                id,
                "to",
                new java.util.HashMap<>(java.util.Collections.singletonMap("note", null))));
    Answer outdated =
        ask(
            ada.api(),
            "mutation($id: ID!) { changeHabit(id: $id, revision: 1, input: {title: \"Walk\"})"
                + " { __typename ... on Problem { code } } }",
            Map.of("id", id));
    assertEquals(
        "{\"__typename\":\"PreconditionFailed\",\"code\":\"precondition-failed\"}",
        outdated.at("/data/changeHabit").toString());
    assertEquals(
        "{\"title\":\"Read\",\"note\":null,\"revision\":2}",
        changed.at("/data/changeHabit").toString());
    Answer seen =
        ask(
            ada.api(),
            "query($id: ID!) { habit(id: $id) { title streak { current { length } score } }"
                + " node(id: $id) { __typename id } habits { nodes { id } pageInfo { hasNextPage } } }",
            Map.of("id", id));
    assertEquals("Read", seen.text("/data/habit/title"), seen.body());
    assertEquals(id, seen.text("/data/node/id"));
    assertEquals(id, seen.text("/data/habits/nodes/0/id"));
    Answer removed =
        ask(
            ada.api(),
            "mutation($id: ID!) { removeHabit(id: $id) { __typename ... on Removed { id } } }",
            Map.of("id", id));
    assertEquals(id, removed.text("/data/removeHabit/id"), removed.body());
    assertTrue(
        ask(ada.api(), "query($id: ID!) { habit(id: $id) { id } }", Map.of("id", id))
            .at("/data/habit")
            .isNull());
  }
}
