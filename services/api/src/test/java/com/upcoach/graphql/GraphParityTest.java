package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Access.Rule;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Contract;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Parity of the REST and GraphQL APIs: the same operations, access rules and refusals.
@QuarkusTest
class GraphParityTest extends ApiTest {

  /// Operations without a GraphQL field. A batch needs none, as a GraphQL document may have many
  /// fields.
  private static final Set<String> REST_ONLY =
      Set.of(
          "batch",
          "startImport",
          "import",
          "securityEvents",
          "export",
          "cache",
          "setCacheShare",
          "invalidateCache",
          "readGraph",
          "applyOperationsGraph",
          "isLive",
          "isReady",
          "contract");

  /// The GraphQL fields of each REST operation. Not listed are fields of the same name: of a habit
  /// for a GET below it, of the root otherwise.
  private static final Map<String, List<String>> FIELDS =
      Map.ofEntries(
          Map.entry("profile", List.of("Query.me")),
          Map.entry("deleteAccount", List.of("Mutation.deleteAccount")),
          Map.entry("endSession", List.of("Mutation.endSession", "Mutation.endOtherSessions")),
          Map.entry("recordCheckIn", List.of("Mutation.checkIn")),
          Map.entry("streak", List.of("Habit.streak", "Habit.explained")),
          Map.entry("leaderboard", List.of("Query.leaderboard", "Leaderboard.entries")),
          Map.entry("ownPlace", List.of("Leaderboard.rank")),
          Map.entry("groupMembers", List.of("Group.members")));

  /// Problems of use cases. All other problems concern the request, and are GraphQL errors.
  private static final Set<String> REFUSALS =
      Set.of(
          "invalid-field",
          "not-found",
          "not-allowed",
          "id-taken",
          "too-many",
          "range-reversed",
          "wrong-credentials",
          "too-many-attempts",
          "day-in-future",
          "day-before-start",
          "precondition-failed",
          "day-after-end",
          "day-not-in-zone");

  /// Differences between a mutation's union and the REST contract, with their reasons.
  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "shareHabits", "[InvalidField]: the schema takes nothing but true and false",
          "assignRole",
              "[InvalidField, NotAllowed, PreconditionFailed]: the schema takes nothing but"
                  + " roles, @access keeps others out, and a role is one word",
          "changeProfile",
              "[PreconditionFailed]: a profile has no revision, and what is left out stays",
          "removeHabit", "[PreconditionFailed]: it is asked for by REST alone",
          "signOut", "[NotFound]: it may have ended meanwhile",
          "endOtherSessions", "[NotFound]: there may be none",
          "applyOperations", "[InvalidField]: each operation has its own problem");

  private final Contract contract = Contract.read();

  @Inject GraphService service;

  private static String parent(Contract.Operation operation) {
    if (!operation.method().equals("GET")) {
      return "Mutation.";
    }
    return operation.path().startsWith("/v1/habits/{id}/") ? "Habit." : "Query.";
  }

  private static List<String> fields(Contract.Operation operation) {
    return FIELDS.getOrDefault(operation.id(), List.of(parent(operation) + operation.id()));
  }

  private List<Contract.Operation> inBothApis() {
    return contract.operations().stream()
        .filter(operation -> !REST_ONLY.contains(operation.id()))
        .toList();
  }

  private GraphQLObjectType type(String coordinate) {
    return service.graph().schema().getObjectType(coordinate.substring(0, coordinate.indexOf('.')));
  }

  private GraphQLFieldDefinition field(String coordinate) {
    GraphQLObjectType type = type(coordinate);
    assertNotNull(type, coordinate);
    return type.getFieldDefinition(coordinate.substring(coordinate.indexOf('.') + 1));
  }

  @Test
  void each_rest_operation_has_a_graphql_field() {
    Set<String> missing = new TreeSet<>();
    for (Contract.Operation operation : inBothApis()) {
      fields(operation).stream().filter(path -> field(path) == null).forEach(missing::add);
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void each_mutation_has_a_rest_operation() {
    Set<String> known =
        inBothApis().stream()
            .flatMap(operation -> fields(operation).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> mutations =
        service.graph().schema().getMutationType().getFieldDefinitions().stream()
            .map(field -> "Mutation." + field.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    mutations.removeAll(known);
    assertEquals(Set.of(), mutations);
  }

  @Test
  void root_fields_have_the_access_rules_of_their_rest_operations() {
    for (Contract.Operation operation : inBothApis()) {
      for (String path : fields(operation)) {
        if (path.startsWith("Query.") || path.startsWith("Mutation.")) {
          assertEquals(
              Set.of(Rule.valueOf(operation.access())),
              service.graph().rules(type(path), field(path)),
              path);
        }
      }
    }
  }

  @Test
  void a_mutation_has_the_problems_of_its_rest_operation() {
    for (Contract.Operation operation : inBothApis()) {
      for (String path : fields(operation)) {
        if (path.startsWith("Mutation.")) {
          Set<String> difference = difference(problems(operation), problems(field(path)));
          String name = path.substring(path.indexOf('.') + 1);
          String reason = DIFFERENCES.getOrDefault(name, "[]");
          assertTrue(
              reason.equals("[]") ? difference.isEmpty() : reason.startsWith(difference + ": "),
              () -> name + " differs in " + difference);
        }
      }
    }
  }

  private static Set<String> difference(Set<String> path, Set<String> other) {
    Set<String> either = new TreeSet<>(path);
    either.addAll(other);
    either.removeIf(problem -> path.contains(problem) && other.contains(problem));
    return either;
  }

  private static Set<String> problems(GraphQLFieldDefinition field) {
    return GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLUnionType union
        ? union.getTypes().stream()
            .map(GraphQLObjectType.class::cast)
            .filter(GraphParityTest::isProblem)
            .map(GraphQLObjectType::getName)
            .collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }

  private static boolean isProblem(GraphQLObjectType type) {
    return type.getInterfaces().stream().map(GraphQLNamedType::getName).anyMatch("Problem"::equals);
  }

  private Set<String> problems(Contract.Operation operation) {
    return operation.statuses().stream()
        .map(status -> contract.response(operation, Integer.parseInt(status)))
        .flatMap(response -> response.path("x-problems").valueStream())
        .map(problem -> problem.textValue())
        .filter(REFUSALS::contains)
        .map(GraphParityTest::typeName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// `IdTaken`, for `id-taken`.
  private static String typeName(String word) {
    return Arrays.stream(word.split("-", -1))
        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
        .collect(Collectors.joining());
  }
}
