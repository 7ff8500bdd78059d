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

/// What GraphQL over HTTP asks of a server, as far as the audit of clients does not.
@QuarkusTest
class GraphOverHttpTest extends ApiTest {

  private static final String NEWER = "application/graphql-response+json";

  private static String get(String document) {
    return "/graphql?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8);
  }

  private static String type(Answer answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void the_form_is_the_one_that_the_client_likes_best() {
    for (var asked :
        Map.of(
                "*/*",
                "application/json",
                "application/*",
                "application/json",
                NEWER,
                NEWER,
                NEWER + ", application/json;q=0.9",
                NEWER,
                "application/json, " + NEWER + ";q=0.5",
                "application/json",
                "text/html, " + NEWER + ";q=0.1",
                NEWER)
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
  void the_newer_form_says_by_its_status_how_it_went_and_the_older_one_does_not() {
    Api ada = person().api();
    for (String wrong :
        List.of("{", "{ nothing }", "query A { __typename } query B { __typename }")) {
      assertEquals(400, ada.with("Accept", NEWER).get(get(wrong)).status(), wrong);
      Answer older = ada.get(get(wrong));
      assertEquals(200, older.status(), wrong);
      assertTrue(older.at("/data").isMissingNode(), wrong);
    }
    assertEquals(401, visitor().get(get("{ habits { nodes { id } } }")).status());
    assertEquals(
        403, ada.with("Accept", NEWER).get(get("{ __schema { queryType { name } } }")).status());
    assertEquals(
        403,
        GraphApiTest.ask(ada.with("Accept", NEWER), "{ __schema { queryType { name } } }")
            .status());
  }

  @Test
  void a_request_that_is_not_well_formed_is_refused_in_both_forms() {
    Api ada = person().api();
    for (Api api : List.of(ada, ada.with("Accept", NEWER))) {
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
  void nothing_is_changed_by_a_get() {
    Person ada = person();
    Answer answer =
        ada.api()
            .get(get("mutation { defineHabit(input: {title: \"Read\"}) { __typename" + " } }"));
    assertEquals(405, answer.status());
    assertEquals(List.of("method-not-allowed"), answer.graphErrors());
    assertEquals(0, ada.api().get("/v1/habits").at("/items").size());
  }

  @Test
  void an_operation_that_nobody_has_registered_is_not_known() {
    Answer answer =
        person().api().with("Accept", NEWER).get("/graphql?documentId=sha256:" + "0".repeat(64));
    assertEquals(404, answer.status());
    assertEquals(List.of("unknown-operation"), answer.graphErrors());
    assertEquals(
        404,
        person()
            .api()
            .with("Accept", NEWER)
            .post("/graphql", "{\"documentId\":\"sha256:0\"}")
            .status());
  }

  @Test
  void variables_are_taken_by_get_as_by_post() {
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
            .with("Accept", NEWER)
            .get(
                get(document)
                    + "&variables="
                    + URLEncoder.encode("{\"archived\":\"no\"}", StandardCharsets.UTF_8));
    assertEquals(400, wrong.status(), wrong.body());
  }

  @Test
  void a_session_that_is_not_good_is_refused_though_the_field_is_open_to_all() {
    assertEquals(
        "session-expired", visitor().signedIn("nonsense").get(get("{__typename}")).problem());
  }

  @Test
  void a_document_that_is_too_large_is_refused_before_it_is_read() {
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
