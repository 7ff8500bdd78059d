package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.graph.GlobalId;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import graphql.schema.GraphQLFieldDefinition;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The visibility of habits that a member shares with a group.
@QuarkusTest
class SharedHabitsTest extends ApiTest {

  /// The fields that others see: the habit and its streak. A new field of habits must be added here
  /// before others may see it.
  private static final Set<String> SHOWN =
      Set.of(
          "id",
          "uuid",
          "title",
          "note",
          "kind",
          "unit",
          "target",
          "unlogged",
          "color",
          "icon",
          "start",
          "end",
          "archived",
          "schedule",
          "revision",
          "createdAt",
          "streak");

  /// The selections of fields that need arguments or sub-selections.
  private static final Map<String, String> ASKED_AS =
      Map.of(
          "schedule", "schedule { __typename }",
          "streak", "streak { score }",
          "checkIns", "checkIns(first: 1) { nodes { day amount note } }",
          "checkIn", "checkIn(day: \"2026-11-23\") { day amount note }",
          "statistics", "statistics { asOf totals { checkIns } }",
          "explained", "explained { days { day state } runs { length } }");

  @Inject GraphService service;

  @Test
  void a_shared_habit_shows_only_itself_and_its_streak() {
    Person ada = person();
    Person bob = person();
    String habit =
        ada.habit(
            "{\"title\":\"Read\",\"note\":\"at night\",\"unit\":\"pages\",\"color\":\"#3366cc\",\"icon\":\"book\",\"end\":\"2027-01-01\"}");
    assertEquals(200, ada.checkIn(habit, "2026-11-23", "{\"note\":\"secret\"}").status());
    inOneGroup(ada, bob);

    List<String> fields =
        service.graph().schema().getObjectType("Habit").getFieldDefinitions().stream()
            .map(GraphQLFieldDefinition::getName)
            .toList();
    Set<String> seen = new TreeSet<>();
    Answer toBob = habits(bob.api(), fields);
    JsonNode shared = member(toBob, ada).at("/habits/nodes/0");
    fields.stream().filter(field -> !shared.get(field).isNull()).forEach(seen::add);
    assertEquals(new TreeSet<>(SHOWN), seen);
    assertFalse(toBob.body().contains("secret"), toBob.body());

    JsonNode own = member(habits(ada.api(), fields), ada).at("/habits/nodes/0");
    assertTrue(fields.stream().noneMatch(field -> own.get(field).isNull()), own::toString);
  }

  @Test
  void other_members_cannot_access_a_shared_habit_by_its_id() {
    Person ada = person();
    Person bob = person();
    ada.habit("{\"title\":\"Read\"}");
    inOneGroup(ada, bob);
    String id = member(habits(bob.api(), List.of("id")), ada).at("/habits/nodes/0/id").textValue();
    Answer asked =
        bob.api()
            .graph(
                "query($id: ID!) { habit(id: $id) { title } node(id: $id) { id } }",
                Map.of("id", id));
    assertEquals("{\"habit\":null,\"node\":null}", asked.at("/data").toString());
    for (String change :
        List.of(
            "checkIn(habitId: $id, day: \"2026-11-23\")",
            "undoCheckIn(habitId: $id, day: \"2026-11-23\")")) {
      Answer refused =
          bob.api()
              .graph(
                  "mutation($id: ID!) { it: %s { __typename } }".formatted(change),
                  Map.of("id", id));
      assertEquals("NotFound", refused.text("/data/it/__typename"), refused.body());
    }
  }

  /// Habits and pauses, whose UUIDs two members may choose alike.
  @Test
  void habits_of_two_members_with_the_same_uuid_have_different_global_ids() {
    Person ada = person();
    Person bob = person();
    String uuid = UUID.randomUUID().toString();
    for (Person person : List.of(ada, bob)) {
      assertEquals(
          uuid, person.habit("{\"id\":\"%s\",\"title\":\"of %s\"}".formatted(uuid, person.id())));
      assertEquals(
          201,
          person
              .api()
              .post(
                  "/v1/pauses",
                  "{\"id\":\"%s\",\"habitId\":\"%s\",\"from\":\"2026-12-01\"}"
                      .formatted(uuid, uuid))
              .status());
      person.checkIn(uuid, "2026-11-23", "{}");
    }
    inOneGroup(ada, bob);
    bob.api()
        .patch(
            "/v1/groups/%s/members/me".formatted(bob.api().get("/v1/groups").text("/items/0/id")),
            "{\"sharesHabits\":true}");

    Answer toBob = habits(bob.api(), List.of("id", "uuid", "title"));
    JsonNode adas = member(toBob, ada).at("/habits/nodes/0");
    JsonNode bobs = member(toBob, bob).at("/habits/nodes/0");
    assertEquals(adas.get("uuid"), bobs.get("uuid"));
    assertNotEquals(adas.get("id"), bobs.get("id"));
    assertEquals(
        adas.get("id"),
        member(habits(ada.api(), List.of("id")), ada).at("/habits/nodes/0/id"),
        "one id, whoever asks");

    String ofAda = adas.get("id").textValue();
    String ofBob = bobs.get("id").textValue();
    Answer nodes =
        bob.api()
            .graph(
                "query($ids: [ID!]!, $ada: ID!, $bob: ID!) { nodes(ids: $ids) { id ... on Habit { title } } ada: habit(id: $ada) { id } bob: habit(id: $bob) { title } }",
                Map.of("ids", List.of(ofAda, ofBob), "ada", ofAda, "bob", ofBob));
    assertEquals(
        "{\"nodes\":[null,{\"id\":\"%s\",\"title\":\"of %s\"}],\"ada\":null,\"bob\":{\"title\":\"of %s\"}}"
            .formatted(ofBob, bob.id(), bob.id()),
        nodes.at("/data").toString());
    changesNothingOfBobs(bob, ofAda);
    pausesHaveIdsOfTheirOwn(ada, bob);
    String before = GlobalId.text("Habit", UUID.fromString(uuid));
    assertEquals(
        ofBob,
        bob.api()
            .graph("query($id: ID!) { habit(id: $id) { id } }", Map.of("id", before))
            .text("/data/habit/id"),
        "an id from before ids had an owner is the caller's own");
  }

