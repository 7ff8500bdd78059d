package com.upcoach.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionApiTest extends ApiTest {

  private Answer signIn(String email, String password) {
    return visitor()
        .post(
            "/v1/sessions",
            "{\"email\":\"%s\",\"password\":\"%s\",\"device\":\"phone\"}"
                .formatted(email, password));
  }

  @Test
  void a_member_signs_in_with_its_e_mail_in_any_case() {
    Person ada = person();
    Answer opened = signIn(ada.email().toUpperCase(java.util.Locale.ROOT), PASSWORD);
    assertEquals(201, opened.status());
    assertEquals("phone", opened.text("/device"));
    assertEquals(
        ada.id().toString(), visitor().signedIn(opened.text("/token")).get("/v1/me").text("/id"));
  }

  @Test
  void the_session_cookie_is_http_only_and_authenticates() {
    Person ada = person();
    Answer opened = signIn(ada.email(), PASSWORD);
    String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
    assertEquals(200, visitor().with("Cookie", cookie.split(";", -1)[0]).get("/v1/me").status());
  }

  @Test
  void a_wrong_password_and_an_unknown_e_mail_get_equal_responses() {
    Person ada = person();
    Answer wrong = signIn(ada.email(), "not the password");
    Answer unknown = signIn(UUID.randomUUID() + "@example.org", PASSWORD);
    assertEquals("wrong-credentials", wrong.problem());
    assertEquals(wrong.body(), unknown.body());
  }

  @Test
  void the_token_is_stored_only_as_a_hash() {
    Person ada = person();
    assertEquals(
        "32", Rows.one("select length(token_hash) from session where member_id = ?", ada.id()));
  }

  @Test
  void sessions_are_listed_newest_first_without_their_tokens() {
    Person ada = person();
    clock.advance(Duration.ofMinutes(1));
    signIn(ada.email(), PASSWORD);
    Answer list = ada.api().get("/v1/sessions");
    assertEquals(2, list.at("/items").size());
    assertEquals("phone", list.text("/items/0/device"));
    assertEquals("false", list.text("/items/0/current"));
    assertEquals("true", list.text("/items/1/current"));
    assertTrue(list.at("/next").isNull());
  }

  @Test
  void a_signed_out_session_is_refused() {
    Person ada = person();
    assertEquals(204, ada.api().delete("/v1/sessions/current").status());
    assertEquals("session-expired", ada.api().get("/v1/me").problem());
  }

  @Test
  void a_member_ends_one_of_its_sessions_or_all_others() {
    Person ada = person();
    Answer phone = signIn(ada.email(), PASSWORD);
    Api onPhone = visitor().signedIn(phone.text("/token"));
    assertEquals(204, ada.api().delete("/v1/sessions/" + phone.text("/id")).status());
    assertEquals(401, onPhone.get("/v1/me").status());
    signIn(ada.email(), PASSWORD);
    signIn(ada.email(), PASSWORD);
    assertEquals(204, ada.api().delete("/v1/sessions/others").status());
    assertEquals(1, ada.api().get("/v1/sessions").at("/items").size());
  }

  @Test
  void a_session_of_another_member_is_not_found() {
    Person ada = person();
    Person bob = person();
    String session = bob.api().get("/v1/sessions").text("/items/0/id");
    assertEquals("not-found", ada.api().delete("/v1/sessions/" + session).problem());
    assertEquals(200, bob.api().get("/v1/me").status());
  }

  @Test
  void a_session_expires_after_thirty_days_and_is_deleted_at_the_next_sign_in() {
    Person ada = person();
    clock.advance(Duration.ofDays(30).minusSeconds(1));
    assertEquals(200, ada.api().get("/v1/me").status());
    clock.advance(Duration.ofSeconds(1));
    assertEquals("session-expired", ada.api().get("/v1/me").problem());
    signIn(ada.email(), PASSWORD);
    assertEquals("1", Rows.one("select count(*) from session where member_id = ?", ada.id()));
  }

  @Test
  void a_malformed_token_is_an_unknown_session() {
    for (String token :
        new String[] {
          "x", "A".repeat(62) + "==", "A".repeat(64), "%".repeat(64), "A".repeat(5_000)
        }) {
      assertEquals("session-expired", visitor().signedIn(token).get("/v1/me").problem(), token);
    }
    assertEquals(
        "not-signed-in", visitor().with("Authorization", "Basic YTpi").get("/v1/me").problem());
  }

  @Test
  void after_a_password_change_only_the_new_password_signs_in() {
    Person ada = person();
    String body = "{\"present\":\"%s\",\"next\":\"another password\"}";
    assertEquals(
        "wrong-credentials", ada.api().put("/v1/me/password", body.formatted("not it")).problem());
    assertEquals(200, ada.api().put("/v1/me/password", body.formatted(PASSWORD)).status());
    assertEquals(401, signIn(ada.email(), PASSWORD).status());
    assertEquals(201, signIn(ada.email(), "another password").status());
  }

  @Test
  void a_password_change_ends_all_other_sessions_and_returns_their_number() {
    Person ada = person();
    Api phone = visitor().signedIn(signIn(ada.email(), PASSWORD).text("/token"));
    Api tablet = visitor().signedIn(signIn(ada.email(), PASSWORD).text("/token"));
    assertEquals(200, phone.get("/v1/today").status());
    Answer changed =
        ada.api()
            .put(
                "/v1/me/password",
                "{\"present\":\"%s\",\"next\":\"another password\"}".formatted(PASSWORD));
    assertEquals(2, changed.at("/endedSessions").asInt());
    assertEquals("session-expired", phone.get("/v1/today").problem());
    assertEquals("session-expired", tablet.get("/v1/me").problem());
    assertEquals(200, ada.api().get("/v1/today").status());
  }

  @Test
  void the_old_password_opens_no_session_during_a_password_change() throws Exception {
    for (int round = 0; round < 8; round++) {
      Person ada = person();
      List<Callable<Answer>> work = new ArrayList<>();
      for (int device = 0; device < 4; device++) {
        work.add(() -> signIn(ada.email(), PASSWORD));
      }
      work.add(
          2,
          () ->
              ada.api()
                  .put(
                      "/v1/me/password",
                      "{\"present\":\"%s\",\"next\":\"another password\"}".formatted(PASSWORD)));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var answer : threads.invokeAll(work)) {
          assertTrue(answer.get().status() < 500, answer.get().body());
        }
      }
      assertEquals(1, ada.api().get("/v1/sessions").at("/items").size());
    }
  }

  @Test
  void a_common_password_or_the_own_e_mail_is_refused_wherever_a_password_is_set() {
    Person ada = person();
    for (String weak : new String[] {"password", "12345678", ada.email()}) {
      Answer registering =
          visitor()
              .post(
                  "/v1/members",
                  "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Bob\"}"
                      .formatted(ada.email(), weak));
      assertEquals("invalid-field password", registering.fault(), weak);
      Answer changing =
          ada.api()
              .put(
                  "/v1/me/password",
                  "{\"present\":\"%s\",\"next\":\"%s\"}".formatted(PASSWORD, weak));
      assertEquals("invalid-field next", changing.fault(), weak);
    }
    Answer inTheGraph =
        visitor()
            .graph(
                "mutation { register(input: {email: \"x%s\", password: \"p4ssw0rd\", name: \"Bob\"})"
                        .formatted(ada.email())
                    + " { __typename ... on Problem { fields { name } } } }");
    assertEquals("password", inTheGraph.text("/data/register/fields/0/name"));
    assertEquals(201, signIn(ada.email(), PASSWORD).status());
  }
}
