package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.problem.ProblemKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContractTest {

  /// Routes that Quarkus serves itself.
  private static final Set<String> OF_THE_RUNTIME = Set.of("/livez", "/readyz");

  private static final Pattern PROBLEM_ROW =
      Pattern.compile("^\\| `([^`]+)` \\| (\\d{3}) \\|", Pattern.MULTILINE);

  private static final Contract CONTRACT = Contract.read();
  private static final List<? extends Class<?>> RESOURCES = Routes.resources();

  @Test
  void the_routes_of_the_code_are_those_of_the_contract() {
    assertEquals(routes(CONTRACT), Routes.inCode(RESOURCES));
  }

  @Test
  void a_differing_route_method_parameter_or_rule_is_detected() {
    String text = Contract.text();
    for (String[] planted :
        new String[][] {
          {"  /v1/today:\n", "  /v1/yesterday:\n"},
          {"    put:\n", "    post:\n"},
          {"      name: archived\n", "      name: hidden\n"},
          {"      x-access: ADMIN\n", "      x-access: PUBLIC\n"},
        }) {
      assertTrue(text.contains(planted[0]), planted[0]);
      assertNotEquals(
          routes(Contract.of(text.replace(planted[0], planted[1]))),
          Routes.inCode(RESOURCES),
          planted[1]);
    }
  }

  private static Set<String> routes(Contract contract) {
    return Routes.inContract(contract).stream()
        .filter(Predicate.not(route -> listed(OF_THE_RUNTIME, route)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean listed(Set<String> paths, String route) {
    return paths.contains(route.split(" ", -1)[1]);
  }

  @Test
  void every_resource_method_has_an_access_rule() {
    assertEquals(Set.of(), Routes.withoutAccess(RESOURCES));
  }

  @Test
  void a_resource_method_without_a_rule_is_detected() {
    assertEquals(1, Routes.withoutAccess(List.of(Unguarded.class)).size());
  }

  /// A resource without a `@Path` on its class, so that it is never served.
  static final class Unguarded {
    @GET
    @Path("/open")
    public String open() {
      return "to all";
    }
  }

  @Test
  void every_object_in_the_contract_is_closed() {
    assertEquals(Set.of(), openObjects(CONTRACT));
  }

  @Test
  void an_open_object_is_detected() {
    String text =
        Contract.text().replaceFirst("(?s)(    Habit:\n.*?)additionalProperties: false", "$1");
    assertTrue(
        openObjects(Contract.of(text.replace("      \n", "")))
            .contains("/components/schemas/Habit"));
  }

  private static Set<String> openObjects(Contract contract) {
    Set<String> open = new TreeSet<>();
    walk(contract.document(), "", open);
    return open;
  }

  private static void walk(JsonNode node, String place, Set<String> open) {
    boolean isObject = node.isObject() && node.path("type").asText().equals("object");
    if (isObject && !node.path("additionalProperties").asText().equals("false")) {
      open.add(place);
    }
    if (node.isArray()) {
      node.forEach(one -> walk(one, place, open));
    }
    node.properties().forEach(one -> walk(one.getValue(), place + "/" + one.getKey(), open));
  }

  @Test
  void every_operation_has_a_unique_name_and_lists_its_problems() {
    Set<String> names = new HashSet<>();
    for (Contract.Operation operation : CONTRACT.operations()) {
      assertTrue(names.add(operation.id()), operation.id());
      for (String status : operation.statuses()) {
        JsonNode response = CONTRACT.response(operation, Integer.parseInt(status));
        response.path("x-problems").forEach(word -> assertIsSentWith(status, word));
      }
    }
  }

  private static void assertIsSentWith(String status, JsonNode word) {
    assertTrue(
        Arrays.stream(ProblemKind.values())
            .anyMatch(
                kind ->
                    kind.word().equals(word.textValue())
                        && status.equals(String.valueOf(kind.status()))),
        () -> word + " is not sent with " + status);
  }

  @Test
  void the_problem_documentation_lists_all_problems_with_their_statuses() throws IOException {
    assertEquals(problemsInCode(), problemsOn(page()));
  }

  @Test
  void a_missing_problem_or_a_wrong_status_in_the_documentation_is_detected() throws IOException {
    assertNotEquals(problemsInCode(), problemsOn(page().replace("` | 409 |", "` | 400 |")));
    assertNotEquals(
        problemsInCode(), problemsOn(page().replace("| `urn:problem-type:upcoach:id-taken`", "")));
  }

  private static String page() throws IOException {
    return Files.readString(java.nio.file.Path.of("../../contracts/problems.md"));
  }

  private static Set<String> problemsInCode() {
    return Arrays.stream(ProblemKind.values())
        .map(kind -> kind.type() + " " + kind.status())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> problemsOn(String page) {
    return PROBLEM_ROW
        .matcher(page)
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
