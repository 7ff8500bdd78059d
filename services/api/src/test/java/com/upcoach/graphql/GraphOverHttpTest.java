package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Requirements of GraphQL over HTTP that the public audit suite does not cover.
@QuarkusTest
class GraphOverHttpTest extends ApiTest {

  private static final String GRAPHQL_JSON = "application/graphql-response+json";

  private static String get(String document) {
    return "/graphql?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8);
  }

  private static String type(Answer answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void the_media_type_is_the_one_that_the_client_prefers() {
    for (var asked :
        Map.of(
                "*/*",
                "application/json",
                "application/*",
                "application/json",
                GRAPHQL_JSON,
                GRAPHQL_JSON,
                GRAPHQL_JSON + ", application/json;q=0.9",
                GRAPHQL_JSON,
                "application/json, " + GRAPHQL_JSON + ";q=0.5",
                "application/json",
                "text/html, " + GRAPHQL_JSON + ";q=0.1",
                GRAPHQL_JSON)
            .entrySet()) {
      Answer answer = visitor().with("Accept", asked.getKey()).get(get("{__typename}"));
      assertEquals(200, answer.status());
      assertEquals(
          asked.getValue() + ";charset=utf-8",
          type(answer).toLowerCase(java.util.Locale.ROOT),
          asked.getKey());
    }
    assertEquals(406, visitor().with("Accept", "text/html").get(get("{__typename}")).status());
    assertEquals(
        406,
        visitor()
            .with("Accept", "text/html")
            .post("/graphql", "{\"query\":\"{__typename}\"}")
            .status());
    assertEquals(
        406, visitor().with("Accept", "application/json;q=0").get(get("{__typename}")).status());
  }

  @Test
  void the_status_reflects_errors_only_with_the_media_type_of_graphql() {
    Api ada = person().api();
    for (String wrong :
        List.of("{", "{ nothing }", "query A { __typename } query B { __typename }")) {
      assertEquals(400, ada.with("Accept", GRAPHQL_JSON).get(get(wrong)).status(), wrong);
      Answer legacy = ada.get(get(wrong));
      assertEquals(200, legacy.status(), wrong);
      assertTrue(legacy.at("/data").isMissingNode(), wrong);
    }
    assertEquals(401, visitor().get(get("{ habits { nodes { id } } }")).status());
    assertEquals(
        403,
        ada.with("Accept", GRAPHQL_JSON).get(get("{ __schema { queryType { name } } }")).status());
    assertEquals(
        403,
        GraphApiTest.ask(ada.with("Accept", GRAPHQL_JSON), "{ __schema { queryType { name } } }")
            .status());
  }

  @Test
  void a_malformed_request_is_refused_with_both_media_types() {
    Api ada = person().api();
    for (Api api : List.of(ada, ada.with("Accept", GRAPHQL_JSON))) {
      for (String body :
          new String[] {
            "",
            "{",
            "null",
            "7",
            "\"{__typename}\"",
            "{}",
            "{\"query\":7}",
            "[7]",
            "{\"query\":\"{__typename}\",\"variables\":[]}",
            "{\"query\":\"{__typename}\",\"variables\":\"{}\"}",
            "{\"query\":\"{__typename}\",\"extensions\":1}",
            "{\"query\":\"{__typename}\",\"operationName\":1}",
            "{\"query\":\"{__typename}\",\"qeury\":\"\"}",
            "{\"query\":\"{__typename}\",\"documentId\":\"sha256:0\"}",
            "{\"query\":\"{__typename}\"}{}",
            "{\"query\":\"{__typename}\",\"query\":\"{__typename}\"}",
          }) {
        Answer answer = api.post("/graphql", body);
        assertEquals(400, answer.status(), body);
        assertEquals(1, answer.graphErrors().size(), body);
      }
      assertEquals(400, api.get("/graphql").status());
      assertEquals(400, api.get(get("{__typename}") + "&variables=x").status());
      assertEquals(400, api.get(get("{__typename}") + "&variables=7").status());
    }
    assertEquals("unknown-parameter qeury", ada.get(get("{__typename}") + "&qeury=1").fault());
    assertEquals(
        415, ada.with("Content-Type", "text/plain").post("/graphql", "{__typename}").status());
  }

  @Test
  void a_mutation_by_get_is_refused() {
    Person ada = person();
    Answer answer =
        ada.api()
            .get(get("mutation { defineHabit(input: {title: \"Read\"}) { __typename" + " } }"));
    assertEquals(405, answer.status());
    assertEquals(List.of("method-not-allowed"), answer.graphErrors());
    assertEquals(0, ada.api().get("/v1/habits").at("/items").size());
  }

  @Test
  void an_unregistered_document_id_is_not_found() {
    Answer answer =
        person()
            .api()
            .with("Accept", GRAPHQL_JSON)
            .get("/graphql?documentId=sha256:" + "0".repeat(64));
    assertEquals(404, answer.status());
    assertEquals(List.of("unknown-operation"), answer.graphErrors());
    assertEquals(
        404,
        person()
            .api()
            .with("Accept", GRAPHQL_JSON)
            .post("/graphql", "{\"documentId\":\"sha256:0\"}")
            .status());
  }

  @Test
  void a_get_may_have_variables() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    String document =
        "query($archived: Boolean) { habits(archived: $archived) { nodes { uuid } } }";
    assertEquals(
        habit,
        ada.api()
            .get(
                get(document)
                    + "&variables="
                    + URLEncoder.encode("{\"archived\":false}", StandardCharsets.UTF_8))
            .text("/data/habits/nodes/0/uuid"));
    Answer wrong =
        ada.api()
            .with("Accept", GRAPHQL_JSON)
            .get(
                get(document)
                    + "&variables="
                    + URLEncoder.encode("{\"archived\":\"no\"}", StandardCharsets.UTF_8));
    assertEquals(400, wrong.status(), wrong.body());
  }

  @Test
  void an_invalid_session_is_refused_even_for_a_public_field() {
    assertEquals(
        "session-expired", visitor().signedIn("nonsense").get(get("{__typename}")).problem());
  }

  @Test
  void a_body_above_the_limit_is_refused_before_it_is_read() {
    Api ada = person().api();
    Answer answer = ada.post("/graphql", "{\"query\":\"" + "{ a ".repeat(250_000) + "\"}");
    assertEquals("body-too-large", answer.problem());
    assertEquals(
        "length-required",
        ada.send(
                "POST",
                "/graphql",
                java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(new byte[] {'{', '}'})),
                true)
            .problem());
    assertEquals(
        "not-acceptable",
        ada.with("Accept", "text/csv").send("POST", "/graphql", Optional.of("{}")).problem());
  }
}
