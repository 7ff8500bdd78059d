package com.upcoach.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountDeletionTest extends ApiTest {

  /// Every column that can refer to a member, in every table; partitions are covered by their
  /// table.
  private static List<String> columns() {
    return Rows.column(
        "select table_name || ' ' || column_name from information_schema.columns"
            + " where table_schema = 'public' and udt_name = 'uuid'"
            + " and (column_name like '%member_id' or column_name like '%owner%')"
            + NO_PART);
  }

  private static final String NO_PART =
      " and not (select relispartition from pg_class where oid = to_regclass(table_name))";

  private static List<String> tablesWithRowsOf(UUID member) {
    return columns().stream()
        .filter(
            column -> {
              String[] parts = column.split(" ", -1);
              return !Rows.one(
                      "select count(*) from \"%s\" where %s = ?".formatted(parts[0], parts[1]),
                      member)
                  .equals("0");
            })
        .sorted()
        .toList();
  }

  @Test
  void every_table_with_members_is_covered_by_account_deletion() {
    List<String> known = List.copyOf(MemberStore.TABLES.keySet());
    List<String> existing =
        Rows.column(
            "select table_name from information_schema.columns where table_schema ="
                + " 'public' and column_name = 'member_id'"
                + NO_PART
                + " order by 1");
    assertEquals(existing, known.stream().sorted().toList());
  }

  @Test
  void deleting_an_account_leaves_no_rows_and_returns_the_counts() {
    Person ada = person();
    Person bob = person();
    String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    ada.checkIn(habit, "2026-11-20", "{}");
    ada.checkIn(habit, "2026-11-21", "{}");
    ada.api()
        .with("Idempotency-Key", "k")
        .post("/v1/pauses", "{\"from\":\"2026-11-10\",\"to\":\"2026-11-12\"}");
    ada.api()
        .post(
            "/v1/check-ins",
            "{\"operations\":[{\"id\":\"%s\",\"op\":\"delete\",\"habitId\":\"%s\",\"day\":\"2026-11-02\"}]}"
                .formatted(UUID.randomUUID(), habit));
    String code = ada.api().post("/v1/groups", "{\"name\":\"Readers\"}").text("/code");
    bob.api().post("/v1/groups/memberships", "{\"code\":\"" + code + "\"}");
    Rows.change(
        "insert into import (member_id, id, state, created_at) values (?, ?, 'done', now())",
        ada.id(),
        UUID.randomUUID());
    Rows.change(
        "insert into usage_pattern (member_id, weights, through) values (?, ''::bytea, now())",
        ada.id());
    Rows.change(
        "insert into hot_response (member_id, path, rank, saved_at)"
            + " values (?, '/v1/today', 0, now())",
        ada.id());
    Rows.change(
        "insert into known_network (member_id, network, seen_at)" + " values (?, ''::bytea, now())",
        ada.id());
    Rows.change(
        "insert into security_event (member_id, id, at, kind)"
            + " values (?, ?, now(), 'sign-in-failed')",
        ada.id(),
        UUID.randomUUID());
    Rows.change("insert into book_recount (member_id) values (?)", ada.id());
    assertEquals(columns().size(), tablesWithRowsOf(ada.id()).size(), "a table is not filled");

    Answer answer = ada.api().delete("/v1/me");

    assertEquals(200, answer.status());
    assertEquals(2, answer.at("/deleted/checkIns").intValue());
    assertEquals(1, answer.at("/deleted/groups").intValue());
    answer
        .at("/deleted")
        .properties()
        .forEach(one -> assertFalse(one.getValue().intValue() < 1, one.getKey()));
    assertEquals(List.of(), tablesWithRowsOf(ada.id()));
    assertEquals("session-expired", ada.api().get("/v1/me").problem());
    assertEquals(0, bob.api().get("/v1/groups").at("/items").size());
    assertEquals(200, bob.api().get("/v1/today").status());
  }

  @Test
  void concurrent_writes_leave_no_rows_of_a_deleted_account() throws Exception {
    for (int round = 0; round < 8; round++) {
      Person ada = person();
      String habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Answer>> work = new java.util.ArrayList<>();
        for (int day = 1; day <= 6; day++) {
          String path = "/v1/habits/%s/check-ins/2026-11-0%d".formatted(habit, day);
          work.add(() -> ada.api().put(path, "{}"));
        }
        work.add(3, () -> ada.api().delete("/v1/me"));
        work.add(() -> ada.api().post("/v1/groups", "{\"name\":\"Readers\"}"));
        for (var answer : threads.invokeAll(work)) {
          assertFalse(answer.get().status() >= 500, answer.get().body());
        }
      }
      assertEquals(List.of(), tablesWithRowsOf(ada.id()));
    }
  }
}
