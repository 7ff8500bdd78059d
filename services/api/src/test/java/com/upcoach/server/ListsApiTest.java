package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pagination of all lists, and the sort orders and filters of each.
@QuarkusTest
class ListsApiTest extends ApiTest {

  private Person ada;
  private String habit;
  private String group;

  @BeforeEach
  void createRowsOfEachList() {
    ada = person(Role.ADMIN);
    habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    group = ada.api().post("/v1/groups", "{\"name\":\"Early birds\"}").text("/id");
  }

  /// The path and operation of every list in the contract, for this member.
  private Map<String, Contract.Operation> lists() {
    Map<String, Contract.Operation> lists = new TreeMap<>();
    for (Contract.Operation operation : Api.CONTRACT.operations()) {
      if (operation.node().at("/responses/200/headers/Link").isObject()) {
        String id = operation.path().contains("/groups") ? group : habit;
        boolean board = operation.path().contains("/leaderboards");
        lists.put(operation.path().replace("{id}", board ? "global" : id), operation);
      }
    }
    return lists;
  }

  private static List<String> sorts(Contract.Operation list) {
    return list.node()
        .at("/parameters")
        .valueStream()
        .filter(node -> node.path("name").asText().equals("sort"))
        .flatMap(node -> node.at("/schema/enum").valueStream())
        .map(node -> node.asText())
        .toList();
  }

  private static List<String> listed(Answer page, String field) {
    return page.at("/items").valueStream().map(node -> node.path(field).asText()).toList();
  }

  @Test
  void every_list_has_pages_and_a_cursor() {
    assertEquals(9, lists().size(), () -> lists().keySet().toString());
    for (Contract.Operation operation : Api.CONTRACT.operations()) {
      boolean list = operation.node().toString().contains("Page\"}");
      assertTrue(!list || lists().containsValue(operation), operation.id());
    }
    lists()
        .forEach(
            (path, operation) -> {
              String parameters = operation.node().at("/parameters").toString();
              assertTrue(parameters.contains("parameters/cursor"), path);
            });
  }

  @Test
  void an_unknown_sort_order_is_refused_and_the_known_ones_are_named() {
    lists()
        .forEach(
            (path, operation) -> {
              List<String> sorts = sorts(operation);
              if (sorts.isEmpty()) {
                return;
              }
              for (String wrong : List.of("password", "--id", "ID", "-", "id,")) {
                Answer answer = ada.api().get(path + "?sort=" + wrong);
                assertEquals("invalid-parameter sort", answer.fault(), path + " " + wrong);
                assertTrue(
                    answer.text("/detail").endsWith(String.join(", ", sorts) + "."),
                    () -> sorts + " in " + answer.text("/detail"));
              }
              for (String known : sorts) {
                assertEquals(200, ada.api().get(path + "?sort=" + known).status());
              }
            });
  }

  @Test
  void habits_are_sorted_by_title_kind_and_age_in_both_directions() {
    clock.advance(Duration.ofSeconds(1));
    ada.habit("{\"title\":\"Apples\"}");
    clock.advance(Duration.ofSeconds(1));
    ada.habit("{\"title\":\"Zapping\",\"kind\":\"limit\",\"target\":1,\"archived\":true}");
    assertEquals(List.of("Apples", "Read", "Zapping"), titles("?sort=title"));
    assertEquals(List.of("Zapping", "Read", "Apples"), titles("?sort=-title"));
    assertEquals(List.of("Read", "Apples", "Zapping"), titles("?sort=createdAt"));
    assertEquals(List.of("Zapping", "Apples", "Read"), titles("?sort=-createdAt"));
    List<String> ids = new ArrayList<>(listed(ada.api().get("/v1/habits"), "id"));
    Collections.reverse(ids);
    assertEquals(ids, listed(ada.api().get("/v1/habits?sort=-id"), "id"));
    assertEquals(List.of("Zapping"), titles("?kind=limit"));
    assertEquals(List.of("Zapping"), titles("?kind=limit&archived=true&sort=-title"));
    assertEquals(List.of(), titles("?kind=limit&archived=false"));
    assertEquals(List.of("Apples", "Read"), titles("?kind=do&sort=title"));
    assertEquals("invalid-parameter kind", ada.api().get("/v1/habits?kind=x").fault());
  }

  private List<String> titles(String query) {
    return listed(ada.api().get("/v1/habits" + query), "title");
  }

