package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.member.Member;
import com.upcoach.member.Members;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Preconditions (`If-Match`): an optimistic lock prevents lost updates.
@QuarkusTest
class PreconditionTest extends ApiTest {

  @Inject MemberResponseCache answers;
  @Inject Members members;

  private Person admin;
  private List<Changeable> resources;

  /// A changeable resource, with two different changes.
  private record Changeable(String path, String change, String other) {}

  @BeforeEach
  void createChangeableResources() {
    admin = person(Role.ADMIN);
    String habit =
        admin.habit("{\"title\":\"Read\",\"note\":\"%s\"}".formatted("page ".repeat(200)));
    resources =
        List.of(
            new Changeable("/v1/me", "{\"name\":\"Grace\"}", "{\"firstWeekday\":\"sunday\"}"),
            new Changeable("/v1/habits/" + habit, "{\"title\":\"Run\"}", "{\"target\":2}"),
            new Changeable(
                "/v1/admin/members/" + person().id(),
                "{\"role\":\"coach\"}",
                "{\"role\":\"operator\"}"));
  }

  @AfterEach
  void restoreCacheShare() {
    setCacheShare(100);
  }

  private void setCacheShare(int percent) {
    Stream.of(CachePolicy.values()).forEach(policy -> answers.setShare(policy, percent));
  }

