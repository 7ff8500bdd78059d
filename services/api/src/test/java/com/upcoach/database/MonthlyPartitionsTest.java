package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MonthlyPartitionsTest {

  private final DatabaseAddress database = TestDatabase.fresh();

  /// The first month without a partition after the migration, which depends on the current date.
  private final YearMonth next =
      YearMonth.parse(
          ask(
              "select to_char(max(substring(pg_get_expr(relpartbound, oid) from 'FROM \\(''([0-9-]+)'))::date, 'YYYY-MM')"
                  + " from pg_class where relname = 'check_in_later'"));

  private static final String ROW =
      """
            insert into check_in (member_id, habit_id, day, amount, skipped, day_start, at, zone, note)
            values (md5('m')::uuid, md5('h')::uuid, '%s', %s, false, 0, now(), 'UTC', 'note')
            """;

  private void record(Object day) {
    TestDatabase.execute(database, ROW.formatted(day, 1));
  }

  private String ask(String sql) {
    return TestDatabase.ask(database, sql);
  }

  private String partitionOf(Object day) {
    return ask("select tableoid::regclass from check_in where day = '%s'".formatted(day));
  }

  private MonthlyPartitions at(YearMonth month) {
    var moment = month.atDay(17).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new MonthlyPartitions(database, Clock.fixed(moment, ZoneOffset.UTC));
  }

  @Test
  void a_habits_day_has_one_check_in_in_every_partition() {
    for (Object day : List.of("1999-05-05", "2026-11-23", next.atDay(9))) {
      record(day);
      assertThrows(IllegalStateException.class, () -> record(day));
      TestDatabase.execute(
          database,
          ROW.formatted(day, 7)
              + " on conflict (member_id, habit_id, day) do update set amount = excluded.amount");
      assertEquals(
          "1 7",
          ask(
              "select count(*) || ' ' || max(amount)::int from check_in where day = '%s'"
                  .formatted(day)));
    }
  }

  @Test
  void every_possible_day_has_a_partition() {
    for (String day : List.of("-infinity", "4000-01-01 BC", "2024-12-31", "2025-01-01")) {
      record(day);
    }
    for (String day : List.of("2199-12-31", "5874897-12-31", "infinity")) {
      record(day);
      assertEquals("check_in_later", partitionOf(day));
    }
    assertEquals("check_in_before_2025", partitionOf("2024-12-31"));
    assertEquals("check_in_2025_01", partitionOf("2025-01-01"));
  }

  @Test
  void partitions_for_coming_months_are_created_and_their_rows_moved() throws SQLException {
    LocalDate inNext = next.atEndOfMonth();
    LocalDate beyond = next.plusMonths(MonthlyPartitions.MONTHS_AHEAD + 1L).atDay(1);
    record(inNext);
    record(beyond);
    String before = ask("select md5(string_agg(c::text, ';' order by day)) from check_in c");
    List<YearMonth> created = at(next).createMissing();
    assertEquals(
        List.of(next, next.plusMonths(1), next.plusMonths(2), next.plusMonths(3)), created);
    assertEquals("check_in_" + next.toString().replace('-', '_'), partitionOf(inNext));
    assertEquals("check_in_later", partitionOf(beyond));
    assertEquals(before, ask("select md5(string_agg(c::text, ';' order by day)) from check_in c"));
    assertThrows(IllegalStateException.class, () -> record(inNext));
    assertEquals(List.of(), at(next).createMissing());
    assertEquals(List.of(beyond(created)), at(next.plusMonths(1)).createMissing());
    assertEquals("check_in_" + beyond(created).toString().replace('-', '_'), partitionOf(beyond));
  }

  private static YearMonth beyond(List<YearMonth> created) {
    return created.getLast().plusMonths(1);
  }

  @Test
  void existing_partitions_are_unchanged_when_the_clock_goes_back() throws SQLException {
    String before = ask("select count(*) from pg_inherits");
    assertEquals(List.of(), at(YearMonth.of(2025, 3)).createMissing());
    assertEquals(before, ask("select count(*) from pg_inherits"));
  }

  @Test
  void a_clock_far_ahead_creates_no_partitions() {
    String before = ask("select count(*) from pg_inherits");
    assertThrows(IllegalStateException.class, () -> at(next.plusYears(40)).createMissing());
    assertEquals(before, ask("select count(*) from pg_inherits"));
  }

  @Test
  void of_several_concurrent_nodes_one_creates_the_partitions() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<YearMonth>>> nodes =
          Collections.nCopies(6, () -> at(next).createMissing());
      List<YearMonth> created = new ArrayList<>();
      for (var node : threads.invokeAll(nodes)) {
        created.addAll(node.get());
      }
      assertEquals(MonthlyPartitions.MONTHS_AHEAD + 1, created.size(), created::toString);
    }
  }

  @Test
  void a_long_query_lets_the_creation_fail_without_a_partial_change() throws SQLException {
    record(next.atDay(3));
    String before =
        ask("select string_agg(inhrelid::regclass::text, ' ' order by 1) from pg_inherits");
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select count(*) from check_in");
      // The query's transaction stays open until this has failed.
      assertThrows(SQLException.class, () -> at(next).createMissing());
      connection.rollback();
    }
    assertEquals(
        before,
        ask("select string_agg(inhrelid::regclass::text, ' ' order by 1) from pg_inherits"));
    assertEquals("check_in_later", partitionOf(next.atDay(3)));
    assertNotEquals(List.of(), at(next).createMissing());
  }

  @Test
  void after_a_failure_the_task_retries_and_then_runs_the_next_day() throws InterruptedException {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch fourth = new CountDownLatch(4);
    Callable<List<YearMonth>> work =
        () -> {
          fourth.countDown();
          return switch (attempts.incrementAndGet()) {
            case 1 -> throw new SQLException("the database is unreachable");
            case 2 -> throw new IllegalStateException("the clock is wrong");
            default -> List.of(YearMonth.of(2027, 1));
          };
        };
    try (var _ = new PartitionUpkeep(work, Duration.ofMillis(1), Duration.ofMillis(1)).started()) {
      assertTrue(fourth.await(60, TimeUnit.SECONDS));
    }
    int ended = attempts.get();
    Thread.sleep(20);
    assertEquals(ended, attempts.get());
  }

  @Test
  void the_migration_keeps_every_row_and_finds_the_latest_check_in_of_each_habit() {
    TestDatabase.execute(database, "drop schema public cascade; create schema public");
    Flyway.configure(getClass().getClassLoader())
        .dataSource(database.dataSource())
        .locations("classpath:db/migration")
        .target("1")
        .loggers("slf4j")
        .load()
        .migrate();
    TestDatabase.execute(
        database,
        """
                insert into check_in (member_id, habit_id, day, amount, skipped, day_start, at, zone, note)
                select md5('m' || m)::uuid, md5('h' || m % 3)::uuid, date '2020-01-01' + m * 11, m, m % 7 = 0, 180,
                       now(), 'Europe/Vienna', case when m % 5 > 0 then 'note ' || m end
                from generate_series(1, 400) m;
                insert into habit_summary (member_id, habit_id, as_of, ledger)
                select distinct member_id, habit_id, date '2026-11-25', 'abc'::bytea from check_in
                union all select md5('nobody')::uuid, md5('nothing')::uuid, date '2026-11-25', ''::bytea
                """);
    String rows =
        "select md5(string_agg((member_id, habit_id, day, amount::float8, skipped, day_start, at, zone, note)::text,"
            + " ';' order by member_id, habit_id, day)) from check_in";
    String before = ask(rows);
    Migrations.run(database, _ -> {});
    assertEquals(before, ask(rows));
    assertEquals(
        "401 401",
        ask(
            """
                        select count(*) || ' ' || count(*) filter (where
                            (s.latest_day, s.latest_amount, s.latest_note) is not distinct from (c.day, c.amount, c.note))
                        from habit_summary s left join check_in c
                          on c.member_id = s.member_id and c.habit_id = s.habit_id
                         and c.day = (select max(day) from check_in x
                                      where x.member_id = s.member_id and x.habit_id = s.habit_id)
                        """));
    assertEquals(
        "CHECK (((amount >= (0)::numeric) AND (amount <= '1000000000000'::numeric)))",
        ask(
            "select pg_get_constraintdef(oid) from pg_constraint where conname = 'check_in_amount_check' and conrelid = 'check_in'::regclass"));
  }
}
