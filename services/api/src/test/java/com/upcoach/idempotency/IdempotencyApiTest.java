package com.upcoach.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `Idempotency-Key`: a request that is sent twice is executed once.
@QuarkusTest
class IdempotencyApiTest extends ApiTest {

  private static final String READ = "{\"title\":\"Read\"}";

  @Inject IdempotentRequests idempotentRequests;

  private Person ada;
  private List<KeyedRequest> requests;

  /// A request that accepts a key.
  ///
  /// @param type content type of its body, null without a body
  private record KeyedRequest(String path, String type, String body) {
    Answer send(Api api, String key) {
      Api keyed = api.with("Idempotency-Key", key);
      return type == null
          ? keyed.send("POST", path, Optional.empty())
          : keyed
              .with("Content-Type", type)
              .send("POST", path, BodyPublishers.ofString(body), true);
    }

    KeyedRequest other() {
      return type == null
          ? new KeyedRequest(path, "application/json", "{}")
          : new KeyedRequest(path, type, body.replace("Re", "Ri"));
    }
  }

  @BeforeEach
  void prepareRequests() {
    ada = person();
    String json = "application/json";
    String group = ada.api().post("/v1/groups", "{\"name\":\"Own\"}").text("/id");
    String code = person().api().post("/v1/groups", "{\"name\":\"Re\"}").text("/code");
    requests =
        List.of(
            new KeyedRequest("/v1/habits", json, READ),
            new KeyedRequest("/v1/pauses", json, "{\"from\":\"2026-11-10\"}"),
            new KeyedRequest("/v1/groups", json, "{\"name\":\"Readers\"}"),
            new KeyedRequest("/v1/groups/memberships", json, "{\"code\":\"" + code + "\"}"),
            new KeyedRequest("/v1/groups/" + group + "/code", null, ""),
            new KeyedRequest("/v1/imports", "multipart/form-data; boundary=b", form("Read")));
  }

  private static String form(String habit) {
    return """
               --b\r
               Content-Disposition: form-data; name="file"; filename="habits.csv"\r
               \r
               HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\r
               %s,,,2026-11-01,1,\r
               --b--\r
               """
        .formatted(habit);
  }

  private static Optional<String> header(Answer answer, String name) {
    return answer.headers().firstValue(name);
  }

  private static String rows(Person person, String table) {
    return Rows.one("select count(*) from " + table + " where member_id = ?", person.id());
  }

  @Test
  void a_repeated_request_gets_the_same_response_and_has_no_effect() {
    for (KeyedRequest request : requests) {
      Answer first = request.send(ada.api(), "key" + request.path().hashCode());
      assertTrue(first.status() < 300, request.path() + first.body());
      assertEquals(Optional.empty(), header(first, "Idempotency-Replayed"));
      List<String> before = Rows.fingerprint();
      Answer again = request.send(ada.api(), "key" + request.path().hashCode());
      assertEquals(first.status(), again.status(), request.path());
      assertEquals(first.body(), again.body(), request.path());
      for (String name : List.of("Content-Type", "ETag", "Location")) {
        assertEquals(header(first, name), header(again, name), request.path() + name);
      }
      assertEquals(Optional.of("true"), header(again, "Idempotency-Replayed"));
      if (!request.path().equals("/v1/imports")) {
        assertEquals(before, Rows.fingerprint(), request.path());
      }
    }
    assertEquals("1", rows(ada, "import"));
  }

  @Test
  void a_key_belongs_to_one_request() {
    String[] others = {"/v1/habits", "/v1/groups"};
    for (KeyedRequest request : requests) {
      assertTrue(request.send(ada.api(), "own").status() < 300, request.path());
      List<String> before = Rows.fingerprint();
      for (String path : others) {
        if (!path.equals(request.path())) {
          Answer reused =
              ada.api()
                  .with("Idempotency-Key", "own")
                  .post(path, READ.replace("title", path.equals("/v1/habits") ? "title" : "name"));
          assertEquals("idempotency-key-reused", reused.problem(), request.path());
        }
      }
      if (request.type() != null && !request.path().equals("/v1/groups/memberships")) {
        KeyedRequest other =
            request.path().equals("/v1/pauses")
                ? new KeyedRequest(request.path(), request.type(), "{\"from\":\"2026-11-11\"}")
                : request.other();
        assertEquals("idempotency-key-reused", other.send(ada.api(), "own").problem());
      }
      if (!request.path().equals("/v1/imports")) {
        assertEquals(before, Rows.fingerprint());
      }
      Rows.change("delete from idempotency_key where member_id = ?", ada.id());
    }
  }

