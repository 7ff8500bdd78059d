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
  void what_would_cost_the_server_dearly_is_refused_with_its_reason() {
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
  void what_costs_too_much_is_refused_with_its_cost_the_limit_and_the_most_expensive_field() {
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
  void the_cost_is_told_to_who_asks_for_it() {
    Api ada = person().api();
    Answer answer =
        ada.post(
            "/graphql",
            "{\"query\":\"{ habits(first: 3) { nodes { title } } }\",\"extensions\":{\"cost\":true}}");
    // The field itself 5, and three times nodes and title.
    assertEquals(11, answer.at("/extensions/cost/sum").intValue(), answer.body());
    assertEquals("habits", answer.text("/extensions/cost/mostExpensiveField"));
    assertTrue(
        ask(ada, "{ habits(first: 3) { nodes { title } } }").at("/extensions").isMissingNode());
  }

  @Test
  void operations_sent_together_may_cost_as_much_as_one() {
    Api ada = person().api();
    String dear =
        "{\"query\":\"{ habits(first: 500) { nodes { title note unit color icon start end } } }\"}";
    Answer two = ada.post("/graphql", "[" + dear + "," + dear + "]");
    assertTrue(two.at("/0/data/habits/nodes").isArray(), two.body());
    Answer three = ada.post("/graphql", "[" + dear + "," + dear + "," + dear + "]");
    assertEquals("document-too-complex", three.text("/2/errors/0/extensions/code"), three.body());
    assertTrue(three.at("/0/data/habits/nodes").isArray());
  }

  @Test
  void a_list_holds_one_to_ten_operations() {
    Api ada = person().api();
    String one = "{\"query\":\"{__typename}\"}";
    assertEquals(400, ada.post("/graphql", "[]").status());
    assertEquals(400, ada.post("/graphql", "[" + (one + ",").repeat(10) + one + "]").status());
    Answer ten = ada.post("/graphql", "[" + (one + ",").repeat(9) + one + "]");
    assertEquals(10, ten.json().size(), ten.body());
  }

  @Test
  void only_operators_may_ask_for_the_schema() {
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
