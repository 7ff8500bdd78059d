package com.upcoach.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberApiTest extends ApiTest {

  private Answer register(String email, String name) {
    return visitor()
        .post(
            "/v1/members",
            "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"%s\"}"
                .formatted(email, PASSWORD, name));
  }

  @Test
  void a_new_member_gets_the_default_day_start_and_week() {
    Answer answer = register("Usual-" + UUID.randomUUID() + "@Example.org", "  Ada  ");
    assertEquals(201, answer.status());
    assertTrue(answer.text("/email").startsWith("usual-"));
    assertEquals("Ada", answer.text("/name"));
    assertEquals("Etc/UTC", answer.text("/zone"));
    assertEquals("00:00", answer.text("/dayStart"));
    assertEquals("monday", answer.text("/firstWeekday"));
    assertEquals("member", answer.text("/role"));
  }

  @Test
  void the_password_is_stored_as_argon2id_with_the_cost_that_owasp_recommends() {
    Person ada = person();
    assertTrue(
        Rows.one("select password_hash from member where member_id = ?", ada.id())
            .startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  }

  @Test
  void registration_does_not_reveal_that_an_e_mail_is_taken() {
    String email = UUID.randomUUID() + "@example.org";
    Answer first = register(email, "Ada");
    Answer second = register(email.toUpperCase(java.util.Locale.ROOT), "Mallory");
    assertEquals(201, second.status());
    assertEquals(fieldNames(first), fieldNames(second));
    assertEquals(email, second.text("/email"));
    assertEquals(first.headers().map().keySet(), second.headers().map().keySet());
    assertEquals("Ada", Rows.one("select name from member where email = ?", email));
    assertEquals(
        "0",
        Rows.one(
            "select count(*) from book_revision where member_id = ?",
            UUID.fromString(second.text("/id"))));
  }

  private static List<String> fieldNames(Answer answer) {
    List<String> names = new ArrayList<>();
    answer.json().fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void a_profile_change_affects_only_the_sent_fields() {
    Person ada = person("{\"zone\":\"Asia/Tokyo\"}");
    Answer changed =
        ada.api().patch("/v1/me", "{\"name\":\"Augusta\",\"firstWeekday\":\"sunday\"}");
    assertEquals("Augusta", changed.text("/name"));
    assertEquals("Asia/Tokyo", changed.text("/zone"));
    assertEquals("sunday", changed.text("/firstWeekday"));
    ada.api().patch("/v1/me", "{\"zone\":\"Europe/Berlin\",\"dayStart\":\"03:00\"}");
    Answer profile = ada.api().get("/v1/me");
    assertEquals("Augusta", profile.text("/name"));
    assertEquals("sunday", profile.text("/firstWeekday"));
    assertEquals("03:00", profile.text("/dayStart"));
  }

  @Test
  void the_current_day_depends_on_time_zone_and_day_start() {
    Person ada = person("{\"zone\":\"Pacific/Kiritimati\"}");
    assertEquals("2026-11-24", ada.api().get("/v1/today").text("/day"));
    ada.api().patch("/v1/me", "{\"dayStart\":\"00:30\"}");
    assertEquals("2026-11-23", ada.api().get("/v1/today").text("/day"));
    ada.api().patch("/v1/me", "{\"zone\":\"Pacific/Pago_Pago\"}");
    assertEquals("2026-11-22", ada.api().get("/v1/today").text("/day"));
  }

  @Test
  void only_admins_list_members_and_assign_roles() {
    Person ada = person();
    String role = "{\"role\":\"coach\"}";
    for (Role low : new Role[] {Role.MEMBER, Role.COACH, Role.OPERATOR}) {
      Person asking = person(low);
      assertEquals("not-allowed", asking.api().get("/v1/admin/members").problem());
      assertEquals("not-allowed", asking.api().get("/v1/admin/members/" + ada.id()).problem());
      assertEquals(
          "not-allowed", asking.api().patch("/v1/admin/members/" + ada.id(), role).problem());
    }
    Person admin = person(Role.ADMIN);
    assertEquals("coach", admin.api().patch("/v1/admin/members/" + ada.id(), role).text("/role"));
    assertEquals("coach", ada.api().get("/v1/me").text("/role"));
    assertEquals(
        "not-found", admin.api().patch("/v1/admin/members/" + UUID.randomUUID(), role).problem());
    assertEquals("not-found", admin.api().get("/v1/admin/members/" + UUID.randomUUID()).problem());
  }

  @Test
  void a_removed_role_takes_effect_with_the_next_request() {
    Person admin = person(Role.ADMIN);
    assertEquals(200, admin.api().get("/v1/admin/members?limit=1").status());
    admin.api().patch("/v1/admin/members/" + admin.id(), "{\"role\":\"member\"}");
    assertEquals(403, admin.api().get("/v1/admin/members?limit=1").status());
  }

  @Test
  void admins_search_members_by_part_of_e_mail_or_name_with_pages() {
    Person admin = person(Role.ADMIN);
    String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    for (int count = 0; count < 3; count++) {
      register(count + word + "@example.org", "x");
    }
    register(UUID.randomUUID() + "@example.org", "A " + word + " 100%_");
    String path = "/v1/admin/members?limit=3&search=" + word.toUpperCase(java.util.Locale.ROOT);
    Answer first = admin.api().get(path);
    assertEquals(3, first.at("/items").size());
    Answer second = admin.api().get(path + "&cursor=" + first.text("/next"));
    assertEquals(1, second.at("/items").size());
    assertTrue(second.at("/next").isNull());
    assertEquals(1, found(admin, word + "%20100%25_"));
    assertEquals(0, found(admin, word + "%25x"));
  }

  private static int found(Person admin, String search) {
    return admin.api().get("/v1/admin/members?search=" + search).at("/items").size();
  }
}
