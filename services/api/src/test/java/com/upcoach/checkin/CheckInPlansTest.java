package com.upcoach.checkin;

import static com.upcoach.database.QueryPlan.PlanMode.CUSTOM;
import static com.upcoach.database.QueryPlan.PlanMode.GENERIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.QueryPlan;
import com.upcoach.database.QueryPlan.PlanMode;
import com.upcoach.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Query plans on the partitioned check-in table: a member's reads must not slow down as it grows.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckInPlansTest {

  private static final String OWNERS = "array[md5('member 7')::uuid], array[md5('habit 7')::uuid]";

  /// Two years of check-ins, every other day, of 200 habits.
  private static final String FILLING =
      """
            insert into check_in (member_id, habit_id, day, amount, skipped, day_start, at, zone)
            select md5('member ' || m)::uuid, md5('habit ' || m)::uuid, day::date, 1, false, 0, day, 'UTC'
            from generate_series(1, 200) m,
                 generate_series(timestamp '2025-01-01', timestamp '2026-11-24', interval '2 days') day
            """;

  private static DatabaseAddress database;

  @BeforeAll
  static void fill() {
    database = TestDatabase.fresh();
    TestDatabase.execute(database, FILLING);
    for (String part : partsWhere("relname ~ '_202[56]_' and relname < 'check_in_2026_12'")) {
      TestDatabase.execute(database, "analyze " + part);
    }
  }

  private static List<String> partsWhere(String which) {
    return List.of(
        TestDatabase.ask(
                database,
                """
                                select string_agg(relname, ' ' order by relname) from pg_class
                                join pg_inherits on inhrelid = pg_class.oid
                                where inhparent = 'check_in'::regclass and\s"""
                    + which)
            .split(" ", -1));
  }

  private static QueryPlan one(PlanMode made) {
    return QueryPlan.of(
        database,
        made,
        CheckInStore.ONE,
        "uuid[], uuid[], date[]",
        OWNERS + ", array['2026-10-15'::date]");
  }

  private static QueryPlan page(PlanMode made) {
    return QueryPlan.of(
        database,
        made,
        CheckInStore.PAGE,
        "uuid[], uuid[], date[], date[], int[]",
        OWNERS + ", array['2199-12-31'::date], array['1900-01-01'::date], array[21]");
  }

  @Test
  void one_day_of_one_habit_reads_one_partition() {
    QueryPlan planned = one(CUSTOM);
    assertEquals(List.of("check_in_2026_10"), planned.executed("check_in"), planned::toString);
    QueryPlan prepared = one(GENERIC);
    assertEquals(List.of("check_in_2026_10"), prepared.executed("check_in"), prepared::toString);
  }

  @ParameterizedTest
  @EnumSource
  void a_page_of_the_newest_reads_partition_by_partition_and_stops_when_full(PlanMode made) {
    QueryPlan plan = page(made);
    assertTrue(stopsEarly(plan), plan::toString);
  }

  /// A default partition may hold any day, so the partitions are unordered: the first row of each
  /// must be read to find the newest one.
  @Test
  void with_a_default_partition_all_partitions_would_be_read() {
    TestDatabase.execute(
        database,
        """
                alter table check_in detach partition check_in_later;
                alter table check_in attach partition check_in_later default
                """);
    try {
      QueryPlan plan = page(GENERIC);
      assertFalse(stopsEarly(plan), plan::toString);
    } finally {
      TestDatabase.execute(
          database,
          """
                    do $$ begin
                        alter table check_in detach partition check_in_later;
                        execute (select format('alter table check_in attach partition check_in_later for values from (%L) to (maxvalue)',
                            substring(max(pg_get_expr(relpartbound, oid)) from 'TO \\(''([0-9-]+)''\\)'))
                            from pg_class where relname ~ '^check_in_20.._..$');
                    end $$
                    """);
    }
  }

  /// Rows come in order from the newest partition, without a sort. No partition older than the rows
  /// is opened: 21 days, every other one, span two months.
  private static boolean stopsEarly(QueryPlan plan) {
    List<String> executed = plan.executed("check_in");
    return plan.of("Append").size() == 1
        && plan.of("Merge Append").isEmpty()
        && plan.of("Sort").isEmpty()
        && executed.stream()
            .noneMatch(
                part -> part.startsWith("check_in_2") && part.compareTo("check_in_2026_10") < 0)
        && executed.contains("check_in_2026_11");
  }

  /// The planner assumes ten pages for an empty partition that was never analysed. An analysed
  /// empty one would be scanned sequentially, also by cached plans.
  @Test
  void an_empty_future_partition_is_read_by_its_key() {
    QueryPlan plan =
        QueryPlan.of(
            database,
            GENERIC,
            CheckInStore.ONE,
            "uuid[], uuid[], date[]",
            OWNERS + ", array[current_date + 62]");
    assertTrue(plan.of("Seq Scan").isEmpty(), plan::toString);
    assertEquals(1, plan.executed("check_in_2").size(), plan::toString);
  }
}
