package com.upcoach.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import com.upcoach.graph.GlobalId;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberGraphTest extends ApiTest {

  private static final String REGISTER =
      """
            mutation($who: Registration!) {
              register(input: $who) {
                __typename
                ... on RegisteredMember { email name zone dayStart firstWeekday }
                ... on Problem { code fields { name } }
              }
            }
            """;

  private static final String CHANGE_PASSWORD =
      """
            mutation($present: String!, $next: String!) {
              changePassword(present: $present, next: $next) {
                __typename
                ... on PasswordChanged { endedSessions member { email } }
                ... on Problem { code fields { name } }
              }
            }
            """;

  private static final String ASSIGN =
      """
            mutation($id: ID!) {
              assignRole(memberId: $id, role: COACH) { __typename ... on Member { role } }
            }
            """;

  private Answer register(String email, String password) {
    return visitor()
        .graph(
            REGISTER,
            Map.of(
                "who",
                Map.of(
                    "email", email,
                    "password", password,
                    "name", "Ada",
                    "zone", "Europe/Berlin",
                    "firstWeekday", "SUNDAY")));
  }

  private static String globalId(Person person) {
    return GlobalId.text("Member", person.id());
  }

  @Test
  void registration_reveals_no_accounts() {
    String email = UUID.randomUUID() + "@example.org";
    Answer first = register(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);
    assertEquals(
        "{\"__typename\":\"RegisteredMember\",\"email\":\"%s\",\"name\":\"Ada\",\"zone\":\"Europe/Berlin\",\"dayStart\":\"00:00\",\"firstWeekday\":\"SUNDAY\"}"
            .formatted(email),
        first.at("/data/register").toString());
    assertEquals(first.body(), register(email, "another long one").body());
    assertEquals("1", Rows.one("select count(*) from member where email = ?", email));
  }

  @Test
  void an_invalid_registration_names_its_fields() {
    Answer wrong = register("nobody", "short");
    assertEquals("InvalidField", wrong.text("/data/register/__typename"));
    assertEquals(
        "[{\"name\":\"email\"},{\"name\":\"password\"}]",
        wrong.at("/data/register/fields").toString());
  }

  @Test
  void a_member_reads_and_changes_its_profile() {
    Person ada = person("{\"zone\":\"Europe/Berlin\",\"dayStart\":\"03:00\"}");
    Answer me =
        ada.api().graph("{ me { id uuid email name zone dayStart firstWeekday role createdAt } }");
    assertEquals(globalId(ada), me.text("/data/me/id"));
    assertEquals(ada.email(), me.text("/data/me/email"));
    assertEquals("03:00", me.text("/data/me/dayStart"));
    assertEquals("MEMBER", me.text("/data/me/role"));
    String change =
        "mutation($to: ProfileInput!) { changeProfile(input: $to) { __typename ... on Member"
            + " { name zone firstWeekday } ... on Problem { fields { name } } } }";
    Answer changed =
        ada.api().graph(change, Map.of("to", Map.of("name", "Ida", "firstWeekday", "SUNDAY")));
    assertEquals(
        "{\"__typename\":\"Member\",\"name\":\"Ida\",\"zone\":\"Europe/Berlin\",\"firstWeekday\":\"SUNDAY\"}",
        changed.at("/data/changeProfile").toString());
    Answer wrong = ada.api().graph(change, Map.of("to", Map.of("zone", "Mars/Base")));
    assertEquals("InvalidField", wrong.text("/data/changeProfile/__typename"));
    assertEquals("zone", wrong.text("/data/changeProfile/fields/0/name"));
  }

  @Test
  void a_password_change_needs_the_current_password() {
    Person ada = person();
    Answer wrong =
        ada.api()
            .graph(CHANGE_PASSWORD, Map.of("present", "not this one", "next", "a good long one"));
    assertEquals("WrongCredentials", wrong.text("/data/changePassword/__typename"));
    Answer tooShort =
        ada.api().graph(CHANGE_PASSWORD, Map.of("present", PASSWORD, "next", "short"));
    assertEquals("next", tooShort.text("/data/changePassword/fields/0/name"));
    Answer changed =
        ada.api().graph(CHANGE_PASSWORD, Map.of("present", PASSWORD, "next", "a good long one"));
    assertEquals(ada.email(), changed.text("/data/changePassword/member/email"));
    assertEquals(
        201,
        visitor()
            .post(
                "/v1/sessions",
                "{\"email\":\"%s\",\"password\":\"a good long one\"}".formatted(ada.email()))
            .status());
  }

  @Test
  void deleting_an_account_deletes_all_its_data() {
    Person ada = person();
    ada.habit("{\"title\":\"Read\"}");
    Answer gone = ada.api().graph("mutation { deleteAccount { deleted { of number } } }");
    assertTrue(gone.body().contains("{\"of\":\"habits\",\"number\":1}"), gone.body());
    assertEquals(List.of(), Rows.column("select 1 from member where member_id = ?", ada.id()));
    assertEquals(401, ada.api().graph("{ me { id } }").status());
  }

  @Test
  void an_admin_searches_members_and_assigns_roles() {
    Api admin = person(Role.ADMIN).api();
    Person ada = person();
    String find =
        "query($text: String, $after: String) { members(search: $text, first: 1, after: $after)"
            + " { edges { cursor node { uuid } } pageInfo { hasNextPage } } }";
    Answer found = admin.graph(find, Map.of("text", ada.email()));
    assertEquals(ada.id().toString(), found.text("/data/members/edges/0/node/uuid"));
    assertEquals("false", found.text("/data/members/pageInfo/hasNextPage"));
    Answer all = admin.graph(find);
    assertEquals("true", all.text("/data/members/pageInfo/hasNextPage"));
    Answer next = admin.graph(find, Map.of("after", all.text("/data/members/edges/0/cursor")));
    assertTrue(
        all.text("/data/members/edges/0/node/uuid")
                .compareTo(next.text("/data/members/edges/0/node/uuid"))
            < 0);
    assertEquals("COACH", admin.graph(ASSIGN, id(globalId(ada))).text("/data/assignRole/role"));
    String nobody = GlobalId.text("Member", UUID.randomUUID());
    assertEquals("NotFound", admin.graph(ASSIGN, id(nobody)).text("/data/assignRole/__typename"));
    assertEquals(
        ada.email(),
        admin
            .graph(
                "query($id: ID!) { node(id: $id) { ... on Member { email } } }", id(globalId(ada)))
            .text("/data/node/email"));
  }

  @Test
  void a_member_cannot_read_other_members() {
    Person ada = person();
    Api bob = person().api();
    assertEquals(List.of("not-allowed"), bob.graph("{ members { nodes { id } } }").graphErrors());
    assertEquals(List.of("not-allowed"), bob.graph(ASSIGN, id(globalId(ada))).graphErrors());
    String node = "query($id: ID!) { node(id: $id) { id } }";
    assertTrue(bob.graph(node, id(globalId(ada))).at("/data/node").isNull());
    assertEquals(globalId(ada), ada.api().graph(node, id(globalId(ada))).text("/data/node/id"));
    assertEquals("MEMBER", ada.api().graph("{ me { role } }").text("/data/me/role"));
  }

  private static Map<String, String> id(String id) {
    return Map.of("id", id);
  }
}
