package com.upcoach.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.QueryPlan;
import com.upcoach.database.QueryPlan.PlanMode;
import com.upcoach.database.TestDatabase;
import com.upcoach.member.MemberListStore.Filter;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.ListFingerprint;
import com.upcoach.paging.PageRequest;
import com.upcoach.paging.SortOrder;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Query plans of the list of members: the last page costs as much as the first.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MemberPlansTest {

  private static final int SIZE = 20;

  private static final String FILLING =
      """
            insert into member (member_id, email, name, password_hash, zone, day_start, first_weekday, role, created_at)
            select md5('m' || i)::uuid, md5('e' || i) || '@example.org', 'Name ' || md5('n' || i), 'x', 'UTC', 0, 1,
                   case when i % 5000 = 0 then 'admin' else 'member' end,
                   timestamptz '2025-01-01Z' + i * 7919 % 30000 * interval '1 minute'
            from generate_series(1, 30000) i
            """;

  private static DatabaseAddress database;

  @BeforeAll
  static void fill() {
    database = TestDatabase.fresh();
    TestDatabase.execute(database, FILLING);
    TestDatabase.execute(database, "analyze member");
  }

  private static QueryPlan plan(
      PlanMode made, Filter filter, SortOrder<MemberSort> order, Optional<Cursor> after) {
    var asked =
        new MemberListStore.PageStatement(
            filter, order, new PageRequest(ListFingerprint.of("test"), after, SIZE));
    Tuple arguments = asked.arguments();
    List<String> types = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int place = 0; place < arguments.size(); place++) {
      Object value = arguments.getValue(place);
      types.add(
          switch (value) {
            case UUID id -> "uuid";
            case OffsetDateTime instant -> "timestamptz";
            case Integer number -> "int";
            default -> "text";
          });
      values.add("'" + value + "'");
    }
    return QueryPlan.of(
        database, made, asked.sql(), String.join(", ", types), String.join(", ", values));
  }

  /// The cursor after which two pages remain.
  private static Cursor nearTheEnd(SortOrder<MemberSort> order) {
    String way = order.descending() ? "" : " desc";
    String id = "member_id" + way;
    String from = " from member order by %s offset " + SIZE + " limit 1";
    String key =
        switch (order.by()) {
          case ID -> "''" + from.formatted(id);
          case EMAIL -> "email" + from.formatted("email" + way);
          case NAME -> "name" + from.formatted("name collate \"C\"" + way + ", " + id);
          case CREATED_AT ->
              "to_char(created_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                  + from.formatted("created_at" + way + ", " + id);
        };
    String both = TestDatabase.ask(database, "select member_id || ' ' || " + key);
    return new Cursor(both.substring(37), UUID.fromString(both.substring(0, 36)));
  }

  private static boolean readsThePageAlone(QueryPlan plan) {
    return plan.of("Sort").isEmpty()
        && plan.reading("member").count() == 1
        && plan.reading("member")
            .allMatch(
                node ->
                    node.get("Node Type").asText().equals("Index Scan")
                        && node.path("Rows Removed by Filter").asLong() == 0
                        && node.path("Rows Removed by Index Recheck").asLong() == 0
                        && node.get("Actual Rows").asDouble() <= SIZE + 1
                        && node.get("Shared Hit Blocks").asLong()
                                + node.get("Shared Read Blocks").asLong()
                            < 5L * SIZE);
  }

  @ParameterizedTest
  @EnumSource
  void the_first_page_and_the_last_read_their_rows_from_an_index_in_every_order(PlanMode made) {
    for (SortOrder<MemberSort> order : SortOrder.all(MemberSort.class)) {
      QueryPlan first = plan(made, Filter.ALL, order, Optional.empty());
      assertTrue(readsThePageAlone(first), () -> order + " " + first);
      QueryPlan last = plan(made, Filter.ALL, order, Optional.of(nearTheEnd(order)));
      assertTrue(readsThePageAlone(last), () -> order + " " + last);
      assertEquals(SIZE, last.nodes().getFirst().get("Actual Rows").asInt(), order::toString);
    }
  }

  @Test
  void without_the_index_all_members_are_read() {
    TestDatabase.execute(database, "drop index member_name");
    try {
      SortOrder<MemberSort> byName = SortOrder.of(MemberSort.NAME);
      QueryPlan plan = plan(PlanMode.CUSTOM, Filter.ALL, byName, Optional.empty());
      assertFalse(readsThePageAlone(plan), plan::toString);
    } finally {
      TestDatabase.execute(
          database, "create index member_name on member (name collate \"C\", member_id)");
    }
  }

  /// The day bound on the cursor's side is left out.
  @ParameterizedTest
  @EnumSource
  void with_day_bounds_a_page_begins_at_its_cursor(PlanMode made) {
    LocalDate last = LocalDate.of(2030, 1, 1);
    Filter days = new Filter("", Optional.empty(), Optional.of(LocalDate.EPOCH), Optional.of(last));
    for (SortOrder<MemberSort> order :
        List.of(SortOrder.of(MemberSort.CREATED_AT), SortOrder.descending(MemberSort.CREATED_AT))) {
      QueryPlan plan = plan(made, days, order, Optional.of(nearTheEnd(order)));
      assertTrue(readsThePageAlone(plan), () -> order + " " + plan);
    }
  }

  @Test
  void members_with_a_rare_role_are_found_by_an_index() {
    Filter admins = new Filter("", Optional.of(Role.ADMIN), Optional.empty(), Optional.empty());
    for (SortOrder<MemberSort> order : SortOrder.all(MemberSort.class)) {
      QueryPlan plan = plan(PlanMode.CUSTOM, admins, order, Optional.empty());
      assertTrue(
          plan.reading("member").allMatch(node -> node.get("Actual Rows").asDouble() <= 6),
          () -> order + " " + plan);
    }
  }
}