  @Test
  void pauses_are_sorted_by_first_day_and_filtered_by_habit() {
    for (String pause :
        List.of(
            "{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}",
            "{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\",\"habitId\":\"%s\"}".formatted(habit),
            "{\"from\":\"2026-02-01\",\"to\":\"2026-02-02\"}")) {
      assertEquals(201, ada.api().post("/v1/pauses", pause).status());
    }
    List<String> byDay = List.of("2026-01-01", "2026-02-01", "2026-03-01");
    assertEquals(byDay, listed(ada.api().get("/v1/pauses"), "from"));
    assertEquals(byDay.reversed(), listed(ada.api().get("/v1/pauses?sort=-from"), "from"));
    assertEquals(byDay.subList(0, 1), listed(ada.api().get("/v1/pauses?habitId=" + habit), "from"));
    assertEquals("invalid-parameter habitId", ada.api().get("/v1/pauses?habitId=x").fault());
  }

  @Test
  void members_are_filtered_by_role_and_registration_day() {
    String list = "/v1/admin/members?limit=500";
    Person operator = person(Role.OPERATOR);
    List<String> operators = listed(ada.api().get(list + "&role=operator"), "id");
    assertTrue(operators.contains(operator.id().toString()));
    assertTrue(!operators.contains(ada.id().toString()));
    Rows.change(
        "update member set created_at = '2001-02-03T23:59:59.999999Z' where member_id = ?",
        operator.id());
    List<String> only = List.of(operator.id().toString());
    assertEquals(only, listed(ada.api().get(list + "&createdTo=2001-02-03"), "id"));
    assertEquals(List.of(), listed(ada.api().get(list + "&createdTo=2001-02-02"), "id"));
    String day = list + "&createdFrom=2001-02-03&createdTo=2001-02-28";
    assertEquals(only, listed(ada.api().get(day + "&role=operator"), "id"));
    assertEquals(List.of(), listed(ada.api().get(day + "&role=admin"), "id"));
    String after = list + "&createdFrom=2001-02-04&createdTo=2001-02-28";
    assertEquals(List.of(), listed(ada.api().get(after), "id"));
    assertEquals("invalid-parameter role", ada.api().get(list + "&role=boss").fault());
    assertEquals("invalid-parameter createdTo", ada.api().get(list + "&createdTo=x").fault());
  }

  @Test
  void a_cursor_is_valid_for_its_own_list_only() {
    ada.habit("{\"title\":\"Run\"}");
    Person bob = person();
    bob.habit("{\"title\":\"Run\"}");
    String list = "/v1/habits?limit=1";
    String next = ada.api().get(list + "&archived=false").text("/next");
    assertEquals(200, ada.api().get("/v1/habits?archived=false&cursor=" + next).status());
    for (String other :
        List.of(
            "/v1/habits?cursor=",
            "/v1/habits?archived=true&cursor=",
            "/v1/habits?archived=false&kind=do&cursor=",
            "/v1/habits?archived=false&sort=-id&cursor=",
            "/v1/habits?archived=false&sort=title&cursor=",
            "/v1/habits/" + habit + "/check-ins?cursor=",
            "/v1/pauses?cursor=",
            "/v1/sessions?cursor=",
            "/v1/me/security-events?cursor=",
            "/v1/groups?cursor=",
            "/v1/groups/" + group + "/members?cursor=",
            "/v1/admin/members?cursor=",
            "/v1/leaderboards/global?cursor=")) {
      assertEquals("invalid-parameter cursor", ada.api().get(other + next).fault(), other);
    }
    assertEquals(
        "invalid-parameter cursor",
        bob.api().get("/v1/habits?archived=false&cursor=" + next).fault());
  }

  @Test
  void the_next_link_keeps_the_selected_fields() {
    ada.habit("{\"title\":\"Walk\",\"start\":\"2026-11-01\"}");
    Answer first = ada.api().get("/v1/habits?fields=title&limit=1");
    String next = first.text("/next");
    assertEquals(
        "</v1/habits?fields=title&limit=1&cursor=%s>; rel=\"next\",".formatted(next)
            + " </v1/habits?fields=title&limit=1>; rel=\"first\"",
        first.headers().firstValue("Link").orElseThrow());
    Answer second = ada.api().get("/v1/habits?limit=1&cursor=" + next + "&fields=title");
    assertEquals("{\"items\":[{\"title\":\"Walk\"}],\"next\":null}", second.json().toString());
  }
}
