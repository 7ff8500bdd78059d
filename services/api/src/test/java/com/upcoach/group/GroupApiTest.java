package com.upcoach.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GroupApiTest extends ApiTest {

  private Person owner;
  private Answer group;
  private String path;

  @BeforeEach
  void aGroup() {
    owner = person();
    group = owner.api().post("/v1/groups", "{\"name\":\"Readers\"}");
    path = "/v1/groups/" + group.text("/id");
  }

  private static Answer join(Person person, String code) {
    return person.api().post("/v1/groups/memberships", "{\"code\":\"%s\"}".formatted(code));
  }

  @Test
  void the_founder_owns_the_group_and_is_its_first_member() {
    assertEquals(201, group.status());
    assertEquals("true", group.text("/owner"));
    assertEquals("1", group.text("/members"));
    assertEquals(group.body(), owner.api().get(path).body());
  }

  @Test
  void a_member_joins_by_the_code_in_any_spelling() {
    String code = group.text("/code");
    String dashed = code.substring(0, 5) + "-" + code.substring(5);
    String[] written = {
      code,
      code.toLowerCase(Locale.ROOT),
      " " + dashed + " ",
      dashed.replace("-", " - "),
      code.replace('0', 'o').replace('1', 'l')
    };
    int members = 1;
    for (String spelling : written) {
      Person joining = person();
      Answer joined = join(joining, spelling);
      assertEquals(200, joined.status(), spelling);
      assertEquals("false", joined.text("/owner"));
      members++;
      assertEquals(members, joined.at("/members").intValue());
      assertEquals(joined.body(), join(joining, spelling).body());
    }
  }

  @Test
  void an_unknown_code_is_refused() {
    assertEquals("not-found", join(person(), "0000000000").problem());
    assertEquals("invalid-field code", join(person(), " ").fault());
  }

  @Test
  void a_new_code_invalidates_the_old_one() {
    Answer recoded = owner.api().post(path + "/code");
    assertEquals(200, recoded.status());
    assertNotEquals(group.text("/code"), recoded.text("/code"));
    assertEquals("not-found", join(person(), group.text("/code")).problem());
    assertEquals(200, join(person(), recoded.text("/code")).status());
  }

  @Test
  void members_leave_and_the_owner_deletes() {
    Person ada = person();
    join(ada, group.text("/code"));
    assertEquals("not-allowed", owner.api().delete(path + "/members/me").problem());
    assertEquals("not-allowed", ada.api().delete(path).problem());
    assertEquals("not-allowed", ada.api().post(path + "/code").problem());
    assertEquals(204, ada.api().delete(path + "/members/me").status());
    assertEquals("not-found", ada.api().delete(path + "/members/me").problem());
    join(ada, group.text("/code"));
    assertEquals(204, owner.api().delete(path).status());
    assertEquals("not-found", ada.api().get(path).problem());
    assertEquals(
        "0",
        Rows.one(
            "select count(*) from team_member where team_id = ?",
            UUID.fromString(group.text("/id"))));
  }

  @Test
  void a_group_does_not_exist_for_other_members() {
    Person stranger = person();
    for (String more : new String[] {"", "/members"}) {
      assertEquals("not-found", stranger.api().get(path + more).problem());
    }
    assertEquals("not-found", stranger.api().delete(path).problem());
    assertEquals("not-found", stranger.api().delete(path + "/members/me").problem());
    assertEquals("not-found", stranger.api().post(path + "/code").problem());
    assertEquals(0, stranger.api().get("/v1/groups").at("/items").size());
  }

  @Test
  void members_are_listed_page_by_page() {
    for (int count = 0; count < 3; count++) {
      join(person(), group.text("/code"));
    }
    Answer first = owner.api().get(path + "/members?limit=3");
    Answer second = owner.api().get(path + "/members?limit=3&cursor=" + first.text("/next"));
    Set<String> ids = new HashSet<>();
    first.at("/items").forEach(spelling -> ids.add(spelling.get("memberId").asText()));
    second.at("/items").forEach(spelling -> ids.add(spelling.get("memberId").asText()));
    assertEquals(4, ids.size());
    assertTrue(second.at("/next").isNull());
  }

  @Test
  void a_group_sent_twice_with_the_same_id_exists_once() {
    String body = "{\"id\":\"%s\",\"name\":\"Runners\"}".formatted(UUID.randomUUID());
    Answer first = owner.api().post("/v1/groups", body);
    assertEquals(first.body(), owner.api().post("/v1/groups", body).body());
    assertEquals("id-taken", person().api().post("/v1/groups", body).problem());
  }

  @Test
  void at_most_fifty_groups_can_be_founded_or_joined() {
    Person ada = person();
    for (int count = 0; count < 50; count++) {
      assertEquals(201, ada.api().post("/v1/groups", "{\"name\":\"x\"}").status());
    }
    assertEquals("too-many", ada.api().post("/v1/groups", "{\"name\":\"x\"}").problem());
    assertEquals("too-many", join(ada, group.text("/code")).problem());
  }

  @Test
  void a_member_shares_its_habits_with_a_group_only_by_choice() {
    Person ada = person();
    String group = ada.api().post("/v1/groups", "{\"name\":\"Readers\"}").text("/id");
    String members = "/v1/groups/" + group + "/members";
    assertFalse(ada.api().get(members).at("/items/0/sharesHabits").asBoolean(true));
    assertEquals(200, ada.api().patch(members + "/me", "{\"sharesHabits\":true}").status());
    assertTrue(ada.api().get(members).at("/items/0/sharesHabits").asBoolean());
    assertEquals(404, person().api().patch(members + "/me", "{\"sharesHabits\":true}").status());
    assertEquals(
        "invalid-field sharesHabits",
        ada.api().patch(members + "/me", "{\"sharesHabits\":1}").fault());
  }
}
