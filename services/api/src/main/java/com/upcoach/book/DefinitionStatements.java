package com.upcoach.book;

import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Writes changes of habits, pauses and the first weekday, and the check-ins and summaries that
/// change with them, in one transaction.
final class DefinitionStatements {

  private static final String DEFINE =
      """
            insert into habit
                (member_id, id, title, note, kind, unit, target, unlogged, color, icon,
                 starts, ends, archived, schedule, revision, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            on conflict (member_id, id) do update set
                title = excluded.title, note = excluded.note, kind = excluded.kind,
                unit = excluded.unit, target = excluded.target, unlogged = excluded.unlogged,
                color = excluded.color, icon = excluded.icon, starts = excluded.starts,
                ends = excluded.ends, archived = excluded.archived, schedule = excluded.schedule,
                revision = excluded.revision
            """;

  private static final String OPEN_SUMMARY =
      """
            insert into habit_summary (member_id, habit_id, as_of) values ($1, $2, $3)
            on conflict do nothing
            """;

  private static final List<String> REMOVE =
      List.of(
          "delete from check_in where member_id = $1 and habit_id = $2",
          "delete from check_in_deletion where member_id = $1 and habit_id = $2",
          "delete from habit_summary where member_id = $1 and habit_id = $2",
          "delete from pause where member_id = $1 and habit_id = $2",
          "delete from habit where member_id = $1 and id = $2");

  private static final String PAUSE =
      """
            insert into pause (member_id, id, habit_id, from_day, to_day)
            values ($1, $2, $3, $4, $5)
            """;

  private static final String RESUME = "delete from pause where member_id = $1 and id = $2";

  private static final String FIRST_WEEKDAY =
      "update member set first_weekday = $2 where member_id = $1";

  private final Queries queries;

  DefinitionStatements(Queries queries) {
    this.queries = queries;
  }

  /// Writes a change. Fails with [RevisionConflict], which rolls the transaction back, where the
  /// book's revision has changed since it was read (optimistic lock).
  ///
  /// @return the standings that change with the commit
  Uni<List<StandingChange>> write(BookWrite write) {
    CheckInStatement statement = new CheckInStatement(List.of(write));
    return alongside(write.changes().alongside())
        .flatMap(done -> inOrder(definitions(write.memberId(), write.changes())))
        .flatMap(done -> queries.rows(statement.sql(), statement.arguments()))
        .map(
            rows -> {
              CheckInStatement.Result result = statement.result(rows);
              if (!result.won().getFirst()) {
                throw new RevisionConflict();
              }
              return result.standings();
            });
  }

  private Uni<Void> alongside(Optional<TransactionalStatement> statement) {
    return statement
        .map(
            present ->
                present
                    .write(queries)
                    .invoke(
                        written -> {
                          if (!written) {
                            throw new RevisionConflict();
                          }
                        })
                    .replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private List<Uni<Integer>> definitions(UUID memberId, BookChanges changes) {
    List<Uni<Integer>> steps = new ArrayList<>();
    for (UUID removed : changes.removed()) {
      REMOVE.forEach(sql -> steps.add(queries.change(sql, Tuple.of(memberId, removed))));
    }
    for (Habit habit : changes.defined()) {
      steps.add(queries.change(DEFINE, definition(memberId, habit)));
      steps.add(queries.change(OPEN_SUMMARY, Tuple.of(memberId, habit.id(), habit.start())));
    }
    for (Pause pause : changes.paused()) {
      steps.add(queries.change(PAUSE, range(memberId, pause)));
    }
    for (UUID resumed : changes.resumed()) {
      steps.add(queries.change(RESUME, Tuple.of(memberId, resumed)));
    }
    changes
        .firstWeekday()
        .ifPresent(
            weekday ->
                steps.add(
                    queries.change(FIRST_WEEKDAY, Tuple.of(memberId, (short) weekday.getValue()))));
    return steps;
  }

  private static Uni<Void> inOrder(List<Uni<Integer>> steps) {
    return Multi.createFrom()
        .iterable(steps)
        .onItem()
        .transformToUniAndConcatenate(step -> step)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static Tuple definition(UUID memberId, Habit habit) {
    return Tuple.tuple()
        .addUUID(memberId)
        .addUUID(habit.id())
        .addString(habit.title())
        .addString(habit.note())
        .addString(BookRows.word(habit.kind()))
        .addString(habit.unit())
        .addDouble(habit.target())
        .addString(BookRows.word(habit.unlogged()))
        .addString(habit.color())
        .addString(habit.icon())
        .addLocalDate(habit.start())
        .addLocalDate(habit.end())
        .addBoolean(habit.archived())
        .addString(ScheduleText.write(habit.schedule()))
        .addInteger(habit.revision())
        .addOffsetDateTime(Timestamps.of(habit.createdAt()));
  }

  private static Tuple range(UUID memberId, Pause pause) {
    return Tuple.of(
        memberId, pause.id(), pause.habitId(), pause.range().from(), pause.range().to());
  }

  /// Signals that another writer changed the book first.
  static final class RevisionConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RevisionConflict() {
      super("the member's data has been changed by another request", null, false, false);
    }
  }
}