  @Test
  void every_route_rejects_a_key_that_belongs_to_another_request_or_is_in_use() {
    for (KeyedRequest request : requests) {
      for (String claimed : List.of("now()", "timestamptz '-infinity'")) {
        claim("used", claimed, "another request");
        Answer reused = request.send(ada.api(), "used");
        assertEquals("idempotency-key-reused", reused.problem(), request.path() + claimed);
        Rows.change("delete from idempotency_key where member_id = ?", ada.id());
      }
      assertTrue(request.send(ada.api(), "busy").status() < 300);
      Rows.change(
          "update idempotency_key set response_status = null"
              + " where member_id = ? and key = 'busy'",
          ada.id());
      Answer busy = request.send(ada.api(), "busy");
      assertEquals("request-in-progress", busy.problem(), request.path());
      assertEquals(Optional.of("1"), header(busy, "Retry-After"));
    }
  }

  private void claim(String key, String at, String request) {
    Rows.change(
        "insert into idempotency_key"
            + " (member_id, key, request_hash, reserved_id, created_at, claimed_at)"
            + " values (?, ?, ?, ?, timestamptz '2026-11-23 12:00Z', %s)".formatted(at),
        ada.id(),
        key,
        request.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        UUID.randomUUID());
  }

  @Test
  void work_whose_response_was_not_stored_is_found_by_the_retry() {
    Rows.change(
        "create or replace function stop() returns trigger language plpgsql as"
            + " 'begin raise exception ''stopped''; end'");
    for (KeyedRequest request : requests) {
      Rows.change(
          "create trigger stop before update on idempotency_key for each row"
              + " when (new.response_status is not null) execute function stop()");
      Answer first;
      try {
        first = request.send(ada.api(), "k");
      } finally {
        Rows.change("drop trigger stop on idempotency_key");
      }
      assertTrue(first.status() < 300, request.path() + first.body());
      assertEquals("request-in-progress", request.send(ada.api(), "k").problem());
      clock.advance(Duration.ofSeconds(61));
      Answer again = request.send(ada.api(), "k");
      assertEquals(first.status(), again.status(), request.path() + again.body());
      assertEquals(Optional.empty(), header(again, "Idempotency-Replayed"));
      assertEquals(header(first, "Location"), header(again, "Location"));
      assertEquals(id(first, request), id(again, request), request.path());
      assertEquals(
          again.body(), request.send(ada.api(), "k").body(), "then the response is stored");
      Rows.change("delete from idempotency_key where member_id = ?", ada.id());
    }
    assertEquals("1", rows(ada, "import"));
    assertEquals("1", rows(ada, "pause"));
    assertEquals("3", rows(ada, "team_member"));
  }

  /// Identity of the thing that was made; for a new code, the code itself.
  private static String id(Answer answer, KeyedRequest request) {
    return answer.text(request.path().endsWith("/code") ? "/code" : "/id");
  }

  @Test
  void a_rejection_is_stored_too() {
    String taken = ada.habit(READ);
    String body = "{\"id\":\"%s\",\"title\":\"Other\"}".formatted(taken);
    Api keyed = ada.api().with("Idempotency-Key", "refused");
    Answer first = keyed.post("/v1/habits", body);
    assertEquals("id-taken", first.problem());
    ada.api().delete("/v1/habits/" + taken);
    Answer again = keyed.post("/v1/habits", body);
    assertEquals(first.body(), again.body());
    assertEquals("application/problem+json", header(again, "Content-Type").orElseThrow());
    assertEquals(Optional.of("true"), header(again, "Idempotency-Replayed"));
  }

