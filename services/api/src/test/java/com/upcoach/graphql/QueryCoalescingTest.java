package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.streak.MemberClock;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Request coalescing: equal queries in flight share one execution, unless a write came between.
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryCoalescingTest {

  private static final String SCHEMA =
      """
            directive @access(rule: Rule!) on FIELD_DEFINITION | OBJECT
            directive @cost(weight: Int! = 1, by: String, size: Int) on FIELD_DEFINITION
            enum Rule { PUBLIC OWN GRANTED ADMIN OPERATOR }
            scalar Date
            scalar Instant
            scalar UUID
            type Query { read(of: Int): Int @access(rule: OWN) }
            type Mutation { write: Int @access(rule: OWN) }
            """;

  private static final String READ = "query($of: Int) { read(of: $of) }";

  /// The started executions in their order; the test completes them.
  private final List<CompletableFuture<Integer>> started = new ArrayList<>();

  private long dataVersion;
  private final OperationExecutor operations = operations();

  private OperationExecutor operations() {
    Graph graph =
        Graph.of(
            List.of(SCHEMA),
            List.of(
                described -> {
                  described.query().read("read", (none, sent, context) -> begin());
                  described.mutation().read("write", (none, sent, context) -> begin());
                }),
            false);
    return new OperationExecutor(
        graph,
        new Documents(graph, DocumentLimits.withCost(100)),
        new PersistedOperations(List.of()),
        false,
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        memberId -> dataVersion,
        failure -> Problem.of(ProblemKind.INTERNAL, failure.toString()),
        () -> ClientNetwork.LOCAL);
  }

  private Uni<Integer> begin() {
    CompletableFuture<Integer> execution = new CompletableFuture<>();
    started.add(execution);
    return Uni.createFrom().completionStage(execution);
  }

  private static Caller member(int number) {
    return new Caller(
        new UUID(0, number),
        new UUID(1, number),
        Role.MEMBER,
        new MemberClock(ZoneOffset.UTC, LocalTime.MIDNIGHT),
        DayOfWeek.MONDAY);
  }

  private CompletableFuture<ResultJson.Result> ask(int member, String document, int of) {
    GraphRequest request =
        new GraphRequest(Optional.of(document), Optional.empty(), "", Map.of("of", of), false);
    Optional<Caller> caller = Optional.of(member(member));
    OperationExecutor.Admitted admitted =
        (OperationExecutor.Admitted) operations.ready(request, caller, true);
    return operations.run(admitted, caller).subscribeAsCompletionStage();
  }

  private static Object read(CompletableFuture<ResultJson.Result> answer) {
    assertTrue(answer.isDone());
    return answer.join().data().get("read");
  }

  @Test
  void equal_queries_in_flight_share_one_execution() {
    var first = ask(1, READ, 7);
    var second = ask(1, READ, 7);
    assertEquals(1, started.size());
    started.getFirst().complete(42);
    assertEquals(42, read(first));
    assertEquals(42, read(second));
  }

  @Test
  void a_query_after_the_response_is_executed_again() {
    var first = ask(1, READ, 7);
    started.getFirst().complete(42);
    assertEquals(42, read(first));
    var later = ask(1, READ, 7);
    started.getLast().complete(43);
    assertEquals(43, read(later));
  }

  @Test
  void a_query_after_a_write_does_not_join_one_from_before_the_write() {
    var before = ask(1, READ, 7);
    dataVersion++;
    var after = ask(1, READ, 7);
    assertEquals(2, started.size());
    started.getLast().complete(2);
    assertEquals(2, read(after));
    assertFalse(before.isDone());
  }

  @Test
  void queries_of_other_members_or_with_other_variables_are_not_shared() {
    var all = List.of(ask(1, READ, 7), ask(2, READ, 7), ask(1, READ, 8));
    assertEquals(all.size(), started.size());
  }

  @Test
  void a_mutation_is_executed_as_often_as_it_is_sent() {
    var all = List.of(ask(1, "mutation { write }", 7), ask(1, "mutation { write }", 7));
    assertEquals(all.size(), started.size());
  }
}
