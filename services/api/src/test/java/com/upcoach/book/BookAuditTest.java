package com.upcoach.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.database.Pools;
import com.upcoach.database.Queries;
import com.upcoach.database.TestDatabase;
import com.upcoach.outcome.Outcome;
import com.upcoach.streak.DateRange;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Random edits of books on a real PostgreSQL, checked by an audit that recomputes all from the
/// check-ins.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BookAuditTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final LocalDate START = TODAY.minusDays(120);
  private static final int MEMBERS = 6;
  private static final int EDITS = 120;

  private static Vertx vertx;
  private static Pool pool;
  private static Queries queries;
  private static Books books;
  private static BookAudit audit;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    var database = TestDatabase.fresh();
    pool = Pools.open(vertx, database, 4, "test");
    queries = Queries.on(pool);
    books =
        new Books(
            queries,
            TestDatabase.batching(vertx, database),
            BookListener.NONE,
            Clock.fixed(NOW, ZoneOffset.UTC));
    audit = new BookAudit(books, queries);
  }

  @AfterAll
  static void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void after_random_edits_summaries_and_standings_agree_with_the_check_ins() {
    for (int number = 0; number < MEMBERS; number++) {
      UUID member = member();
      for (int edit = 0; edit < EDITS; edit++) {
        change(member);
      }
      assertEquals(List.of(), await(audit.audit(member)), "seed " + SEED);
    }
  }

  @Test
  void concurrent_writes_of_several_devices_lose_no_check_in() {
    UUID member = member();
    Habit habit = readDaily();
    await(books.change(member, edit -> added(edit, habit)));
    List<Uni<Outcome<CheckIn>>> writes = new ArrayList<>();
    for (int day = 0; day < 16; day++) {
      LocalDate on = TODAY.minusDays(day);
      writes.add(books.change(member, edit -> recorded(edit, habit, on, 1)));
    }
    await(Uni.join().all(writes).andFailFast());

    Book book = await(books.read(member)).orElseThrow();
    assertEquals(1 + writes.size(), book.revision());
    assertEquals(16, await(books.history(member, habit.id())).size());
    assertEquals(List.of(), await(audit.audit(member)));
  }

  @Test
  void an_audit_finds_each_wrong_stored_value() {
    UUID member = member();
    Habit habit = readDaily();
    await(books.change(member, edit -> added(edit, habit)));
    await(books.change(member, edit -> recorded(edit, habit, TODAY, 1)));
    assertEquals(List.of(), await(audit.audit(member)));

    corrupt("update habit_summary set longest_length = 9 where member_id = $1", member);
    assertFound("summary", member);
    corrupt("update standing set points = points + 1 where member_id = $1", member);
    assertFound("standings", member);
    corrupt("update check_in set amount = 0 where member_id = $1", member);
    assertFound("ledger", member);
    corrupt("delete from habit where member_id = $1", member);
    assertFound("belong to no habit", member);
  }

  @Test
  void a_refused_edit_writes_nothing() {
    UUID member = member();
    Habit habit = readDaily();
    Outcome<UUID> outcome =
        await(
            books.change(
                member,
                edit -> {
                  edit.add(habit);
                  return Outcome.refused(new Refused());
                }));
    assertTrue(outcome instanceof Outcome.Refused<UUID>);
    Book book = await(books.read(member)).orElseThrow();
    assertEquals(0, book.revision());
    assertTrue(book.pages().isEmpty());
  }

  private record Refused() implements com.upcoach.outcome.Refusal {}

  private static void assertFound(String what, UUID member) {
    List<BookAudit.Discrepancy> found = await(audit.audit(member));
    assertFalse(found.isEmpty(), what + " was not found");
    assertTrue(found.stream().anyMatch(chosen -> chosen.what().contains(what)), found::toString);
  }

  private static void corrupt(String sql, UUID member) {
    assertTrue(await(queries.change(sql, Tuple.of(member))) > 0, sql);
  }

  private void change(UUID member) {
    Book book = await(books.read(member)).orElseThrow();
    List<Habit> habits = book.pages().values().stream().map(Book.Page::habit).toList();
    int choice = habits.isEmpty() ? 0 : random.nextInt(20);
    Habit chosen = habits.isEmpty() ? null : habits.get(random.nextInt(habits.size()));
    LocalDate day = TODAY.minusDays(random.nextInt(120));
    Outcome<?> outcome =
        switch (choice) {
          case 0, 1 -> await(books.change(member, edit -> added(edit, habit(schedule()))));
          case 2 -> redefine(member, chosen);
          case 3 -> await(books.change(member, edit -> paused(edit, chosen, day)));
          case 4 ->
              await(
                  books.change(
                      member,
                      edit -> {
                        edit.changeFirstWeekday(DayOfWeek.of(1 + random.nextInt(7)));
                        edit.recordDeletion(chosen.id(), day, NOW);
                        return Outcome.done(member);
                      }));
          case 5 ->
              await(
                  books.change(
                      member,
                      edit -> {
                        edit.pauses().stream()
                            .findFirst()
                            .ifPresent(first -> edit.resume(first.id()));
                        return Outcome.done(member);
                      }));
          case 6 ->
              habits.size() < 3
                  ? Outcome.done(member)
                  : await(
                      books.change(
                          member,
                          edit -> {
                            edit.remove(chosen.id());
                            return Outcome.done(member);
                          }));
          case 7, 8 ->
              await(books.change(member, edit -> Outcome.done(edit.undo(chosen.id(), day))));
          default ->
              await(books.change(member, edit -> recorded(edit, chosen, day, random.nextInt(4))));
        };
    assertTrue(outcome instanceof Outcome.Done<?>, () -> outcome + ", seed " + SEED);
  }

  private Outcome<Habit> redefine(UUID member, Habit habit) {
    return await(
        books.changeReading(
            member,
            edit ->
                books
                    .history(member, habit.id())
                    .map(
                        history -> {
                          Habit changed = habit(habit.id(), schedule());
                          edit.redefine(changed, history);
                          return Outcome.done(changed);
                        })));
  }

  private static Outcome<Habit> added(BookEdit edit, Habit habit) {
    edit.add(habit);
    return Outcome.done(habit);
  }

  private Outcome<UUID> paused(BookEdit edit, Habit habit, LocalDate from) {
    UUID id = UUID.randomUUID();
    LocalDate to = random.nextBoolean() ? from.plusDays(random.nextInt(20)) : null;
    edit.pause(new Pause(id, random.nextBoolean() ? null : habit.id(), new DateRange(from, to)));
    return Outcome.done(id);
  }

  private static Outcome<CheckIn> recorded(
      BookEdit edit, Habit habit, LocalDate day, double amount) {
    CheckIn checkIn =
        new CheckIn(habit.id(), day, amount, null, amount == 3, NOW, "Etc/UTC", LocalTime.MIN);
    edit.record(checkIn);
    return Outcome.done(checkIn);
  }

  private static Habit readDaily() {
    return new Habit(
        UUID.randomUUID(),
        "Read",
        null,
        Kind.DO,
        null,
        1,
        Unlogged.HELD,
        null,
        null,
        START,
        null,
        false,
        new Schedule.Daily(),
        1,
        NOW);
  }

  private Habit habit(Schedule schedule) {
    return habit(UUID.randomUUID(), schedule);
  }

  private Habit habit(UUID id, Schedule schedule) {
    return new Habit(
        id,
        "Read",
        null,
        random.nextInt(3) == 0 ? Kind.LIMIT : Kind.DO,
        null,
        1 + random.nextInt(2),
        random.nextBoolean() ? Unlogged.HELD : Unlogged.MISSED,
        null,
        null,
        START,
        null,
        false,
        schedule,
        1,
        NOW);
  }

  private Schedule schedule() {
    return switch (random.nextInt(5)) {
      case 0 -> new Schedule.Daily();
      case 1 -> new Schedule.Weekdays(EnumSet.of(DayOfWeek.of(1 + random.nextInt(7))));
      case 2 -> new Schedule.EveryNDays(1 + random.nextInt(9));
      case 3 -> new Schedule.TimesPerWeek(1 + random.nextInt(7));
      default -> new Schedule.TimesInDays(1 + random.nextInt(3), 3 + random.nextInt(9));
    };
  }

  private static UUID member() {
    UUID id = UUID.randomUUID();
    await(
        queries.change(
            """
                        with added as (
                            insert into member (member_id, email, name, password_hash, zone, day_start,
                                                first_weekday, created_at)
                            values ($1, $2, 'Ada', '', 'Etc/UTC', 0, 1, $3) returning member_id)
                        insert into book_revision (member_id) select member_id from added
                        """,
            Tuple.of(id, id + "@example.org", OffsetDateTime.now(ZoneOffset.UTC))));
    return id;
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().indefinitely();
  }
}
