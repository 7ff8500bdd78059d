package com.upcoach.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.database.ChangeNotices;
import com.upcoach.database.Queries;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.CacheablePaths;
import com.upcoach.server.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResponseCacheFilterTest extends ApiTest {

  private static final String DAY = "2026-11-23";

  @Inject MemberResponseCache answers;
  @Inject InvalidationBus changes;
  @Inject Queries queries;

  @AfterEach
  void allOfTheTraffic() {
    for (CachePolicy policy : CachePolicy.values()) {
      answers.setShare(policy, 100);
    }
  }

  private static String status(Answer answer) {
    return answer.headers().firstValue("Cache-Status").orElse("none");
  }

  private static String tag(Answer answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  /// A path of every cached route; of boards, that of all members.
  private static List<String> paths(String habit) {
    return Arrays.stream(CachePolicy.values())
        .map(policy -> CacheablePaths.of(policy, isBoard(policy) ? "global" : habit))
        .toList();
  }

  private static boolean isBoard(CachePolicy policy) {
    return policy.route().startsWith("/v1/leaderboards/");
  }

  private static void assertKept(Api api, String path) {
    Answer first = api.get(path);
    assertEquals(200, first.status(), path + " " + first.body());
    assertEquals("UpCoach; fwd=miss; stored", status(first), path);
    Answer second = api.get(path);
    assertTrue(status(second).startsWith("UpCoach; hit; ttl="), path + " " + status(second));
    assertEquals(first.body(), second.body(), path);
    assertEquals(tag(first), tag(second), path);
    assertEquals(first.headers().firstValue("Link"), second.headers().firstValue("Link"), path);
    assertEquals(
        first.headers().firstValue("Content-Type"),
        second.headers().firstValue("Content-Type"),
        path);
  }

  @Test
  void what_was_asked_for_once_is_there_the_second_time() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    paths(habit).forEach(path -> assertKept(ada.api(), path));
  }

  /// A write, and what of all that is kept it leaves.
  private record Write(Runnable write, List<String> leaves) {}

  @Test
  void a_member_reads_its_own_write_whatever_it_was_and_keeps_what_it_did_not_change() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\",\"target\":20,\"unit\":\"pages\"}");
    String other = ada.habit("{\"title\":\"Walk\"}");
    List<String> all =
        Stream.concat(paths(habit).stream(), paths(other).stream()).distinct().toList();
    List<String> noCheckIns =
        Stream.concat(
                Stream.of("/v1/me", "/v1/habits", "/v1/pauses", "/v1/habits/" + habit),
                paths(other).stream().filter(path -> path.contains(other)))
            .toList();
    for (Write write :
        List.of(
            new Write(() -> ada.checkIn(habit, DAY, "{\"amount\":7}"), noCheckIns),
            new Write(
                () -> ada.api().delete("/v1/habits/" + habit + "/check-ins/" + DAY), noCheckIns),
            new Write(
                () -> ada.api().patch("/v1/habits/" + habit, "{\"title\":\"Read more\"}"),
                List.of()),
            new Write(() -> ada.habit("{\"title\":\"Run\"}"), List.of()),
            new Write(() -> ada.api().post("/v1/pauses", "{\"from\":\"" + DAY + "\"}"), List.of()),
            new Write(() -> ada.api().patch("/v1/me", "{\"name\":\"Countess\"}"), List.of()))) {
      all.forEach(path -> ada.api().get(path));
      all.forEach(path -> assertTrue(status(ada.api().get(path)).contains("hit"), path));
      write.write().run();
      for (String path : all) {
        boolean kept = status(ada.api().get(path)).contains("hit");
        assertEquals(write.leaves().contains(path), kept, path);
      }
    }
  }

  @Test
  void what_is_the_same_on_every_day_outlives_the_day() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    paths(habit).forEach(path -> ada.api().get(path));
    clock.set(clock.instant().plus(Duration.ofDays(1)));
    for (String path : paths(habit)) {
      boolean same =
          List.of("/v1/me", "/v1/habits", "/v1/pauses", "/v1/habits/" + habit).contains(path);
      assertEquals(same, status(ada.api().get(path)).contains("hit"), path);
    }
  }

  @Test
  void what_is_read_after_a_write_is_what_was_written() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\",\"target\":20,\"unit\":\"pages\"}");
    for (int amount = 1; amount <= 40; amount++) {
      Answer written = ada.checkIn(habit, DAY, "{\"amount\":" + amount + "}");
      assertTrue(written.status() < 300, written.body());
      Answer today = ada.api().get("/v1/today");
      assertEquals(amount, today.at("/habits/0/amount").asInt(), today.body());
    }
  }

  /// Each device checks its own habit in and looks at the day at once, while the others do the
  /// same.
  @Test
  void also_with_many_at_once_each_reads_its_own_write() throws Exception {
    Person ada = person();
    Person eve = person();
    try (var devices = Executors.newFixedThreadPool(6)) {
      List<Future<?>> all = new ArrayList<>();
      for (int device = 0; device < 6; device++) {
        Person person = device % 2 == 0 ? ada : eve;
        String habit = person.habit("{\"title\":\"Run\",\"target\":500,\"unit\":\"m\"}");
        all.add(devices.submit(() -> writeAndRead(person, habit)));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static void writeAndRead(Person person, String habit) {
    for (int amount = 1; amount <= 100; amount++) {
      Answer written = person.checkIn(habit, DAY, "{\"amount\":" + amount + "}");
      assertEquals(200, written.status(), written.body());
      int read = -1;
      for (JsonNode line : person.api().get("/v1/today").json().get("habits")) {
        if (line.get("habit").get("id").asText().equals(habit)) {
          read = line.get("amount").asInt();
        }
      }
      assertEquals(amount, read);
    }
  }

  @Test
  void nobody_gets_what_is_kept_for_another() {
    Person ada = person();
    Person eve = person();
    String habit = ada.habit("{\"title\":\"Secret\"}");
    assertKept(ada.api(), "/v1/habits/" + habit);
    assertKept(ada.api(), "/v1/today");
    assertEquals(404, eve.api().get("/v1/habits/" + habit).status());
    assertFalse(eve.api().get("/v1/today").body().contains("Secret"));
    assertEquals(401, visitor().get("/v1/today").status());
  }

  @Test
  void who_has_signed_out_gets_nothing_that_is_kept() {
    Person ada = person();
    assertKept(ada.api(), "/v1/me");
    assertEquals(204, ada.api().delete("/v1/sessions/current").status());
    assertEquals(401, ada.api().get("/v1/me").status());
  }

  private void gone(Tag tag) {
    changes.invalidate(List.of(tag)).toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void at_the_turn_of_the_day_it_is_another_answer() {
    Person ada = person();
    ada.habit("{\"title\":\"Read\"}");
    String yesterday = ada.api().get("/v1/today").text("/day");
    clock.set(TestClock.START.plus(Duration.ofDays(1)));
    Answer today = ada.api().get("/v1/today");
    assertNotEquals(yesterday, today.text("/day"));
    assertEquals("UpCoach; fwd=miss; stored", status(today));
  }

  @Test
  void what_a_command_changes_beside_the_server_is_seen() throws Exception {
    Person ada = person();
    assertKept(ada.api(), "/v1/me");
    queries
        .change("update member set name = 'Countess' where member_id = $1", Tuple.of(ada.id()))
        .await()
        .indefinitely();
    assertFalse(ada.api().get("/v1/me").body().contains("Countess"), "nobody was told");
    ChangeNotices.send(queries, List.of(ada.id())).await().indefinitely();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!ada.api().get("/v1/me").body().contains("Countess")) {
      assertTrue(System.nanoTime() < end, "it is not seen");
    }
  }

  @Test
  void refusals_are_not_kept() {
    Person ada = person();
    for (int time = 0; time < 2; time++) {
      Answer refused = ada.api().get("/v1/habits?colour=red");
      assertEquals(400, refused.status());
      assertEquals("none", status(refused));
    }
  }

  @Test
  void what_a_write_is_asked_for_is_never_answered_from_the_cache() {
    Person ada = person();
    assertKept(ada.api(), "/v1/habits");
    assertEquals(201, ada.api().post("/v1/habits", "{\"title\":\"Run\"}").status());
  }

  @Test
  void a_route_that_is_switched_off_goes_its_old_way() {
    Person ada = person();
    assertKept(ada.api(), "/v1/today");
    answers.setShare(CachePolicy.TODAY, 0);
    assertEquals("none", status(ada.api().get("/v1/today")));
    answers.setShare(CachePolicy.TODAY, 100);
    assertTrue(status(ada.api().get("/v1/today")).contains("hit"));
  }

  @Test
  void boards_of_a_group_are_kept_until_somebody_joins_or_leaves() {
    Person ada = person();
    Person ben = person();
    Answer founded = ada.api().post("/v1/groups", "{\"name\":\"Early birds\"}");
    assertEquals(201, founded.status(), founded.body());
    String board = "/v1/leaderboards/" + founded.text("/id");
    String membership = "/v1/groups/" + founded.text("/id") + "/members/me";
    String code = "{\"code\":\"" + founded.text("/code") + "\"}";
    for (String path : List.of(board, board + "/me")) {
      assertKept(ada.api(), path);
      assertEquals(200, ben.api().post("/v1/groups/memberships", code).status());
      assertKept(ada.api(), path);
      assertKept(ben.api(), path);
      assertEquals(204, ben.api().delete(membership).status());
      assertKept(ada.api(), path);
      assertEquals(404, ben.api().get(path).status());
    }
  }

  @Test
  void a_browser_with_a_cookie_finds_what_is_kept() {
    Person ada = person();
    assertKept(ada.api(), "/v1/today");
    Answer answer = visitor().with("Cookie", "upcoach-session=" + ada.token()).get("/v1/today");
    assertTrue(status(answer).startsWith("UpCoach; hit"), status(answer));
    assertEquals(
        401, visitor().with("Cookie", "upcoach-session=rubbish").get("/v1/today").status());
  }

  @Test
  void that_there_is_nothing_is_kept_until_there_is_something() {
    Person ada = person();
    String id = UUID.randomUUID().toString();
    String path = "/v1/habits/" + id + "/streak";
    Answer first = ada.api().get(path);
    assertEquals(404, first.status());
    Answer second = ada.api().get(path);
    assertEquals(404, second.status());
    assertTrue(second.headers().firstValue("Cache-Status").orElse("none").contains("hit"));
    assertEquals(first.body(), second.body());
    assertEquals(
        first.headers().firstValue("Content-Type"), second.headers().firstValue("Content-Type"));
    assertEquals(404, ada.api().with("If-None-Match", "*").get(path).status());
    assertEquals(404, person().api().get(path).status());

    ada.habit("{\"id\":\"" + id + "\",\"title\":\"Read\"}");
    assertEquals(200, ada.api().get(path).status());
  }

  @Test
  void what_an_operator_makes_go_is_made_anew() {
    Person ada = person();
    assertKept(ada.api(), "/v1/today");
    assertKept(ada.api(), "/v1/habits");
    gone(MemberResponseCache.tag(CachePolicy.TODAY));
    assertKept(ada.api(), "/v1/today");
    assertTrue(status(ada.api().get("/v1/habits")).contains("hit"));
    changes.invalidateAll();
    assertKept(ada.api(), "/v1/habits");
  }
}
