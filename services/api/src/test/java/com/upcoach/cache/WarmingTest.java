package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.UsageMarker;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.database.Queries;
import com.upcoach.delivery.CacheWarmerRequests;
import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import com.upcoach.streak.MemberClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Cache warming with the real server and database. The idle detector is a fake, as the machine
/// that runs the tests is never idle.
@QuarkusTest
class WarmingTest extends ApiTest {

  private static final MemberClock UTC = new MemberClock(ZoneId.of("UTC"), LocalTime.MIDNIGHT);

  @Inject MemberResponseCache answers;
  @Inject InvalidationBus changes;
  @Inject UsagePatterns patterns;
  @Inject CacheWarmerRequests ahead;
  @Inject Queries queries;

  private CacheWarmer warmer(UsagePatterns of) {
    return new CacheWarmer(of, ahead, () -> true, time -> true, clock, System::nanoTime);
  }

  private WarmingTask task(UsagePatterns of) {
    return new WarmingTask(
        warmer(of), of, answers, queries, () -> true, clock, new CountDownLatch(1));
  }

  private WarmingStore store() {
    return new WarmingStore(queries);
  }

  private static String status(Answer answer) {
    return answer.headers().firstValue("Cache-Status").orElse("none");
  }

  private Person inUtc() {
    return person("{\"zone\":\"UTC\"}");
  }

  private static CacheWarmer.WarmingRequest today(UUID member, MemberClock memberClock) {
    return new CacheWarmer.WarmingRequest(member, memberClock, "/v1/today", Optional.empty());
  }

  private Optional<UsageMarker> warm(CacheWarmer.WarmingRequest wanted) {
    return ahead.load(List.of(wanted)).getFirst();
  }

  @Test
  void a_member_at_its_usual_hour_gets_a_cache_hit() {
    Person ada = inUtc();
    String habit = ada.habit("{\"title\":\"Read\"}");
    for (int day = 24; day <= 27; day++) {
      clock.set(Instant.parse("2026-11-%dT07:40:00Z".formatted(day)));
      assertEquals(200, ada.api().get("/v1/today").status());
    }
    CacheWarmer warmer = warmer(patterns);
    clock.set(Instant.parse("2026-11-30T07:26:00Z"));
    warmer.warmExpected();
    clock.set(Instant.parse("2026-11-30T07:44:00Z"));
    Answer today = ada.api().get("/v1/today");
    assertTrue(status(today).startsWith("UpCoach; hit"), status(today));
    assertEquals("2026-11-30", today.text("/day"));
    assertEquals(habit, today.text("/habits/0/habit/id"));
    clock.set(Instant.parse("2026-11-30T08:31:00Z"));
    warmer.warmExpected();
    assertTrue(warmer.statistics().budget().used() >= 1);
    assertTrue(warmer.statistics().budget().precision().orElseThrow() > 0);
  }

  @Test
  void a_warmed_response_equals_a_requested_one_byte_for_byte() {
    Person ada = inUtc();
    String habit = ada.habit("{\"title\":\"Read\",\"target\":20,\"unit\":\"pages\"}");
    ada.checkIn(habit, "2026-11-23", "{\"amount\":7}");
    for (String path : List.of("/v1/today", "/v1/habits/" + habit)) {
      Answer asked = ada.api().get(path);
      invalidate(ada);
      assertTrue(
          warm(new CacheWarmer.WarmingRequest(ada.id(), UTC, path, Optional.empty())).isPresent());
      Answer warmed = ada.api().get(path);
      assertTrue(status(warmed).startsWith("UpCoach; hit"), status(warmed));
      assertEquals(asked.body(), warmed.body());
      assertEquals(asked.headers().firstValue("ETag"), warmed.headers().firstValue("ETag"));
    }
  }

  private void invalidate(Person person) {
    changes.generations().bump(MemberResponseCache.tag(person.id()));
  }

