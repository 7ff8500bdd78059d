package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.upcoach.problem.ProblemKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs after every other API test, and checks that they have seen all responses in the contract.
@QuarkusTest
@Order(Integer.MAX_VALUE)
class ContractCoverageTest extends ApiTest {

  /// Responses that no API test can cause, with the reason.
  private static final Map<String, String> UNTESTABLE =
      Map.of(
          "408", "It takes a client that is slow; no route is known by then.",
          "429", "It takes a server that limits; RateLimitFilterTest has one.",
          "431", "The transport refuses it before any route is known.",
          "500", "A failure is a bug, and a known bug is mended.",
          "503", "It takes a database that is gone; the drills have one.");

  private static final Map<String, String> PROBLEMS_UNTESTABLE =
      Map.of(
          "too-many-requests", "It takes a server that limits; RateLimitFilterTest has one.",
          "storage-full", "It takes a disk without room; tests/lifecycle.sh has one.",
          "request-timeout", "It takes ten seconds; ConnectionDeadlinesTest has a clock.",
          "internal", "A failure is a bug, and a known bug is mended.",
          "too-busy", "It takes more writers of one book than a test has.",
          "database-unavailable", "It takes a database that is gone.",
          "operation-not-registered", "It takes a server of its own; PersistedOnlyTest has one.",
          "unreadable-file", "It stands in the report of an import, which TransferApiTest reads.",
          "ambiguous-dates", "It stands in such a report, which ImportTest reads.",
          "nothing-taken", "It stands in such a report, which ImportTest reads.");

  @Test
  void the_tests_have_seen_every_response_in_the_contract() {
    assumeTrue(BEGUN.containsAll(apiTests()), "only after all other tests of the API");
    Set<String> unseen = new TreeSet<>();
    for (Contract.Operation operation : Api.CONTRACT.operations()) {
      for (String status : operation.statuses()) {
        unseen.add(operation.id() + " " + status);
      }
    }
    unseen.removeAll(Api.SEEN);
    unseen.removeIf(response -> UNTESTABLE.containsKey(response.split(" ", -1)[1]));
    assertEquals(Set.of(), unseen);
  }

  @Test
  void the_tests_have_seen_every_problem_in_the_contract() {
    assumeTrue(BEGUN.containsAll(apiTests()), "only after all other tests of the API");
    Set<String> unseen =
        Arrays.stream(ProblemKind.values())
            .map(ProblemKind::word)
            .collect(Collectors.toCollection(TreeSet::new));
    unseen.removeAll(Api.SEEN);
    unseen.removeAll(PROBLEMS_UNTESTABLE.keySet());
    assertEquals(Set.of(), unseen);
  }

  /// Tests with their own server or JVM run later, and see no responses that others do not.
  private static Set<String> apiTests() {
    return new ClassFileImporter()
        .importPath("target/test-classes").stream()
            .filter(type -> type.isAssignableTo(ApiTest.class))
            .filter(type -> !type.isAnnotatedWith(TestProfile.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(type -> !type.isAnnotatedWith(Tag.class))
            .map(type -> type.getName())
            .collect(Collectors.toSet());
  }
}