  @Test
  void a_malformed_request_does_not_use_up_its_key() {
    Api keyed = ada.api().with("Idempotency-Key", "wrong");
    assertEquals("malformed-json", keyed.post("/v1/habits", "{").problem());
    assertEquals("invalid-field", keyed.post("/v1/habits", "{}").problem());
    assertEquals("0", rows(ada, "idempotency_key"));
    assertEquals(201, keyed.post("/v1/habits", READ).status());
  }

  @Test
  void a_failure_is_not_stored_and_the_reserved_id_stays() {
    Rows.change(
        "create or replace function fail() returns trigger language plpgsql as"
            + " 'begin raise exception using errcode = ''53000''; end'");
    Rows.change("create trigger fail before insert on habit for each row execute function fail()");
    Api keyed = ada.api().with("Idempotency-Key", "failed");
    try {
      assertEquals(503, keyed.post("/v1/habits", READ).status());
    } finally {
      Rows.change("drop trigger fail on habit");
    }
    String reserved =
        Rows.one("select reserved_id from idempotency_key where member_id = ?", ada.id());
    Answer created = keyed.post("/v1/habits", READ);
    assertEquals(201, created.status(), created.body());
    assertEquals(reserved, created.text("/id"));
  }

  @Test
  void of_many_concurrent_requests_with_one_key_one_is_executed() {
    for (int round = 0; round < 5; round++) {
      Api keyed = ada.api().with("Idempotency-Key", "round" + round);
      List<Answer> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  response ->
                      CompletableFuture.supplyAsync(
                          () -> keyed.post("/v1/habits", READ),
                          task -> Thread.ofVirtual().start(task)))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertEquals(
          1,
          answers.stream()
              .filter(response -> response.status() == 201)
              .map(Answer::body)
              .distinct()
              .count());
      assertTrue(
          answers.stream().allMatch(response -> List.of(201, 409).contains(response.status())));
      assertEquals(String.valueOf(round + 1), rows(ada, "habit"));
    }
  }

  @Test
  void a_key_expires_after_a_day() {
    Api keyed = ada.api().with("Idempotency-Key", "daily");
    String first = keyed.post("/v1/habits", READ).text("/id");
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertEquals(first, keyed.post("/v1/habits", READ).text("/id"));
    idempotentRequests.deleteExpired(1_000).await().indefinitely();
    assertEquals("1", rows(ada, "idempotency_key"));
    clock.advance(Duration.ofSeconds(1));
    String next = keyed.post("/v1/habits", READ).text("/id");
    assertNotEquals(first, next);
    assertEquals(next, keyed.post("/v1/habits", READ).text("/id"));
    clock.advance(Duration.ofHours(24));
    idempotentRequests.deleteExpired(1_000).await().indefinitely();
    assertEquals("0", rows(ada, "idempotency_key"));
  }

  @Test
  void the_keys_of_one_member_are_not_those_of_another() {
    String own = ada.api().with("Idempotency-Key", "k").post("/v1/habits", READ).text("/id");
    Person bob = person();
    Answer other = bob.api().with("Idempotency-Key", "k").post("/v1/habits", READ);
    assertEquals(201, other.status());
    assertNotEquals(own, other.text("/id"));
  }

  @Test
  void a_key_is_visible_text_of_one_line() {
    for (String wrong : new String[] {"", "two words", "tab\tbed", "k".repeat(256)}) {
      for (KeyedRequest request : requests) {
        Answer refused = request.send(ada.api(), wrong);
        assertEquals("invalid-parameter Idempotency-Key", refused.fault(), request.path() + wrong);
      }
    }
    String longest = "~!".repeat(127) + "x";
    assertEquals(201, ada.api().with("Idempotency-Key", longest).post("/v1/habits", READ).status());
    assertEquals("1", rows(ada, "idempotency_key"));
  }

  @Test
  void a_request_without_a_key_stores_nothing() {
    ada.api().post("/v1/habits", READ);
    assertEquals("0", rows(ada, "idempotency_key"));
  }
}
