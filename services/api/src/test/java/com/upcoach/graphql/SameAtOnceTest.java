package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.streak.WallClock;
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

/// Who asks for the same at the same moment shares it, as long as nothing was written since.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SameAtOnceTest {

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

  /// What was begun, in its order; the test ends it.
  private final List<CompletableFuture<Integer>> begun = new ArrayList<>();

  private long state;
  private final OperationExecutor operations = operations();

  private OperationExecutor operations() {
    Graph graph =
        Graph.of(
            List.of(SCHEMA),
            List.of(
                described -> {
                  described.query().read("read", (none, sent, asking) -> begin());
                  described.mutation().read("write", (none, sent, asking) -> begin());
                }),
            false);
    return new OperationExecutor(
        graph,
        new Documents(graph, DocumentLimits.withCost(100)),
        new PersistedOperations(List.of()),
        false,
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        memberId -> state,
        failure -> Problem.of(ProblemKind.INTERNAL, failure.toString()),
        () -> ClientNetwork.LOCAL);
  }

  private Uni<Integer> begin() {
    CompletableFuture<Integer> one = new CompletableFuture<>();
    begun.add(one);
    return Uni.createFrom().completionStage(one);
  }

  private static Caller member(int number) {
    return new Caller(
        new UUID(0, number),
        new UUID(1, number),
        Role.MEMBER,
        new WallClock(ZoneOffset.UTC, LocalTime.MIDNIGHT),
        DayOfWeek.MONDAY);
  }

  private CompletableFuture<ResultJson.Result> ask(int member, String document, int of) {
    GraphRequest incoming =
        new GraphRequest(Optional.of(document), Optional.empty(), "", Map.of("of", of), false);
    Optional<Caller> caller = Optional.of(member(member));
    OperationExecutor.Admitted admitted =
        (OperationExecutor.Admitted) operations.ready(incoming, caller, true);
    return operations.run(admitted, caller).subscribeAsCompletionStage();
  }

  private static Object read(CompletableFuture<ResultJson.Result> answer) {
    assertTrue(answer.isDone());
    return answer.join().data().get("read");
  }

  @Test
  void it_is_carried_out_once_and_all_have_its_answer() {
    var first = ask(1, READ, 7);
    var second = ask(1, READ, 7);
    assertEquals(1, begun.size());
    begun.getFirst().complete(42);
    assertEquals(42, read(first));
    assertEquals(42, read(second));
  }

  @Test
  void nothing_is_remembered_once_it_is_answered() {
    var first = ask(1, READ, 7);
    begun.getFirst().complete(42);
    assertEquals(42, read(first));
    var later = ask(1, READ, 7);
    begun.getLast().complete(43);
    assertEquals(43, read(later));
  }

  @Test
  void who_has_written_since_does_not_join_those_from_before() {
    var before = ask(1, READ, 7);
    state++;
    var after = ask(1, READ, 7);
    assertEquals(2, begun.size());
    begun.getLast().complete(2);
    assertEquals(2, read(after));
    assertFalse(before.isDone());
  }

  @Test
  void another_member_or_other_variables_share_nothing() {
    var all = List.of(ask(1, READ, 7), ask(2, READ, 7), ask(1, READ, 8));
    assertEquals(all.size(), begun.size());
  }

  @Test
  void a_change_is_made_as_often_as_it_is_sent() {
    var all = List.of(ask(1, "mutation { write }", 7), ask(1, "mutation { write }", 7));
    assertEquals(all.size(), begun.size());
  }
}
