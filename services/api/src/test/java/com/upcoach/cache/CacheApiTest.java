package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import com.upcoach.database.Queries;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CacheApiTest extends ApiTest {

  private static final String CACHE = "/v1/operations/cache";

  @Inject MemberResponseCache cache;
  @Inject CacheOperations operations;
  @Inject Queries queries;

  @AfterEach
  void resetShare() {
    cache.setShare(CachePolicy.TODAY, 100);
  }

  private static String cacheStatus(Answer answer) {
    return answer.headers().firstValue("Cache-Status").orElse("none");
  }

  private static long figureOf(Answer cache, String route, String figure) {
    for (var line : cache.json().at("/policies")) {
      if (line.get("route").asText().equals(route)) {
        return line.get(figure).asLong();
      }
    }
    throw new AssertionError(route + " is not in " + cache.body());
  }

  private List<String> actsOf(Person operator) {
    return queries
        .list(
            "select action || ': ' || detail from audit_entry"
                + " where operator_id = $1 order by id",
            Tuple.of(operator.id()),
            row -> row.getString(0))
        .await()
        .indefinitely();
  }

  @Test
  void it_shows_the_policies_with_their_statistics() {
    Person operator = person(Role.OPERATOR);
    Person ada = person();
    Answer before = operator.api().get(CACHE);
    ada.api().get("/v1/today");
    ada.api().get("/v1/today");
    ada.api().get("/v1/today");
    Answer after = operator.api().get(CACHE);
    assertEquals(CachePolicy.values().length, after.json().at("/policies").size());
    assertEquals(
        1, figureOf(after, "/v1/today", "misses") - figureOf(before, "/v1/today", "misses"));
    assertEquals(2, figureOf(after, "/v1/today", "hits") - figureOf(before, "/v1/today", "hits"));
    assertTrue(after.at("/entries").asLong() >= 1 && after.at("/bytes").asLong() > 300);
    assertEquals(3_600, figureOf(after, "/v1/today", "freshSeconds"));
    assertTrue(after.at("/warming/enabled").asBoolean());
    assertTrue(after.at("/warming/predicted/members").asInt() >= 1, "Ada's hours are learned");
    assertEquals(0.5, after.at("/warming/predicted/breakEven").asDouble());
  }

  @Test
  void an_operator_switches_a_route_off_and_on_and_both_are_audited() {
    Person operator = person(Role.OPERATOR);
    Person ada = person();
    Answer off = operator.api().patch(CACHE, "{\"route\":\"/v1/today\",\"share\":0}");
    assertEquals(200, off.status(), off.body());
    assertEquals(0, figureOf(off, "/v1/today", "share"));
    assertEquals("none", cacheStatus(ada.api().get("/v1/today")));

    cache.setShare(CachePolicy.TODAY, 100);
    operations.loadShares().await().indefinitely();
    assertEquals(0, cache.share(CachePolicy.TODAY), "as after a restart");

    operator.api().patch(CACHE, "{\"route\":\"/v1/today\",\"share\":100}");
    assertEquals("UpCoach; fwd=miss; stored", cacheStatus(ada.api().get("/v1/today")));
    assertEquals(
        List.of("cache share: /v1/today 0", "cache share: /v1/today 100"), actsOf(operator));
  }

  @Test
  void a_share_always_selects_the_same_members() {
    cache.setShare(CachePolicy.TODAY, 50);
    int enabled = 0;
    for (int member = 0; member < 1_000; member++) {
      var id = new java.util.UUID(member * 0x9E3779B97F4A7C15L, member);
      boolean takes = cache.takes(CachePolicy.TODAY, id);
      assertEquals(takes, cache.takes(CachePolicy.TODAY, id));
      enabled += takes ? 1 : 0;
    }
    assertTrue(enabled > 400 && enabled < 600, enabled + " of 1000");
  }

  @Test
  void an_operator_invalidates_responses_and_it_is_audited() {
    Person operator = person(Role.OPERATOR);
    Person ada = person();
    for (String what :
        List.of(
            "{\"memberId\":\"" + ada.id() + "\"}",
            "{\"route\":\"/v1/today\"}",
            "{\"everything\":true}")) {
      ada.api().get("/v1/today");
      assertTrue(cacheStatus(ada.api().get("/v1/today")).startsWith("UpCoach; hit"));
      Answer invalidated = operator.api().post(CACHE + "/invalidations", what);
      assertEquals(204, invalidated.status(), invalidated.body());
      assertEquals("UpCoach; fwd=miss; stored", cacheStatus(ada.api().get("/v1/today")), what);
    }
    assertEquals(
        List.of(
            "cache invalidation: member " + ada.id(),
            "cache invalidation: /v1/today",
            "cache invalidation: everything"),
        actsOf(operator));
  }

  @Test
  void an_operator_invalidates_the_responses_of_a_habit_or_a_group() {
    Person operator = person(Role.OPERATOR);
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    String group = ada.api().post("/v1/groups", "{\"name\":\"Readers\"}").text("/id");
    String streak = "/v1/habits/" + habit + "/streak";
    String board = "/v1/leaderboards/" + group;
    for (String path : List.of(streak, board)) {
      ada.api().get(path);
      assertTrue(cacheStatus(ada.api().get(path)).startsWith("UpCoach; hit"), path);
    }
    Answer invalidated =
        operator.api().post(CACHE + "/invalidations", "{\"habitId\":\"" + habit + "\"}");
    assertEquals(204, invalidated.status(), invalidated.body());
    assertEquals("UpCoach; fwd=miss; stored", cacheStatus(ada.api().get(streak)));
    assertTrue(cacheStatus(ada.api().get(board)).startsWith("UpCoach; hit"));
    operator.api().post(CACHE + "/invalidations", "{\"groupId\":\"" + group + "\"}");
    assertEquals("UpCoach; fwd=miss; stored", cacheStatus(ada.api().get(board)));
    assertEquals(
        List.of("cache invalidation: habit " + habit, "cache invalidation: group " + group),
        actsOf(operator));
  }

  @Test
  void invalid_input_is_rejected() {
    Person operator = person(Role.OPERATOR);
    for (String body :
        List.of(
            "{\"route\":\"/v1/today\",\"share\":101}",
            "{\"route\":\"/v1/today\",\"share\":-1}",
            "{\"route\":\"/v1/today\",\"share\":0.5}",
            "{\"route\":\"/v1/today\",\"share\":\"10\"}",
            "{\"route\":\"/v1/exports\",\"share\":10}",
            "{\"share\":10}",
            "{\"route\":\"/v1/today\"}")) {
      assertEquals(400, operator.api().patch(CACHE, body).status(), body);
    }
    for (String body :
        List.of(
            "{}",
            "{\"everything\":false}",
            "{\"everything\":true,\"route\":\"/v1/today\"}",
            "{\"memberId\":\"ada\"}",
            "{\"route\":\"/v1\"}")) {
      assertEquals(400, operator.api().post(CACHE + "/invalidations", body).status(), body);
    }
    assertEquals(List.of(), actsOf(operator));
  }

  @Test
  void members_and_coaches_have_no_access() {
    for (Role role : List.of(Role.MEMBER, Role.COACH)) {
      Person person = person(role);
      assertEquals(403, person.api().get(CACHE).status());
      assertEquals(
          403, person.api().patch(CACHE, "{\"route\":\"/v1/today\",\"share\":0}").status());
      assertEquals(
          403, person.api().post(CACHE + "/invalidations", "{\"everything\":true}").status());
    }
  }
}
