package com.upcoach.graphql;

import static com.upcoach.graphql.GraphApiTest.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GraphLimitsTest extends ApiTest {

  @Test
  void an_expensive_document_is_refused_with_its_reason() {
    Api ada = person().api().with("Accept", "application/graphql-response+json");
    Hostile.all()
        .forEach(
            (what, hostile) -> {
              Answer answer = ask(ada, hostile.document());
              assertEquals(400, answer.status(), what + ": " + answer.body());
              assertEquals(hostile.code(), answer.graphErrors().getFirst(), what);
              assertTrue(answer.body().length() < 60_000, what);
            });
    assertEquals("Query", ask(ada, "{ __typename }").text("/data/__typename"));
  }

  @Test
  void an_operation_above_the_cost_limit_is_refused_with_cost_limit_and_the_most_expensive_field() {
    Answer answer =
        ask(
            person().api(),
            "query($many: Int) { groups { members(first: $many) { nodes { name habits"
                + " { nodes { title } } } } } }",
            Map.of("many", 400));
    assertEquals(List.of("document-too-complex"), answer.graphErrors());
    assertEquals(10_000, answer.at("/errors/0/extensions/limit").intValue());
    assertTrue(answer.at("/errors/0/extensions/cost").intValue() > 10_000, answer.body());
    assertEquals("groups.members.habits", answer.text("/errors/0/extensions/field"));
  }

  @Test
  void the_response_contains_the_cost_on_request() {
    Api ada = person().api();
    Answer answer =
        ada.post(
            "/graphql",
            "{\"query\":\"{ habits(first: 3) { nodes { title } } }\",\"extensions\":{\"cost\":true}}");
    // 5 for the field itself, and three times nodes and title.
    assertEquals(11, answer.at("/extensions/cost/sum").intValue(), answer.body());
    assertEquals("habits", answer.text("/extensions/cost/mostExpensiveField"));
    assertTrue(
        ask(ada, "{ habits(first: 3) { nodes { title } } }").at("/extensions").isMissingNode());
  }

  @Test
  void the_operations_of_a_batch_share_one_cost_limit() {
    Api ada = person().api();
    String expensive =
        "{\"query\":\"{ habits(first: 500) { nodes { title note unit color icon start end } } }\"}";
    Answer two = ada.post("/graphql", "[" + expensive + "," + expensive + "]");
    assertTrue(two.at("/0/data/habits/nodes").isArray(), two.body());
    Answer three = ada.post("/graphql", "[" + expensive + "," + expensive + "," + expensive + "]");
    assertEquals("document-too-complex", three.text("/2/errors/0/extensions/code"), three.body());
    assertTrue(three.at("/0/data/habits/nodes").isArray());
  }

  @Test
  void a_batch_contains_one_to_ten_operations() {
    Api ada = person().api();
    String one = "{\"query\":\"{__typename}\"}";
    assertEquals(400, ada.post("/graphql", "[]").status());
    assertEquals(400, ada.post("/graphql", "[" + (one + ",").repeat(10) + one + "]").status());
    Answer ten = ada.post("/graphql", "[" + (one + ",").repeat(9) + one + "]");
    assertEquals(10, ten.json().size(), ten.body());
  }

  @Test
  void introspection_is_only_for_operators() {
    String schema = "{ __schema { queryType { name } } }";
    assertEquals(List.of("not-signed-in"), ask(visitor(), schema).graphErrors());
    assertEquals(List.of("not-allowed"), ask(person().api(), schema).graphErrors());
    Api operator = person(com.upcoach.access.Role.OPERATOR).api();
    assertEquals("Query", ask(operator, schema).text("/data/__schema/queryType/name"));
    assertEquals(
        "Habit",
        ask(operator, graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY)
            .json()
            .at("/data/__schema/types")
            .valueStream()
            .map(type -> type.get("name").asText())
            .filter("Habit"::equals)
            .findFirst()
            .orElse("missing"));
  }
}