  private static String tag(Answer answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private Answer change(Changeable resource, String tag) {
    return admin.api().with("If-Match", tag).patch(resource.path(), resource.change());
  }

  @Test
  void a_change_without_a_precondition_is_refused() {
    for (Changeable resource : resources) {
      String before = admin.api().get(resource.path()).body();
      assertEquals(
          "precondition-required",
          admin.api().patchWithoutPrecondition(resource.path(), resource.change()).problem(),
          resource.path());
      assertEquals(before, admin.api().get(resource.path()).body());
    }
  }

  @Test
  void a_change_with_the_current_tag_succeeds_and_returns_the_new_tag() {
    for (int share : new int[] {100, 0}) {
      setCacheShare(share);
      for (Changeable resource : resources) {
        String seen = tag(admin.api().get(resource.path()));
        Answer changed =
            admin.api().with("If-Match", seen).patch(resource.path(), resource.change());
        assertEquals(200, changed.status(), resource.path() + changed.body());
        assertEquals(tag(changed), tag(admin.api().get(resource.path())), resource.path());
        assertEquals(changed.body(), admin.api().get(resource.path()).body());
        Answer again =
            admin.api().with("If-Match", tag(changed)).patch(resource.path(), resource.other());
        assertEquals(200, again.status(), resource.path());
        assertNotEquals(tag(changed), tag(again));
        admin.api().patch("/v1/me", "{\"name\":\"Ada\",\"firstWeekday\":\"monday\"}");
      }
    }
  }

  @Test
  void a_change_with_an_outdated_tag_is_refused() {
    for (Changeable resource : resources) {
      String seen = tag(admin.api().get(resource.path()));
      admin.api().patch(resource.path(), resource.other());
      Answer present = admin.api().get(resource.path());
      Answer refused = change(resource, seen);
      assertEquals("precondition-failed", refused.problem(), resource.path());
      assertTrue(refused.text("/detail").contains("GET it again"));
      assertEquals(present.body(), admin.api().get(resource.path()).body());
      assertEquals(200, change(resource, tag(present)).status());
    }
  }

  @Test
  void the_tag_of_any_content_encoding_is_accepted_and_a_weak_or_foreign_one_is_not()
      throws Exception {
    Changeable habit = resources.get(1);
    for (String coding : List.of("gzip", "br")) {
      var request =
          HttpRequest.newBuilder(URI.create(address + "").resolve(habit.path()))
              .header("Authorization", "Bearer " + admin.token())
              .header("Accept-Encoding", coding);
      try (HttpClient client = HttpClient.newHttpClient()) {
        String tag =
            client
                .send(request.build(), BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        String plain = tag(admin.api().get(habit.path()));
        assertNotEquals(plain, tag);
        for (String wrong :
            List.of("W/" + plain, plain.replace("\"", ""), "\"\"", plain.substring(1))) {
          assertEquals(412, change(habit, wrong).status(), wrong);
        }
        assertEquals(200, change(habit, "\"other\", " + tag).status());
        assertEquals(200, admin.api().patch(habit.path(), "{\"title\":\"Read\"}").status());
      }
    }
  }

  @Test
  void of_two_concurrent_changes_with_the_same_tag_exactly_one_succeeds() throws Exception {
    for (Changeable resource : resources) {
      for (int round = 0; round < 10; round++) {
        String seen = tag(admin.api().get(resource.path()));
        List<Integer> statuses =
            changeConcurrently(resource.path(), seen, resource.change(), resource.other());
        assertEquals(List.of(200, 412), statuses, resource.path());
        reset(resource);
      }
    }
  }

  private void reset(Changeable resource) {
    String usual =
        resource.path().startsWith("/v1/admin")
            ? "{\"role\":\"member\"}"
            : resource.path().equals("/v1/me")
                ? "{\"name\":\"Ada\",\"firstWeekday\":\"monday\"}"
                : "{\"title\":\"Read\",\"target\":1}";
    assertEquals(200, admin.api().patch(resource.path(), usual).status());
  }

  private List<Integer> changeConcurrently(String path, String seen, String... bodies) {
    CyclicBarrier start = new CyclicBarrier(bodies.length);
    return Stream.of(bodies)
        .map(
            body ->
                CompletableFuture.supplyAsync(
                    () -> {
                      await(start);
                      return admin.api().with("If-Match", seen).patch(path, body).status();
                    },
                    task -> Thread.ofVirtual().start(task)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .sorted()
        .toList();
  }

  private static void await(CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void an_admin_and_the_member_do_not_overwrite_each_other() {
    for (int round = 0; round < 10; round++) {
      Person ada = person();
      String path = "/v1/admin/members/" + ada.id();
      String seen = tag(ada.api().get("/v1/me"));
      assertEquals(seen, tag(admin.api().get(path)));
      CyclicBarrier start = new CyclicBarrier(2);
      var own =
          CompletableFuture.supplyAsync(
              () -> {
                await(start);
                return ada.api().with("If-Match", seen).patch("/v1/me", "{\"name\":\"Grace\"}");
              },
              task -> Thread.ofVirtual().start(task));
      await(start);
      Answer role = admin.api().with("If-Match", seen).patch(path, "{\"role\":\"coach\"}");
      assertEquals(
          List.of(200, 412), Stream.of(own.join(), role).map(Answer::status).sorted().toList());
    }
  }

  @Test
  void a_direct_database_change_fails_the_precondition() {
    List<String> seen = new CopyOnWriteArrayList<>();
    Predicate<Member> interrupted =
        current -> {
          seen.add(current.name());
          if (seen.size() == 1) {
            Rows.change("update member set name = 'Byron' where member_id = ?", admin.id());
          }
          return true;
        };
    members.assign(admin.id(), Role.COACH, "a test", interrupted).await().indefinitely();
    assertEquals(List.of("Ada", "Byron"), seen);
    Answer profile = admin.api().get("/v1/me");
    assertEquals("Byron coach", profile.text("/name") + " " + profile.text("/role"));
  }

  @Test
  void a_delete_with_an_outdated_tag_is_refused() {
    Changeable habit = resources.get(1);
    String seen = tag(admin.api().get(habit.path()));
    admin.api().patch(habit.path(), habit.change());
    assertEquals(412, admin.api().with("If-Match", seen).delete(habit.path()).status());
    String present = tag(admin.api().get(habit.path()));
    assertEquals(204, admin.api().with("If-Match", present).delete(habit.path()).status());
  }

  @Test
  void an_uncached_response_answers_304_too() {
    setCacheShare(0);
    for (Changeable resource : resources) {
      String tag = tag(admin.api().get(resource.path()));
      assertEquals(304, admin.api().with("If-None-Match", tag).get(resource.path()).status());
      assertEquals(200, admin.api().with("If-None-Match", "\"x\"").get(resource.path()).status());
    }
  }

  @Test
  void the_tag_of_a_new_habit_equals_the_tag_of_reading_it() {
    Answer made = admin.api().post("/v1/habits", "{\"title\":\"Walk\"}");
    assertEquals(tag(made), tag(admin.api().get("/v1/habits/" + made.text("/id"))));
  }

  @Test
  void one_member_is_visible_to_admins_only() {
    Person ada = person();
    String path = "/v1/admin/members/" + ada.id();
    assertEquals(ada.email(), admin.api().get(path).text("/email"));
    assertEquals("not-allowed", ada.api().get(path).problem());
    String nobody = "/v1/admin/members/0190a0a0-0000-7000-8000-000000000000";
    assertEquals("not-found", admin.api().get(nobody).problem());
  }

  @Test
  void a_missing_resource_is_not_found_for_any_precondition() {
    String nowhere = "/v1/habits/0190a0a0-0000-7000-8000-000000000000";
    assertEquals(404, admin.api().with("If-Match", "\"x\"").patch(nowhere, "{}").status());
    assertEquals(404, admin.api().with("If-Match", "\"x\"").delete(nowhere).status());
  }
}
