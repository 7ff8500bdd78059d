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

/// `Idempotency-Key`: what is sent twice is carried out once.
@QuarkusTest
class IdempotencyApiTest extends ApiTest {

  private static final String READ = "{\"title\":\"Read\"}";

  @Inject IdempotentRequests repeats;

  private Person ada;
  private List<Made> all;

  /// A request that makes something.
  ///
  /// @param type of its body, null where it has none
  private record Made(String path, String type, String body) {
    Answer send(Api api, String key) {
      Api keyed = api.with("Idempotency-Key", key);
      return type == null
          ? keyed.send("POST", path, Optional.empty())
          : keyed
              .with("Content-Type", type)
              .send("POST", path, BodyPublishers.ofString(body), true);
    }

    Made other() {
      return type == null
          ? new Made(path, "application/json", "{}")
          : new Made(path, type, body.replace("Re", "Ri"));
    }
  }

  @BeforeEach
  void whatTakesAKey() {
    ada = person();
    String json = "application/json";
    String group = ada.api().post("/v1/groups", "{\"name\":\"Own\"}").text("/id");
    String code = person().api().post("/v1/groups", "{\"name\":\"Re\"}").text("/code");
    all =
        List.of(
            new Made("/v1/habits", json, READ),
            new Made("/v1/pauses", json, "{\"from\":\"2026-11-10\"}"),
            new Made("/v1/groups", json, "{\"name\":\"Readers\"}"),
            new Made("/v1/groups/memberships", json, "{\"code\":\"" + code + "\"}"),
            new Made("/v1/groups/" + group + "/code", null, ""),
            new Made("/v1/imports", "multipart/form-data; boundary=b", form("Read")));
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
  void the_same_request_again_is_answered_as_the_first_and_nothing_is_done_again() {
    for (Made made : all) {
      Answer first = made.send(ada.api(), "key" + made.path().hashCode());
      assertTrue(first.status() < 300, made.path() + first.body());
      assertEquals(Optional.empty(), header(first, "Idempotency-Replayed"));
      List<String> before = Rows.fingerprint();
      Answer again = made.send(ada.api(), "key" + made.path().hashCode());
      assertEquals(first.status(), again.status(), made.path());
      assertEquals(first.body(), again.body(), made.path());
      for (String name : List.of("Content-Type", "ETag", "Location")) {
        assertEquals(header(first, name), header(again, name), made.path() + name);
      }
      assertEquals(Optional.of("true"), header(again, "Idempotency-Replayed"));
      if (!made.path().equals("/v1/imports")) {
        assertEquals(before, Rows.fingerprint(), made.path());
      }
    }
    assertEquals("1", rows(ada, "import"));
  }

  @Test
  void a_key_belongs_to_one_request() {
    String[] others = {"/v1/habits", "/v1/groups"};
    for (Made made : all) {
      assertTrue(made.send(ada.api(), "own").status() < 300, made.path());
      List<String> before = Rows.fingerprint();
      for (String path : others) {
        if (!path.equals(made.path())) {
          Answer reused =
              ada.api()
                  .with("Idempotency-Key", "own")
                  .post(path, READ.replace("title", path.equals("/v1/habits") ? "title" : "name"));
          assertEquals("idempotency-key-reused", reused.problem(), made.path());
        }
      }
      if (made.type() != null && !made.path().equals("/v1/groups/memberships")) {
        Made other =
            made.path().equals("/v1/pauses")
                ? new Made(made.path(), made.type(), "{\"from\":\"2026-11-11\"}")
                : made.other();
        assertEquals("idempotency-key-reused", other.send(ada.api(), "own").problem());
      }
      if (!made.path().equals("/v1/imports")) {
        assertEquals(before, Rows.fingerprint());
      }
      Rows.change("delete from reply where member_id = ?", ada.id());
    }
  }

  @Test
  void every_route_that_takes_a_key_refuses_one_that_is_another_s_or_in_use() {
    for (Made made : all) {
      for (String begun : List.of("now()", "timestamptz '-infinity'")) {
        claim("used", begun, "another request");
        Answer reused = made.send(ada.api(), "used");
        assertEquals("idempotency-key-reused", reused.problem(), made.path() + begun);
        Rows.change("delete from reply where member_id = ?", ada.id());
      }
      assertTrue(made.send(ada.api(), "busy").status() < 300);
      Rows.change("update reply set status = null where member_id = ? and key = 'busy'", ada.id());
      Answer busy = made.send(ada.api(), "busy");
      assertEquals("request-in-progress", busy.problem(), made.path());
      assertEquals(Optional.of("1"), header(busy, "Retry-After"));
    }
  }

  private void claim(String key, String at, String request) {
    Rows.change(
        "insert into reply (member_id, key, request, chosen, created_at, begun_at)"
            + " values (?, ?, ?, ?, timestamptz '2026-11-23 12:00Z', %s)".formatted(at),
        ada.id(),
        key,
        request.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        UUID.randomUUID());
  }

  @Test
  void what_stops_between_the_work_and_its_reply_is_found_when_it_is_done_again() {
    Rows.change(
        "create or replace function stop() returns trigger language plpgsql as"
            + " 'begin raise exception ''stopped''; end'");
    for (Made made : all) {
      Rows.change(
          "create trigger stop before update on reply for each row when (new.status is not"
              + " null) execute function stop()");
      Answer first;
      try {
        first = made.send(ada.api(), "k");
      } finally {
        Rows.change("drop trigger stop on reply");
      }
      assertTrue(first.status() < 300, made.path() + first.body());
      assertEquals("request-in-progress", made.send(ada.api(), "k").problem());
      clock.advance(Duration.ofSeconds(61));
      Answer again = made.send(ada.api(), "k");
      assertEquals(first.status(), again.status(), made.path() + again.body());
      assertEquals(Optional.empty(), header(again, "Idempotency-Replayed"));
      assertEquals(header(first, "Location"), header(again, "Location"));
      assertEquals(id(first, made), id(again, made), made.path());
      assertEquals(again.body(), made.send(ada.api(), "k").body(), "then the reply is kept");
      Rows.change("delete from reply where member_id = ?", ada.id());
    }
    assertEquals("1", rows(ada, "import"));
    assertEquals("1", rows(ada, "pause"));
    assertEquals("3", rows(ada, "team_member"));
  }

  /// What tells whether it is the same thing: a code, where that is what was made.
  private static String id(Answer answer, Made made) {
    return answer.text(made.path().endsWith("/code") ? "/code" : "/id");
  }

  @Test
  void a_refusal_is_kept_too() {
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
  void what_cannot_be_read_takes_no_key() {
    Api keyed = ada.api().with("Idempotency-Key", "wrong");
    assertEquals("malformed-json", keyed.post("/v1/habits", "{").problem());
    assertEquals("invalid-field", keyed.post("/v1/habits", "{}").problem());
    assertEquals("0", rows(ada, "reply"));
    assertEquals(201, keyed.post("/v1/habits", READ).status());
  }

  @Test
  void a_failure_is_not_kept_and_what_was_chosen_stays() {
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
    String chosen = Rows.one("select chosen from reply where member_id = ?", ada.id());
    Answer made = keyed.post("/v1/habits", READ);
    assertEquals(201, made.status(), made.body());
    assertEquals(chosen, made.text("/id"));
  }

  @Test
  void of_many_who_send_the_same_at_once_one_is_carried_out() {
    for (int round = 0; round < 5; round++) {
      Api keyed = ada.api().with("Idempotency-Key", "round" + round);
      List<Answer> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  one ->
                      CompletableFuture.supplyAsync(
                          () -> keyed.post("/v1/habits", READ),
                          task -> Thread.ofVirtual().start(task)))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertEquals(
          1,
          answers.stream().filter(one -> one.status() == 201).map(Answer::body).distinct().count());
      assertTrue(answers.stream().allMatch(one -> List.of(201, 409).contains(one.status())));
      assertEquals(String.valueOf(round + 1), rows(ada, "habit"));
    }
  }

  @Test
  void a_key_counts_for_a_day_and_is_let_go_then() {
    Api keyed = ada.api().with("Idempotency-Key", "daily");
    String first = keyed.post("/v1/habits", READ).text("/id");
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertEquals(first, keyed.post("/v1/habits", READ).text("/id"));
    repeats.forget(1_000).await().indefinitely();
    assertEquals("1", rows(ada, "reply"));
    clock.advance(Duration.ofSeconds(1));
    String next = keyed.post("/v1/habits", READ).text("/id");
    assertNotEquals(first, next);
    assertEquals(next, keyed.post("/v1/habits", READ).text("/id"));
    clock.advance(Duration.ofHours(24));
    repeats.forget(1_000).await().indefinitely();
    assertEquals("0", rows(ada, "reply"));
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
      for (Made made : all) {
        Answer refused = made.send(ada.api(), wrong);
        assertEquals("invalid-parameter Idempotency-Key", refused.fault(), made.path() + wrong);
      }
    }
    String longest = "~!".repeat(127) + "x";
    assertEquals(201, ada.api().with("Idempotency-Key", longest).post("/v1/habits", READ).status());
    assertEquals("1", rows(ada, "reply"));
  }

  @Test
  void a_request_without_a_key_leaves_nothing() {
    ada.api().post("/v1/habits", READ);
    assertEquals("0", rows(ada, "reply"));
  }
}
