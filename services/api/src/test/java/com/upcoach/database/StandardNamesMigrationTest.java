package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The migration that renames tables and columns, and the names of constraints and indexes.
@DisplayNameGeneration(ReplaceUnderscores.class)
class StandardNamesMigrationTest {

  private static final String BEFORE = "10";

  /// The tables with renamed columns or a new name: their names before and after.
  private static final Map<String, String> RENAMED =
      Map.of(
          "member", "member",
          "tally", "book_revision",
          "operation", "operation",
          "operator_act", "audit_entry",
          "rhythm", "usage_pattern",
          "hot_answer", "hot_response",
          "reply", "idempotency_key");

  private static final String ROWS =
      """
            insert into member (member_id, email, name, password, zone, day_start, first_weekday,
                                created_at)
            select md5('m' || n)::uuid, n || '@example.org', 'Ada', 'hash ' || n, 'UTC', 0, 1, now()
            from generate_series(1, 3) n;
            insert into tally (member_id, revision) select member_id, 7 from member;
            insert into operation (member_id, id, answer) select member_id, md5('o')::uuid, 'recorded' from member;
            insert into operator_act (id, operator_id, at, act, detail)
            select md5('a')::uuid, member_id, now(), 'cache invalidation', 'everything' from member limit 1;
            insert into rhythm (member_id, weights, through) select member_id, '\\x0102', '2026-11-20' from member;
            insert into hot_answer (member_id, path, place, at) select member_id, '/v1/today', 4, now() from member;
            insert into reply (member_id, key, request, chosen, created_at, begun_at, status, head, body)
            select member_id, 'k', '\\x0a', md5('c')::uuid, now(), '-infinity', 201, 'ETag: "e"', '{}' from member;
            """;

  /// Constraints and indexes whose name does not begin with that of their table. Those of
  /// partitions are named after the whole table.
  private static final String MISNAMED =
      """
            select coalesce(string_agg(named.name, ' ' order by named.name), '')
            from (select conrelid as relation, conname as name from pg_constraint
                  union all
                  select x.indrelid, i.relname from pg_index x join pg_class i on i.oid = x.indexrelid)
                 as named
            join pg_class t on t.oid = named.relation
            where t.relnamespace = 'public'::regnamespace and not t.relispartition
              and t.relname <> 'flyway_schema_history'
              and not starts_with(named.name, t.relname || '_')
            """;

  private final DatabaseAddress database = TestDatabase.fresh();

  private Map<String, String> rows(Iterable<String> tables) {
    Map<String, String> rows = new HashMap<>();
    for (String table : tables) {
      rows.put(
          table,
          TestDatabase.ask(
              database,
              "select count(*) || string_agg(t::text, ' ' order by t::text) from " + table + " t"));
    }
    return rows;
  }

  @Test
  void a_database_of_the_version_before_keeps_every_row_under_the_new_names() {
    TestDatabase.execute(database, "drop schema public cascade; create schema public");
    Flyway.configure(getClass().getClassLoader())
        .dataSource(database.dataSource())
        .locations("classpath:db/migration")
        .target(BEFORE)
        .loggers("slf4j")
        .load()
        .migrate();
    TestDatabase.execute(database, ROWS);
    Map<String, String> before = rows(RENAMED.keySet());

    Migrations.run(database, _ -> {});

    Map<String, String> after = rows(RENAMED.values());
    RENAMED.forEach((old, present) -> assertEquals(before.get(old), after.get(present), present));
    assertEquals(
        "hash 1 recorded cache invalidation 4 201 -infinity",
        TestDatabase.ask(
            database,
            """
            select concat_ws(' ', m.password_hash, o.result, a.action, h.rank, i.response_status,
                             i.claimed_at)
            from member m join book_revision b using (member_id) join operation o using (member_id)
            join usage_pattern u using (member_id) join hot_response h using (member_id)
            join idempotency_key i using (member_id) cross join audit_entry a
            where m.email = '1@example.org'
            """));
    assertEquals("", TestDatabase.ask(database, MISNAMED));
  }

  @Test
  void a_constraint_and_an_index_with_the_name_of_another_table_are_detected() {
    assertEquals("", TestDatabase.ask(database, MISNAMED));
    TestDatabase.execute(
        database,
        "alter table usage_pattern rename constraint usage_pattern_pkey to rhythm_pkey;"
            + "alter index idempotency_key_created_at rename to reply_created_at");
    assertEquals("reply_created_at rhythm_pkey rhythm_pkey", TestDatabase.ask(database, MISNAMED));
  }
}