  @Test
  void hot_responses_are_warmed_after_a_restart() {
    Person ada = inUtc();
    String habit = ada.habit("{\"title\":\"Read\"}");
    String one = "/v1/habits/" + habit;
    for (int times = 0; times < 3; times++) {
      ada.api().get("/v1/today");
      ada.api().get(one);
      ada.api().get("/v1/habits?archived=true");
    }
    task(patterns).storeHot();
    changes.generations().bumpAll();
    task(patterns).warmHot();
    assertTrue(status(ada.api().get("/v1/today")).startsWith("UpCoach; hit"));
    assertTrue(status(ada.api().get(one)).startsWith("UpCoach; hit"));
  }

  @Test
  void usage_patterns_survive_a_restart() {
    Person ada = inUtc();
    for (int day = 24; day <= 27; day++) {
      clock.set(Instant.parse("2026-11-%dT20:10:00Z".formatted(day)));
      ada.api().get("/v1/today");
    }
    task(patterns).storeAll();
    UsagePatterns after = new UsagePatterns(10_000);
    task(after).learn();
    Instant at = Instant.parse("2026-11-30T20:00:00Z");
    List<UUID> expected =
        after.expected(at, at.minus(Duration.ofMinutes(5)), 0.5).stream()
            .map(UsagePatterns.Expected::memberId)
            .toList();
    assertTrue(expected.contains(ada.id()), expected + " without " + ada.id());
  }

  @Test
  void a_member_with_a_new_time_zone_gets_no_response_of_the_old_one() {
    Person ada = inUtc();
    ada.api().patch("/v1/me", "{\"zone\":\"Asia/Tokyo\"}");
    assertEquals(Optional.empty(), warm(today(ada.id(), UTC)));
    Answer today = ada.api().get("/v1/today");
    assertEquals("UpCoach; fwd=miss; stored", status(today));
    assertEquals("Asia/Tokyo", today.text("/zone"));
  }

  @Test
  void nothing_is_warmed_or_stored_for_a_deleted_member() {
    Person ada = inUtc();
    ada.api().get("/v1/today");
    task(patterns).storeAll();
    task(patterns).storeHot();
    List<UsagePatterns.Stored> held =
        List.of(new UsagePatterns.Stored(ada.id(), new byte[98], clockDay()));
    assertEquals(200, ada.api().delete("/v1/me").status());
    store().save(held).await().indefinitely();
    store()
        .saveHot(List.of(new MemberResponseCache.HotKey(ada.id(), "/v1/today")), clock.instant())
        .await()
        .indefinitely();
    assertEquals("0", Rows.one("select count(*) from usage_pattern where member_id = ?", ada.id()));
    assertEquals("0", Rows.one("select count(*) from hot_response where member_id = ?", ada.id()));
    assertEquals(Optional.empty(), warm(today(ada.id(), UTC)));
  }

  private java.time.LocalDate clockDay() {
    return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  @Test
  void invalid_stored_rows_are_harmless() {
    Person ada = inUtc();
    Person eve = inUtc();
    String habit = eve.habit("{\"title\":\"Secret\"}");
    for (String path :
        List.of(
            "",
            "/v1/nothing",
            "/v1/me",
            "/v1/habits/x",
            "/v1/habits/" + habit,
            "/v1/habits/" + UUID.randomUUID())) {
      assertEquals(
          Optional.empty(),
          warm(new CacheWarmer.WarmingRequest(ada.id(), UTC, path, Optional.empty())),
          path);
    }
    assertEquals(Optional.empty(), warm(today(UUID.randomUUID(), UTC)));
    assertEquals(404, ada.api().get("/v1/habits/" + habit).status());
    assertFalse(ada.api().get("/v1/today").body().contains("Secret"));
  }

  @Test
  void old_hot_responses_are_deleted() {
    Person ada = inUtc();
    store()
        .saveHot(List.of(new MemberResponseCache.HotKey(ada.id(), "/v1/today")), clock.instant())
        .await()
        .indefinitely();
    store().saveHot(List.of(), clock.instant().plus(Duration.ofMinutes(21))).await().indefinitely();
    assertEquals("0", Rows.one("select count(*) from hot_response where member_id = ?", ada.id()));
  }
}
