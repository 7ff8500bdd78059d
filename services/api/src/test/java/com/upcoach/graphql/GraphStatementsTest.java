package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Counts the SQL statements of an operation. Their number must not depend on the number of
/// entries, so no field reads each entry separately (N+1 problem). All reads of these tests fit
/// into one batch.
@QuarkusTest
class GraphStatementsTest extends ApiTest {

  private static final int FEW = 2;
  private static final int MANY = 9;

  /// How long a request is retried that a busy machine refuses.
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(60);

  /// The counted statements. Session look-ups are excluded, as their time does not depend on the
  /// query.
  private static final String COUNTS =
      """
            select calls || ' × ' || queryid || ' ' || left(query, 40) from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database())
              and query not like '%pg_stat_statements%' and query not like '%token_hash%'
              and query ~ '^\\s*(select|insert|update|delete|with)'
            order by queryid
            """;

  /// Members by the number of their habits, and clients by the number of their groups.
  private static final Map<Integer, Person> withHabits = new HashMap<>();

  private static final Map<Integer, Api> inGroups = new HashMap<>();

  @BeforeEach
  void statementsAreCounted() {
    Rows.change("create extension if not exists pg_stat_statements");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ habits(first: 9) { nodes { streak { score current { length } } } } }",
        "{ habits(first: 9) { nodes { checkIns(first: 3) { nodes { day habit { title streak { score } } } } } } }",
        "{ habits(first: 9) { nodes { checkIn(day: \"2026-11-22\") { amount habit { title } } } } }",
        "{ habits(first: 9) { nodes { statistics { calendar { state } totals { held } } } } }",
        "{ habits(first: 9) { nodes { explained { days { rule } runs { length } } } } }",
        "{ habits(first: 9) { nodes { streak { score } statistics { asOf } explained { runs { length } } checkIns(first: 3) { nodes { day } } checkIn(day: \"2026-11-22\") { day } } } }",
        "{ today { habits { habit { streak { score } statistics { asOf } checkIns(first: 3) { nodes { day } } } amount note } } }"
      })
  void many_habits_need_as_many_statements_as_few(String document) {
    Api few = withHabits.computeIfAbsent(FEW, this::withHabits).api();
    Api many = withHabits.computeIfAbsent(MANY, this::withHabits).api();
    assertEquals(statements(few, document), statements(many, document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ groups { members(first: 3) { nodes { name habits(first: 1) { nodes { title streak { score } } } } } } }",
        "{ groups { leaderboard { entries(first: 3) { nodes { name points } } rank { rank neighbours { name } } } } }",
        "{ groups { name leaderboard { entries(first: 3) { nodes { name } } } members(first: 3) { nodes { habits(first: 9) { nodes { checkIns(first: 3) { nodes { day } } statistics { asOf } explained { runs { length } } } } } } } }"
      })
  void many_groups_and_members_need_as_many_statements_as_few(String document) {
    Api few = inGroups.computeIfAbsent(FEW, this::inGroups);
    Api many = inGroups.computeIfAbsent(MANY, this::inGroups);
    assertEquals(statements(few, document), statements(many, document));
  }

  @Test
  void nodes_requested_by_id_share_their_statements() {
    String document =
        "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Habit { title streak { score } } } }";
    assertEquals(
        statements(withHabits.computeIfAbsent(FEW, this::withHabits), document),
        statements(withHabits.computeIfAbsent(MANY, this::withHabits), document));
  }

  private static Map<String, Integer> statements(Person person, String document) {
    return statements(person.api(), document, Map.of("ids", ids(person)));
  }

  private static List<String> ids(Person person) {
    return person
        .api()
        .graph("{ habits(first: 9) { nodes { id } } }")
        .at("/data/habits/nodes")
        .valueStream()
        .map(node -> node.get("id").textValue())
        .toList();
  }

  /// Verifies the test itself: separate requests for each habit change the number of statements.
  @Test
  void a_read_for_each_entry_is_detected() {
    Person few = withHabits.computeIfAbsent(FEW, this::withHabits);
    Person many = withHabits.computeIfAbsent(MANY, this::withHabits);
    assertNotEquals(oneByOne(few), oneByOne(many));
  }

  private static Map<String, Integer> oneByOne(Person person) {
    List<String> ids = ids(person);
    Rows.change("select pg_stat_statements_reset()");
    ids.forEach(
        id -> person.api().graph("query($id: ID!) { habit(id: $id) { title } }", Map.of("id", id)));
    return counted();
  }

  private static Map<String, Integer> statements(Api api, String document) {
    return statements(api, document, Map.of());
  }

  private static Map<String, Integer> statements(
      Api api, String document, Map<String, ?> variables) {
    long limit = System.nanoTime() + RETRY_NANOS;
    Answer answer;
    do {
      Rows.change("select pg_stat_statements_reset()");
      answer = api.graph(document, variables);
    } while (answer.graphErrors().contains("too-busy") && System.nanoTime() < limit);
    assertEquals(List.of(), answer.graphErrors(), answer.body());
    return counted();
  }

  private static Map<String, Integer> counted() {
    return Rows.column(COUNTS).stream()
        .map(line -> line.split(" × ", 2))
        .collect(
            Collectors.toMap(
                line -> line[1], line -> Integer.parseInt(line[0]), Integer::sum, TreeMap::new));
  }

  private Person withHabits(int count) {
    Person person = person();
    IntStream.range(0, count)
        .mapToObj(number -> "{\"title\":\"Habit %d\",\"start\":\"2026-11-01\"}".formatted(number))
        .map(person::habit)
        .forEach(
            habit -> {
              person.checkIn(habit, "2026-11-22", "{\"note\":\"well\"}");
              person.checkIn(habit, "2026-11-23", "{}");
            });
    return person;
  }

  /// A member of so many groups, each with two further members that share a habit with it.
  private Api inGroups(int count) {
    Person caller = withHabits(1);
    List<Person> others = new ArrayList<>();
    for (int other = 0; other < count; other++) {
      others.add(withHabits(1));
    }
    for (Person owner : others) {
      Answer group = owner.api().post("/v1/groups", "{\"name\":\"Readers\"}");
      for (Person member : List.of(caller, others.getFirst())) {
        member
            .api()
            .post("/v1/groups/memberships", "{\"code\":\"%s\"}".formatted(group.text("/code")));
      }
      for (Person member : List.of(owner, others.getFirst())) {
        member
            .api()
            .patch(
                "/v1/groups/%s/members/me".formatted(group.text("/id")), "{\"sharesHabits\":true}");
      }
    }
    return caller.api();
  }
}
