package com.upcoach.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.Migrations;
import com.upcoach.database.Pools;
import com.upcoach.database.Queries;
import com.upcoach.database.TestDatabase;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.Mark;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// A migration from the version before the current rules, and the recount that follows it.
@DisplayNameGeneration(ReplaceUnderscores.class)
class BookRecountTest {

  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final String BEFORE = "8";

  private final Vertx vertx = Vertx.vertx();
  private final DatabaseAddress database = TestDatabase.fresh();
  private Pool pool;
  private BookRecount recount;
  private BookAudit audit;
  private Books books;

  @BeforeEach
  void createOldDatabase() {
    TestDatabase.execute(database, "drop schema public cascade; create schema public");
    Flyway.configure(getClass().getClassLoader())
        .dataSource(database.dataSource())
        .locations("classpath:db/migration")
        .target(BEFORE)
        .loggers("slf4j")
        .load()
        .migrate();
    pool = Pools.open(vertx, database, 4, "test");
    Queries queries = Queries.on(pool);
    books =
        new Books(
            queries,
            TestDatabase.batching(vertx, database),
            BookListener.NONE,
            Clock.fixed(NOW, ZoneOffset.UTC));
    audit = new BookAudit(books, queries);
    recount = new BookRecount(books, queries);
  }

  @AfterEach
  void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private UUID member(String zone) {
    UUID id = UUID.randomUUID();
    TestDatabase.execute(
        database,
        """
                insert into member (member_id, email, name, password, zone, day_start, first_weekday, created_at)
                values ('%1$s', '%1$s@example.org', 'Ada', '', '%2$s', 0, 1, now());
                insert into tally (member_id) values ('%1$s');
                """
            .formatted(id, zone));
    return id;
  }

  private UUID habit(
      UUID member, String kind, String target, String start, String schedule, String ledger) {
    UUID id = UUID.randomUUID();
    TestDatabase.execute(
        database,
        """
                insert into habit (member_id, id, title, kind, target, unlogged, starts, schedule, created_at)
                values ('%1$s', '%2$s', 'x', '%3$s', %4$s, 'missed', '%5$s', '%6$s', now());
                insert into habit_summary (member_id, habit_id, as_of, ledger, current_length, current_from, current_to,
                                           longest_length, longest_from, longest_to)
                values ('%1$s', '%2$s', '2026-07-01', '\\x%7$s', 1, '2026-06-29', '2026-06-29', 4, '2026-06-08', '2026-06-11');
                """
            .formatted(member, id, kind, target, start, schedule, ledger));
    return id;
  }

  private void record(UUID member, UUID habit, String day, String amount) {
    TestDatabase.execute(
        database,
        """
                insert into check_in (member_id, habit_id, day, amount, skipped, day_start, at, zone)
                values ('%s', '%s', '%s', %s, false, 0, now(), 'Etc/UTC')
                """
            .formatted(member, habit, day, amount));
  }

  private static String ledger(Map<String, Mark> marks) {
    Map<LocalDate, Mark> byDay = new java.util.HashMap<>();
    marks.forEach((day, mark) -> byDay.put(LocalDate.parse(day), mark));
    return HexFormat.of().formatHex(Ledger.of(byDay).encoded());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().indefinitely();
  }

  private String ask(String sql) {
    return TestDatabase.ask(database, sql);
  }

  @Test
  void members_whose_streaks_differ_under_the_current_rules_are_recounted() {
    UUID paused = member("Etc/UTC");
    UUID once =
        habit(
            paused,
            "do",
            "1",
            "2026-06-01",
            "timesInDays 1 7",
            ledger(Map.of("2026-06-08", Mark.MET, "2026-06-29", Mark.MET)));
    record(paused, once, "2026-06-08", "1");
    record(paused, once, "2026-06-29", "1");
    TestDatabase.execute(
        database,
        "insert into pause values ('%s', gen_random_uuid(), null, '2026-06-12', '2026-06-25')"
            .formatted(paused));
    UUID precise = member("Etc/UTC");
    UUID limit =
        habit(
            precise,
            "limit",
            "0.3",
            "2026-06-01",
            "daily",
            ledger(Map.of("2026-06-29", Mark.ofShare(199))));
    record(precise, limit, "2026-06-29", "0.30000000000000004");
    UUID inApia = member("Pacific/Apia");
    UUID old =
        habit(
            inApia,
            "do",
            "1",
            "2011-12-28",
            "daily",
            ledger(Map.of("2011-12-29", Mark.MET, "2011-12-31", Mark.MET)));
    record(inApia, old, "2011-12-29", "1");
    record(inApia, old, "2011-12-31", "1");
    UUID plain = member("Etc/UTC");
    habit(plain, "do", "1", "2026-06-01", "daily", "");

    Migrations.run(database, log -> {});
    assertEquals("3", ask("select count(*) from book_recount"));
    assertEquals(
        "0", ask("select count(*) from book_recount where member_id = '%s'".formatted(plain)));
    for (UUID member : List.of(paused, precise, inApia)) {
      assertFalse(await(audit.audit(member)).isEmpty());
    }

    assertEquals(3, await(recount.run(done -> {})));
    for (UUID member : List.of(paused, precise, inApia)) {
      assertEquals(List.of(), await(audit.audit(member)));
    }
    assertEquals("0", ask("select count(*) from book_recount"));
    assertEquals(
        "10",
        ask("select longest_length from habit_summary where habit_id = '%s'".formatted(once)));
    assertEquals(
        "2", ask("select longest_length from habit_summary where habit_id = '%s'".formatted(old)));
    assertEquals(0, await(recount.run(done -> {})), "nothing is left to do");
  }

  @Test
  void amounts_and_targets_become_thousandths_rounded_half_to_even() {
    UUID member = member("Etc/UTC");
    UUID habit = habit(member, "do", "0.0001", "2026-06-01", "daily", "");
    List<String> amounts =
        List.of("0.30000000000000004", "2.0005", "2.0015", "0.0025", "12", "1e300", "1e12");
    for (int day = 0; day < amounts.size(); day++) {
      record(member, habit, "2026-06-1" + day, amounts.get(day));
    }
    Migrations.run(database, log -> {});
    assertEquals(
        "0.300 2.000 2.002 0.002 12.000 1000000000000.000 1000000000000.000",
        ask("select string_agg(amount::text, ' ' order by day) from check_in"));
    assertEquals("0.001", ask("select target from habit"));
    await(recount.run(done -> {}));
    assertEquals(
        0.001, await(books.read(member)).orElseThrow().page(habit).orElseThrow().habit().target());
  }

  @Test
  void a_deleted_member_is_removed_from_the_pending_recounts() {
    Migrations.run(database, log -> {});
    TestDatabase.execute(database, "insert into book_recount values (gen_random_uuid())");
    assertEquals(1, await(recount.run(done -> {})));
    assertEquals("0", ask("select count(*) from book_recount"));
  }
}
