package com.upcoach.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Password guessing for one account, from many networks.
@QuarkusTest
class SignInBackoffApiTest extends ApiTest {

  private static final String HOME = "203.0.113.7";

  private Api from(String address) {
    return visitor().with("X-Forwarded-For", address);
  }

  private static Answer signIn(Api client, String email, String password) {
    return client.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private Answer guess(int number, String email) {
    return signIn(
        from("198.18.%d.%d".formatted(number / 250, number % 250)),
        email,
        "guess number " + number);
  }

  /// Guesses until the account has to wait.
  private void attack(String email) {
    for (int number = 0; number < 8; number++) {
      guess(number, email);
    }
  }

  @Test
  void four_hundred_guesses_from_four_hundred_addresses_are_five() throws Exception {
    Person ada = person();
    List<Callable<Answer>> guesses = new ArrayList<>();
    for (int number = 0; number < 400; number++) {
      int address = number;
      guesses.add(() -> guess(address, ada.email()));
    }
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var answer : threads.invokeAll(guesses)) {
        statuses.add(answer.get().status());
      }
    }
    assertEquals(5, statuses.stream().filter(status -> status == 401).count());
    assertEquals(395, statuses.stream().filter(status -> status == 429).count());
  }

  @Test
  void an_unknown_e_mail_has_the_same_backoff() {
    Person ada = person();
    String nobody = UUID.randomUUID() + "@example.org";
    for (int number = 0; number < 12; number++) {
      Answer known = guess(number, ada.email());
      Answer unknown = guess(number, nobody);
      assertEquals(known.status(), unknown.status());
      assertEquals(known.body(), unknown.body());
      assertEquals(
          known.headers().firstValue("Retry-After"), unknown.headers().firstValue("Retry-After"));
    }
  }

  @Test
  void the_response_has_a_growing_retry_after_that_ends() {
    Person ada = person();
    attack(ada.email());
    Answer waits = guess(20, ada.email());
    assertEquals("too-many-attempts", waits.problem());
    assertEquals("10", waits.headers().firstValue("Retry-After").orElseThrow());
    clock.advance(Duration.ofSeconds(10));
    assertEquals(401, guess(21, ada.email()).status());
    Answer longer = guess(22, ada.email());
    assertEquals("20", longer.headers().firstValue("Retry-After").orElseThrow());
    clock.advance(Duration.ofSeconds(20));
    assertEquals(201, signIn(from("192.0.2.99"), ada.email(), PASSWORD).status());
    assertEquals(401, guess(23, ada.email()).status());
  }

  @Test
  void guesses_never_delay_the_first_sign_in_from_the_network_of_the_registration() {
    String email = UUID.randomUUID() + "@example.org";
    String registration =
        "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Ada\"}".formatted(email, PASSWORD);
    assertEquals(201, from(HOME).post("/v1/members", registration).status());
    assertEquals(201, from("192.0.2.7").post("/v1/members", registration).status());
    attack(email);
    assertEquals(429, signIn(from("192.0.2.7"), email, PASSWORD).status());
    assertEquals(201, signIn(from(HOME), email, PASSWORD).status());
  }

  @Test
  void guesses_from_elsewhere_never_delay_the_owner_on_a_known_network() {
    Person ada = person();
    assertEquals(201, signIn(from(HOME), ada.email(), PASSWORD).status());
    attack(ada.email());
    assertEquals(429, signIn(from("192.0.2.1"), ada.email(), PASSWORD).status());
    assertEquals(201, signIn(from(HOME), ada.email(), PASSWORD).status());
  }

  @Test
  void guesses_never_delay_a_signed_in_device_of_the_owner() {
    Person ada = person();
    attack(ada.email());
    assertEquals(200, ada.api().get("/v1/today").status());
    Api travelling = from("192.0.2.2").signedIn(ada.token());
    assertEquals(201, signIn(travelling, ada.email(), PASSWORD).status());
    assertEquals(429, signIn(from("192.0.2.5"), ada.email(), "wrong").status());
  }

  @Test
  void a_session_of_another_member_does_not_bypass_the_backoff() {
    Person ada = person();
    Person bob = person();
    attack(ada.email());
    assertEquals(429, signIn(from("192.0.2.3").signedIn(bob.token()), ada.email(), "x").status());
  }

  @Test
  void guesses_from_the_owners_network_are_delayed_by_at_most_a_minute() {
    Person ada = person();
    signIn(from(HOME), ada.email(), PASSWORD);
    List<Integer> statuses = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      statuses.add(signIn(from(HOME), ada.email(), "guess " + number).status());
    }
    assertEquals(10, statuses.stream().filter(status -> status == 401).count());
    clock.advance(Duration.ofMinutes(1));
    assertEquals(201, signIn(from(HOME), ada.email(), PASSWORD).status());
  }

  @Test
  void a_stolen_session_cannot_guess_the_current_password() {
    Person ada = person();
    List<String> problems = new ArrayList<>();
    for (int number = 0; number < 14; number++) {
      problems.add(
          ada.api()
              .put(
                  "/v1/me/password",
                  "{\"present\":\"guess %d\",\"next\":\"a good long one\"}".formatted(number))
              .problem());
    }
    assertEquals(10, problems.stream().filter("wrong-credentials"::equals).count());
    assertEquals("too-many-attempts", problems.getLast());
  }

  @Test
  void graphql_does_not_bypass_the_backoff() {
    Person ada = person();
    attack(ada.email());
    Answer answer =
        from("192.0.2.4")
            .graph(
                "mutation { signIn(input: {email: \"%s\", password: \"x\"}) { __typename } }"
                    .formatted(ada.email()));
    assertEquals("TooManyAttempts", answer.text("/data/signIn/__typename"));
  }

  @Test
  void neither_e_mails_nor_addresses_are_stored_and_counts_expire() {
    Person ada = person();
    signIn(from(HOME), ada.email(), PASSWORD);
    attack(ada.email());
    List<String> rows =
        Rows.column(
            "select b::text from sign_in_backoff b union all"
                + " select n::text from known_network n");
    assertFalse(rows.stream().anyMatch(row -> row.contains("@") || row.contains(HOME)));
    clock.advance(Duration.ofHours(7));
    assertEquals(401, guess(30, ada.email()).status());
    assertEquals(401, guess(31, ada.email()).status());
  }

  @Test
  void a_member_reads_the_security_events_of_its_account() {
    Person ada = person();
    attack(ada.email());
    ada.api()
        .put(
            "/v1/me/password",
            "{\"present\":\"%s\",\"next\":\"a good long one\"}".formatted(PASSWORD));
    Answer events = ada.api().get("/v1/me/security-events?limit=3");
    assertEquals("password-changed", awaitKinds(ada, 7).getFirst());
    assertEquals(3, events.at("/items").size());
    assertFalse(events.at("/next").isNull());
    List<String> kinds = awaitKinds(ada, 7);
    assertEquals(5, kinds.stream().filter("sign-in-failed"::equals).count());
    assertEquals(1, kinds.stream().filter("sign-in-refused"::equals).count());
    assertEquals(0, person().api().get("/v1/me/security-events").at("/items").size());
  }

  /// Waits for the events of failed sign-ins, which are stored after the response.
  private static List<String> awaitKinds(Person person, int count) {
    List<String> kinds = List.of();
    for (int attempt = 0; attempt < 100 && kinds.size() < count; attempt++) {
      kinds =
          person
              .api()
              .get("/v1/me/security-events")
              .at("/items")
              .valueStream()
              .map(item -> item.get("kind").asText())
              .toList();
    }
    return kinds;
  }

  @Test
  void the_log_has_a_line_for_each_event_with_the_member_id_and_no_e_mail_or_password() {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage().formatted(line.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(SecurityEvents.class.getName());
    logger.addHandler(handler);
    Person ada = person();
    try {
      clock.advance(Duration.ofDays(1));
      attack(ada.email());
      ada.api()
          .put(
              "/v1/me/password",
              "{\"present\":\"%s\",\"next\":\"a good long one\"}".formatted(PASSWORD));
      ada.api().delete("/v1/sessions/current");
    } finally {
      logger.removeHandler(handler);
    }
    String all = String.join("\n", lines);
    for (String kind :
        List.of("sign-in-failed", "sign-in-refused", "password-changed", "sessions-ended")) {
      assertTrue(all.contains("Security: " + kind + ", member " + ada.id()), all);
    }
    assertFalse(all.contains("@") || all.contains(PASSWORD) || all.contains("guess"), all);
  }
}
