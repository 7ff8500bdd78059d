package com.upcoach.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionGraphTest extends ApiTest {

  private static final String SIGN_IN =
      """
            mutation($who: SignInInput!) {
              signIn(input: $who) {
                __typename
                ... on SignedIn { token session { id device current } }
                ... on Problem { code fields { name } }
              }
            }
            """;

  private static final String END =
      "mutation($id: ID!) { endSession(id: $id) { __typename ... on Removed { id } } }";

  private Answer signIn(String email, String password, String device) {
    return visitor()
        .graph(
            SIGN_IN, Map.of("who", Map.of("email", email, "password", password, "device", device)));
  }

  private Api phoneOf(Person person) {
    return visitor().signedIn(signIn(person.email(), PASSWORD, "phone").text("/data/signIn/token"));
  }

  /// The id of the current session.
  private static String current(Answer answer) {
    List<String> asking =
        answer
            .at("/data/sessions")
            .valueStream()
            .filter(session -> session.get("current").booleanValue())
            .map(session -> session.get("id").textValue())
            .toList();
    assertEquals(1, asking.size(), answer.body());
    return asking.getFirst();
  }

  @Test
  void signing_in_returns_a_token_once() {
    Person ada = person();
    Answer opened = signIn(ada.email(), PASSWORD, "phone");
    assertEquals("phone", opened.text("/data/signIn/session/device"), opened.body());
    assertFalse(opened.headers().map().containsKey("set-cookie"));
    Api phone = visitor().signedIn(opened.text("/data/signIn/token"));
    Answer own = phone.graph("{ sessions { id uuid device current createdAt expiresAt } }");
    assertEquals(2, own.at("/data/sessions").size());
    assertEquals(opened.text("/data/signIn/session/id"), current(own));
  }

  @Test
  void a_wrong_password_and_an_unknown_e_mail_get_equal_responses() {
    Person ada = person();
    Answer wrong = signIn(ada.email(), "not this one", "phone");
    assertEquals(
        "{\"__typename\":\"WrongCredentials\",\"code\":\"wrong-credentials\",\"fields\":[]}",
        wrong.at("/data/signIn").toString());
    assertEquals(wrong.body(), signIn("nobody@example.org", "not this one", "phone").body());
    assertEquals(
        "device",
        signIn(ada.email(), PASSWORD, "p".repeat(201)).text("/data/signIn/fields/0/name"));
  }

  @Test
  void one_request_cannot_try_many_passwords() {
    StringBuilder tries = new StringBuilder("mutation {");
    for (int one = 0; one < 6; one++) {
      tries.append(
          " t%d: signIn(input: {email: \"a@example.org\", password: \"%d\"}) { __typename }"
              .formatted(one, one));
    }
    Answer refused = visitor().graph(tries.append(" }").toString());
    assertEquals(List.of("document-too-complex"), refused.graphErrors(), refused.body());
  }

  @Test
  void only_its_member_ends_a_session() {
    Person ada = person();
    Api phone = phoneOf(ada);
    String id = current(phone.graph("{ sessions { id current } }"));
    assertEquals(
        "NotFound",
        person().api().graph(END, Map.of("id", id)).text("/data/endSession/__typename"));
    assertEquals(
        "NotFound", ada.api().graph(END, Map.of("id", "x")).text("/data/endSession/__typename"));
    assertEquals(id, ada.api().graph(END, Map.of("id", id)).text("/data/endSession/id"));
    assertEquals(401, phone.graph("{ me { id } }").status());
  }

  @Test
  void a_device_signs_itself_or_all_others_out() {
    Person ada = person();
    Api phone = phoneOf(ada);
    Api tablet = phoneOf(ada);
    assertEquals(
        "2",
        phone
            .graph("mutation { endOtherSessions { number } }")
            .text("/data/endOtherSessions/number"));
    assertEquals(401, tablet.graph("{ me { id } }").status());
    Answer out = phone.graph("mutation { signOut { __typename } }");
    assertEquals("Removed", out.text("/data/signOut/__typename"));
    assertEquals(401, phone.graph("{ me { id } }").status());
  }
}
