package com.upcoach.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What one member sees of another that shares its habits with a group.
@QuarkusTest
class SharedHabitsTest extends ApiTest {

    /// The habit and its streak. A field that is added to habits is seen by others only once it
    /// stands here.
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

    /// Fields that need arguments, or have fields of their own that are to be asked for.
    private static final Map<String, String> ASKED_AS =
            Map.of(
                    "schedule", "schedule { __typename }",
                    "streak", "streak { score }",
                    "checkIns", "checkIns(first: 1) { nodes { day amount note } }",
                    "checkIn", "checkIn(day: \"2026-11-23\") { day amount note }",
                    "statistics", "statistics { asOf totals { checkIns } }",
                    "explained", "explained { days { day state } runs { length } }");

    @Inject GraphDoor door;

    @Test
    void a_shared_habit_shows_itself_and_its_streak_and_nothing_else() {
        Person ada = person();
        Person bob = person();
        String habit =
                ada.habit(
                        "{\"title\":\"Read\",\"note\":\"at night\",\"unit\":\"pages\",\"color\":\"#3366cc\",\"icon\":\"book\",\"end\":\"2027-01-01\"}");
        assertEquals(200, ada.checkIn(habit, "2026-11-23", "{\"note\":\"secret\"}").status());
        inOneGroup(ada, bob);

        List<String> fields =
                door.graph().schema().getObjectType("Habit").getFieldDefinitions().stream()
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
    void by_its_id_a_shared_habit_is_nothing_to_others() {
        Person ada = person();
        Person bob = person();
        ada.habit("{\"title\":\"Read\"}");
        inOneGroup(ada, bob);
        String id =
                member(habits(bob.api(), List.of("id")), ada).at("/habits/nodes/0/id").textValue();
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
                                    "mutation($id: ID!) { it: %s { __typename } }"
                                            .formatted(change),
                                    Map.of("id", id));
            assertEquals("NotFound", refused.text("/data/it/__typename"), refused.body());
        }
    }

    private static void inOneGroup(Person ada, Person bob) {
        Answer group = ada.api().post("/v1/groups", "{\"name\":\"Readers\"}");
        bob.api()
                .post("/v1/groups/memberships", "{\"code\":\"%s\"}".formatted(group.text("/code")));
        ada.api()
                .patch(
                        "/v1/groups/%s/members/me".formatted(group.text("/id")),
                        "{\"sharesHabits\":true}");
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
        return answer.at("/data/groups/0/members/nodes")
                .valueStream()
                .filter(one -> one.get("memberId").textValue().equals(person.id().toString()))
                .findFirst()
                .orElseThrow();
    }
}
