package com.upcoach.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.BookAudit;
import com.upcoach.book.BookListener;
import com.upcoach.book.Books;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.Pools;
import com.upcoach.database.Queries;
import com.upcoach.database.TestDatabase;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoLoadTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Instant MOMENT = Instant.parse("2026-11-23T15:04:05Z");
  private static final DemoPlan PLAN = new DemoPlan(SEED, 150, 200, MOMENT);
  private static final DemoPlan OTHERS = new DemoPlan(SEED + 1, 40, 60, MOMENT);
  private static final String SAYS = "seed " + SEED;

  private final DatabaseAddress database = TestDatabase.fresh();

  @Test
  void the_stored_summaries_agree_with_the_check_ins() throws Exception {
    DemoReport report = done(load(PLAN));
    assertEquals(150, report.members(), SAYS);
    assertEquals(report.checkIns(), Long.parseLong(ask("select count(*) from check_in")), SAYS);
    assertEquals(List.of(), discrepancies(), SAYS);
  }

  @Test
  void the_summary_of_a_habit_holds_its_newest_day() throws Exception {
    done(load(PLAN));
    assertEquals(
        "0",
        ask(
            """
                        select count(*) from habit_summary s left join lateral (
                            select day, amount, note from check_in c
                            where c.member_id = s.member_id and c.habit_id = s.habit_id
                            order by day desc limit 1) c on true
                        where (s.latest_day, s.latest_amount, s.latest_note)
                            is distinct from (c.day, c.amount, c.note)
                        """),
        SAYS);
    assertNotEquals(
        "0", ask("select count(*) from habit_summary where latest_note is not null"), SAYS);
  }

  /// PostgreSQL assumes that an empty partition that was analysed stays empty.
  @Test
  void only_nonempty_partitions_are_analysed() throws Exception {
    done(load(PLAN));
    String question =
        """
                select count(*) filter (where reltuples > 0) || ' ' || count(*) filter (where reltuples = 0)
                from pg_class where relispartition and relkind = 'r'
                """;
    assertEquals(ask("select count(distinct tableoid) from check_in") + " 0", ask(question), SAYS);
  }

  @Test
  void two_loads_of_one_plan_are_equal_row_by_row() throws Exception {
    done(load(PLAN));
    DatabaseAddress again = TestDatabase.fresh();
    done(
        new DemoLoad(again, PLAN, "another hash", Optional.empty(), System::nanoTime)
            .run(Optional.empty(), NONE));
    for (DemoTable table : DemoTable.values()) {
      String row = "(to_jsonb(t) - 'password_hash')::text";
      String question =
          "select md5(string_agg(%s, '|' order by %s)) from %s t".formatted(row, row, table.table);
      assertEquals(ask(question), ask(again, question), SAYS + " " + table);
    }
  }

  @Test
  void keys_and_indexes_are_the_same_after_a_load_as_before() throws Exception {
    String question =
        """
                select string_agg(indexdef, ';' order by indexdef) || (
                    select string_agg(conrelid::regclass || pg_get_constraintdef(oid), ';' order by oid::text)
                    from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace)
                from pg_indexes where schemaname = 'public'
                """;
    String before = ask(question);
    done(load(PLAN));
    assertEquals(before, ask(question), SAYS);
  }

  @Test
  void a_second_seed_adds_its_members_and_the_same_seed_adds_nobody() throws Exception {
    done(load(PLAN));
    assertEquals(
        Outcome.refused(new SeedTaken(SEED)), load(new DemoPlan(SEED, 3, 10, MOMENT)), SAYS);
    done(load(OTHERS));
    assertEquals("190", ask("select count(*) from member"), SAYS);
    assertEquals(List.of(), discrepancies(), SAYS);
  }

  @Test
  void a_remaining_member_of_the_seed_refuses_the_whole_load() throws Exception {
    done(load(PLAN));
    ask(
        "with gone as (delete from member where email <> '%s' returning 1) select count(*) from gone"
            .formatted(new DemoMembers(PLAN).member(9).member().email()));
    String checkIns = ask("select count(*) from check_in");
    assertInstanceOf(Outcome.Refused.class, load(PLAN), SAYS);
    assertEquals("1", ask("select count(*) from member"), SAYS);
    assertEquals(checkIns, ask("select count(*) from check_in"), SAYS);
  }

  @Test
  void an_interrupted_load_leaves_nothing_behind(@TempDir Path folder) throws Exception {
    DemoPlan large = new DemoPlan(SEED, 3_000, 200, MOMENT);
    Path file = folder.resolve("tokens");
    try (TokenFile tokens = TokenFile.begin(file)) {
      assertThrows(
          InterruptedException.class,
          () ->
              new DemoLoad(database, large, "hash", Optional.of(sessions()), System::nanoTime)
                  .run(Optional.of(tokens), interruptingAtOnce()));
    }
    for (DemoTable table : DemoTable.values()) {
      assertEquals("0", ask("select count(*) from " + table.table), SAYS + " " + table);
    }
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
    done(load(PLAN));
    assertEquals(List.of(), discrepancies(), SAYS);
  }

  @Test
  void a_token_file_has_a_line_for_each_member_that_only_its_owner_reads(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("tokens");
    try (TokenFile tokens = TokenFile.begin(file)) {
      done(
          new DemoLoad(database, OTHERS, "hash", Optional.of(sessions()), System::nanoTime)
              .run(Optional.of(tokens), NONE));
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    List<String> lines = Files.readAllLines(file);
    assertEquals(OTHERS.members(), lines.size(), SAYS);
    for (int number = 0; number < lines.size(); number++) {
      DemoMember member = new DemoMembers(OTHERS).member(number);
      List<String> words = List.of(lines.get(number).split(" ", -1));
      assertEquals(member.member().id().toString(), words.getFirst(), SAYS);
      assertEquals(
          member.book().pages().keySet().stream().map(Object::toString).toList(),
          words.subList(2, words.size()),
          SAYS);
    }
    assertFalse(ask("select string_agg(token_hash::text, '') from session").isEmpty(), SAYS);
  }

  private static final DemoLoad.Progress NONE = progress(() -> {});

  private static DemoLoad.Progress interruptingAtOnce() {
    return progress(Thread.currentThread()::interrupt);
  }

  private static DemoLoad.Progress progress(Runnable afterBatch) {
    return new DemoLoad.Progress() {
      @Override
      public void reached(long members, long checkIns) {
        assertTrue(members > 0 && checkIns > 0, SAYS);
        afterBatch.run();
      }

      @Override
      public void finishing() {}
    };
  }

  private static DemoSessions sessions() {
    return new DemoSessions(new SecureRandom(), MOMENT, Duration.ofDays(30));
  }

  private Outcome<DemoReport> load(DemoPlan plan) throws InterruptedException {
    return new DemoLoad(database, plan, "hash", Optional.empty(), System::nanoTime)
        .run(Optional.empty(), NONE);
  }

  private static DemoReport done(Outcome<DemoReport> outcome) {
    if (outcome instanceof Outcome.Done<DemoReport>(DemoReport report)) {
      return report;
    }
    throw new AssertionError(SAYS + ": " + outcome);
  }

  private List<BookAudit.Discrepancy> discrepancies() throws SQLException {
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, database, 2, "test");
    try {
      Queries queries = Queries.on(pool);
      Books books =
          new Books(
              queries,
              TestDatabase.batching(vertx, database),
              BookListener.NONE,
              Clock.systemUTC());
      BookAudit audit = new BookAudit(books, queries);
      List<BookAudit.Discrepancy> found = new ArrayList<>();
      for (String id :
          ask("select string_agg(member_id::text, ' ') from book_revision").split(" ", -1)) {
        found.addAll(await(audit.audit(UUID.fromString(id))));
      }
      return found;
    } finally {
      pool.close().toCompletionStage().toCompletableFuture().join();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }

  private String ask(String question) throws SQLException {
    return ask(database, question);
  }

  private static String ask(DatabaseAddress address, String question) throws SQLException {
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1) == null ? "" : answer.getString(1);
    }
  }
}