  /// The id belongs to another member, although its UUID is also that of a habit of the caller.
  private static void changesNothingOfBobs(Person bob, String ofAda) {
    for (String change :
        List.of(
            "checkIn(habitId: $id, day: \"2026-11-23\", input: {amount: 5})",
            "undoCheckIn(habitId: $id, day: \"2026-11-23\")",
            "removeHabit(id: $id)",
            "changeHabit(id: $id, revision: 0, input: {title: \"x\"})",
            "pause(input: {habitId: $id, from: \"2026-12-24\"})")) {
      Answer refused =
          bob.api()
              .graph(
                  "mutation($id: ID!) { it: %s { __typename } }".formatted(change),
                  Map.of("id", ofAda));
      assertEquals("NotFound", refused.text("/data/it/__typename"), refused.body());
    }
    Answer offline =
        bob.api()
            .graph(
                "mutation($id: ID!, $op: UUID!) { applyOperations(operations: [{id: $op, op: DELETE, habitId: $id, day: \"2026-11-23\"}]) { problem { code } } }",
                Map.of("id", ofAda, "op", UUID.randomUUID().toString()));
    assertEquals("not-found", offline.text("/data/applyOperations/0/problem/code"), offline.body());
    Answer after =
        bob.api().graph("{ habits { nodes { id checkIns { nodes { habitId amount } } } } }");
    assertEquals("1", after.text("/data/habits/nodes/0/checkIns/nodes/0/amount"));
    assertEquals(
        after.at("/data/habits/nodes/0/id"),
        after.at("/data/habits/nodes/0/checkIns/nodes/0/habitId"));
  }

  private static void pausesHaveIdsOfTheirOwn(Person ada, Person bob) {
    String own = "{ pauses { id habitId } habits { nodes { id } } }";
    Answer adas = ada.api().graph(own);
    Answer bobs = bob.api().graph(own);
    String ofAda = adas.text("/data/pauses/0/id");
    assertNotEquals(ofAda, bobs.text("/data/pauses/0/id"));
    assertEquals(adas.at("/data/habits/nodes/0/id"), adas.at("/data/pauses/0/habitId"));
    Answer seen =
        bob.api()
            .graph("mutation($id: ID!) { resume(id: $id) { __typename } }", Map.of("id", ofAda));
    assertEquals("NotFound", seen.text("/data/resume/__typename"), seen.body());
    assertTrue(
        bob.api()
            .graph("query($id: ID!) { node(id: $id) { id } }", Map.of("id", ofAda))
            .at("/data/node")
            .isNull());
  }

  private static void inOneGroup(Person ada, Person bob) {
    Answer group = ada.api().post("/v1/groups", "{\"name\":\"Readers\"}");
    bob.api().post("/v1/groups/memberships", "{\"code\":\"%s\"}".formatted(group.text("/code")));
    ada.api()
        .patch("/v1/groups/%s/members/me".formatted(group.text("/id")), "{\"sharesHabits\":true}");
  }

  private static Answer habits(Api api, List<String> fields) {
    String asked =
        fields.stream()
            .map(field -> ASKED_AS.getOrDefault(field, field))
            .collect(Collectors.joining(" "));
    Answer answer =
        api.graph(
            "{ groups { members(first: 2) { nodes { memberId habits(first: 1) { nodes { %s } } } } } }"
                .formatted(asked));
    assertEquals(List.of(), answer.graphErrors(), answer.body());
    return answer;
  }

  private static JsonNode member(Answer answer, Person person) {
    return answer
        .at("/data/groups/0/members/nodes")
        .valueStream()
        .filter(one -> one.get("memberId").textValue().equals(person.id().toString()))
        .findFirst()
        .orElseThrow();
  }
}
