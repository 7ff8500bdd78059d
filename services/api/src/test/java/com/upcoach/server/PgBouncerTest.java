package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.BookAudit;
import com.upcoach.coalesce.LaneStatistics;
import com.upcoach.coalesce.Lanes;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.MonthlyPartitions;
import com.upcoach.database.PgBouncerResource;
import com.upcoach.database.TestDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("wall-time")
@QuarkusTest
@Timeout(120)
@TestProfile(PgBouncerTest.BehindPgBouncer.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PgBouncerTest {

  private static final int MEMBERS = 12;
  private static final int DAYS = 20;
  private static final String PASSWORD = "correct horse battery";

  @TestHTTPResource URI address;
  @Inject BookAudit audit;
  @Inject Lanes lanes;
  @Inject DatabaseAddress pooled;
  @Inject Clock clock;

  public static final class BehindPgBouncer implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(PgBouncerResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  private record Member(UUID id, Api api, String habit) {}

  private Member member() {
    UUID id = UUID.randomUUID();
    Api visitor = Api.at(URI.create(address.toString().replaceAll("/$", "")));
    String credentials = "\"email\":\"%s@example.org\",\"password\":\"%s\"".formatted(id, PASSWORD);
    ok(
        201,
        visitor.post(
            "/v1/members", "{\"id\":\"%s\",%s,\"name\":\"Ada\"}".formatted(id, credentials)));
    Api api =
        visitor.signedIn(
            ok(201, visitor.post("/v1/sessions", "{" + credentials + "}")).text("/token"));
    String habit =
        ok(201, api.post("/v1/habits", "{\"title\":\"Read\",\"start\":\"2026-01-01\"}"))
            .text("/id");
    return new Member(id, api, habit);
  }

  private static Answer ok(int status, Answer answer) {
    assertEquals(status, answer.status(), answer.body());
    return answer;
  }

  private static <T> List<T> concurrently(List<Callable<T>> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> done = new ArrayList<>();
      for (var member : threads.invokeAll(work)) {
        done.add(member.get());
      }
      return done;
    }
  }

  private static int checkIn(Member member) {
    for (int back = 0; back < DAYS; back++) {
      String path = "/v1/habits/%s/check-ins/2026-11-%02d".formatted(member.habit(), 22 - back);
      ok(200, withRetries(() -> member.api().put(path, "{\"amount\":2}")));
    }
    return DAYS;
  }

  private static int readDay(Member member) {
    for (int look = 0; look < DAYS; look++) {
      ok(200, withRetries(() -> member.api().get("/v1/habits/" + member.habit())));
      ok(200, withRetries(() -> member.api().get("/v1/today")));
    }
    return 2 * DAYS;
  }

  /// Retries requests that the server refuses under load, as every client does.
  private static Answer withRetries(Supplier<Answer> request) {
    Answer answer = request.get();
    for (int again = 0; again < 20 && answer.status() == 503; again++) {
      answer = request.get();
    }
    return answer;
  }

  @Test
  void the_whole_day_of_many_members_goes_through_pgbouncer_in_transaction_mode() throws Exception {
    List<Callable<Member>> arrivals = new ArrayList<>();
    for (int member = 0; member < MEMBERS; member++) {
      arrivals.add(this::member);
    }
    List<Member> members = concurrently(arrivals);
    List<Callable<Integer>> day = new ArrayList<>();
    for (Member member : members) {
      day.add(() -> checkIn(member));
      day.add(() -> readDay(member));
    }
    long begun = System.nanoTime();
    int requests = concurrently(day).stream().mapToInt(Integer::intValue).sum();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    List<Callable<Answer>> evening = new ArrayList<>();
    for (Member member : members) {
      String habit = "/v1/habits/" + member.habit();
      evening.add(
          () ->
              ok(
                  200,
                  member.api().patch(habit, "{\"schedule\":{\"type\":\"timesPerWeek\",\"n\":3}}")));
      evening.add(() -> ok(200, withRetries(() -> member.api().get(habit + "/statistics"))));
      evening.add(
          () ->
              ok(200, withRetries(() -> member.api().get("/v1/leaderboards/global?period=week"))));
      evening.add(
          () ->
              ok(
                  200,
                  withRetries(() -> member.api().get("/v1/leaderboards/global/me?period=week"))));
      evening.add(
          () -> ok(204, withRetries(() -> member.api().delete(habit + "/check-ins/2026-11-22"))));
      evening.add(
          () ->
              ok(
                  201,
                  withRetries(() -> member.api().post("/v1/groups", "{\"name\":\"Readers\"}"))));
    }
    concurrently(evening);
    for (Member member : members) {
      assertEquals(List.of(), audit.audit(member.id()).await().indefinitely());
    }
    assertEquals(
        Integer.toString(MEMBERS * (DAYS - 1)),
        TestDatabase.ask(direct(), "select count(*) from check_in"));
    LaneStatistics writes =
        lanes.statistics().stream()
            .filter(lane -> lane.lane().equals("writes"))
            .findFirst()
            .orElseThrow();
    System.out.printf(
        "%d requests through PgBouncer in %d ms; %d writes in %d batches%n",
        requests, took.toMillis(), writes.entries(), writes.batches());
    assertTrue(writes.batches() < writes.entries(), "nothing was batched");
    assertEquals(0, writes.failed());
  }

  @Test
  void operator_commands_work_through_pgbouncer_and_leave_its_connections_clean() throws Exception {
    TestDatabase.execute(direct(), "drop table check_in_2027_02");
    TestDatabase.execute(direct(), "alter table check_in detach partition check_in_later");
    TestDatabase.execute(
        direct(),
        "alter table check_in attach partition check_in_later for values from ('2027-02-01') to (maxvalue)");
    assertEquals(
        List.of(YearMonth.of(2027, 2)), new MonthlyPartitions(pooled, clock).createMissing());
    assertEquals(
        "0",
        TestDatabase.ask(direct(), "select count(*) from pg_locks where locktype = 'advisory'"));
  }

  private static DatabaseAddress direct() {
    return DatabaseAddress.parse(
        ConfigProvider.getConfig().getValue("upcoach.test.direct-url", String.class));
  }
}
