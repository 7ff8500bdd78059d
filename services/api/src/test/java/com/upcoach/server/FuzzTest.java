package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Random bodies for every route with a body. Every response conforms to the contract and is not a
/// server error, and refused requests write nothing.
@QuarkusTest
class FuzzTest extends ApiTest {

  /// The seed; a system property sets it to repeat a failure.
  private static final long SEED = Long.getLong("upcoach.fuzz.seed", System.nanoTime());

  private static final int BODIES = 300;

  /// Fewer bodies where passwords are hashed, which takes a hundred times as long as the rest.
  private static final int BODIES_WITH_A_PASSWORD = 120;

  private Person ada;
  private String habit;

  @BeforeEach
  void createMemberWithHabit() {
    ada = person(Role.ADMIN);
    habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
  }

  private void fuzz(String method, String path, int bodies, String body) {
    Random random = new Random(SEED ^ path.hashCode() ^ method.hashCode());
    Mutations mutations = new Mutations(random);
    int refused = 0;
    List<String> rows = Rows.fingerprint();
    String writes = writes();
    for (int count = 0; count < bodies; count++) {
      String sent = mutations.of(body);
      String place = "seed %d, %s %s, number %d: %s".formatted(SEED, method, path, count, sent);
      Answer answer;
      try {
        answer = ada.api().send(method, path, Optional.of(sent));
      } catch (AssertionError wrong) {
        throw new AssertionError(place, wrong);
      }
      assertTrue(answer.status() < 500, place);
      String writesNow = writes();
      if (answer.status() >= 400) {
        refused++;
        if (!writesNow.equals(writes)) {
          assertEquals(rows, Rows.fingerprint(), place);
        }
      } else if (!writesNow.equals(writes)) {
        rows = Rows.fingerprint();
      }
      writes = writesNow;
    }
    assertTrue(refused > bodies / 4, refused + " were refused: " + path);
  }

  /// A position that advances with every writing transaction, and is cheap to read.
  private static String writes() {
    return Rows.one("select pg_snapshot_xmax(pg_current_snapshot())::text");
  }

  @Test
  void bodies_of_members_and_sessions() {
    fuzz(
        "POST",
        "/v1/members",
        BODIES_WITH_A_PASSWORD,
        "{\"id\":\"%s\",\"email\":\"fuzz@example.org\",\"password\":\"12345678\",\"name\":\"F\",\"zone\":\"Asia/Tokyo\",\"dayStart\":\"03:00\",\"firstWeekday\":\"sunday\"}"
            .formatted(UUID.randomUUID()));
    fuzz(
        "POST",
        "/v1/sessions",
        BODIES_WITH_A_PASSWORD,
        "{\"email\":\"%s\",\"password\":\"%s\",\"device\":\"phone\"}"
            .formatted(ada.email(), PASSWORD));
    fuzz(
        "PUT",
        "/v1/me/password",
        BODIES_WITH_A_PASSWORD,
        "{\"present\":\"not it at all\",\"next\":\"12345678\"}");
  }

  @Test
  void bodies_of_profiles_and_roles() {
    fuzz(
        "PATCH",
        "/v1/me",
        BODIES,
        "{\"name\":\"Ada\",\"zone\":\"Asia/Tokyo\",\"dayStart\":\"03:00\",\"firstWeekday\":\"sunday\"}");
    fuzz("PATCH", "/v1/admin/members/" + person().id(), BODIES, "{\"role\":\"coach\"}");
  }

  @Test
  void bodies_of_habits() {
    String body =
        "{\"title\":\"Read\",\"note\":\"n\",\"kind\":\"limit\",\"unit\":\"p\",\"target\":2.5,\"unlogged\":\"missed\",\"color\":\"#00897b\",\"icon\":\"book\",\"start\":\"2026-11-01\",\"end\":\"2027-01-01\",\"archived\":false,\"schedule\":%s}";
    String weekdays = "{\"type\":\"weekdays\",\"days\":[\"monday\",\"friday\"]}";
    String window = "{\"type\":\"timesInDays\",\"n\":3,\"days\":7}";
    fuzz("POST", "/v1/habits", BODIES, body.formatted(weekdays));
    fuzz("PATCH", "/v1/habits/" + habit, BODIES, body.formatted(window));
  }

  @Test
  void bodies_of_check_ins() {
    fuzz(
        "PUT",
        "/v1/habits/" + habit + "/check-ins/2026-11-20",
        BODIES,
        "{\"amount\":3,\"note\":\"n\",\"skipped\":false}");
    String operation =
        "{\"id\":\"%s\",\"op\":\"%s\",\"habitId\":\"%s\",\"day\":\"2026-11-21\",\"amount\":3,\"note\":\"n\",\"skipped\":true}";
    fuzz(
        "POST",
        "/v1/check-ins",
        BODIES,
        "{\"operations\":[%s,%s]}"
            .formatted(
                operation.formatted(UUID.randomUUID(), "put", habit),
                operation.formatted(UUID.randomUUID(), "delete", habit)));
  }

  @Test
  void bodies_of_batches() {
    String part = "{\"id\":\"%s\",\"path\":\"%s\",\"ifNoneMatch\":\"x\"}";
    fuzz(
        "POST",
        "/v1/batch",
        BODIES,
        "{\"requests\":[%s,%s]}"
            .formatted(
                part.formatted("a", "/v1/habits?limit=2"),
                part.formatted("b", "/v1/habits/" + habit)));
  }

  @Test
  void bodies_of_pauses_and_groups() {
    fuzz(
        "POST",
        "/v1/pauses",
        BODIES,
        "{\"id\":\"%s\",\"habitId\":\"%s\",\"from\":\"2026-11-10\",\"to\":\"2026-11-12\"}"
            .formatted(UUID.randomUUID(), habit));
    fuzz(
        "POST",
        "/v1/groups",
        BODIES,
        "{\"id\":\"%s\",\"name\":\"Readers\"}".formatted(UUID.randomUUID()));
    fuzz(
        "POST",
        "/v1/groups/memberships",
        BODIES,
        "{\"code\":\"%s\"}"
            .formatted(person().api().post("/v1/groups", "{\"name\":\"x\"}").text("/code")));
  }
}
