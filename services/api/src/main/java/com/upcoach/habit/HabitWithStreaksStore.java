package com.upcoach.habit;

import com.upcoach.book.Book;
import com.upcoach.book.BookRows;
import com.upcoach.book.Habit;
import com.upcoach.book.Pause;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.streak.StreakUnit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// SQL of habits with their streaks: one statement for a batch of members.
@Singleton
final class HabitWithStreaksStore {

  /// Selects habits, and pauses as rows with the same columns. A pause has its id, first day and
  /// last day in the habit's columns and a null kind.
  static final String LINES =
      "select "
          + BookRows.HABIT
          + ", "
          + BookRows.SUMMARY
          + """
                    , s.ledger, null::uuid, k.n
                     from unnest($1::uuid[], $2::uuid[], $3::bool[], $4::int4[], $5::uuid[])
                         with ordinality as k (member_id, after, archived, most, only_one, n)
                     cross join lateral (
                         select * from habit o
                         where o.member_id = k.member_id and o.id > k.after
                           and (k.only_one is null or o.id = k.only_one)
                           and (k.archived is null or o.archived = k.archived)
                         order by o.id limit k.most) h
                     join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
                    union all
                    select p.id, null, null, null, null, null, null, null, null, p.from_day,
                           p.to_day, null, null, null, null, null, null, null, null, null,
                           null, null, null, null, p.habit_id, k.n
                    from unnest($1::uuid[]) with ordinality as k (member_id, n)
                    join pause p on p.member_id = k.member_id
                    """;

  private static final int SUMMARY = 15;
  private static final int LEDGER = SUMMARY + 8;
  private static final int PAUSED_HABIT = LEDGER + 1;

  private static final UUID LOWEST_ID = new UUID(0, 0);

  private static final Comparator<HabitWithStreaks> BY_ID =
      Comparator.comparing(line -> line.habit().id(), BookRows.UUID_ORDER);

  private final Function<List<Key>, Uni<List<List<HabitWithStreaks>>>> lines;

  HabitWithStreaksStore(BatchedStatements batchedStatements) {
    this.lines = batchedStatements.readsOfMany(HabitWithStreaksStore::lines);
  }

  /// Selects habits of a member: those after an id, in order of id.
  ///
  /// @param archived filter; empty for both
  /// @param most maximum number of habits
  /// @param only the single habit to read
  record Key(UUID memberId, UUID after, Optional<Boolean> archived, int most, Optional<UUID> only) {

    static Key page(UUID memberId, Optional<UUID> after, Optional<Boolean> archived, int most) {
      return new Key(memberId, after.orElse(LOWEST_ID), archived, most, Optional.empty());
    }

    static Key one(UUID memberId, UUID habitId) {
      return new Key(memberId, LOWEST_ID, Optional.empty(), 1, Optional.of(habitId));
    }
  }

  /// @return the habits of each key
  Uni<List<List<HabitWithStreaks>>> read(List<Key> keys) {
    return lines.apply(keys);
  }

  private static Future<List<List<HabitWithStreaks>>> lines(Statements statements, List<Key> keys) {
    return statements
        .run(
            LINES,
            Columns.arguments(
                Columns.ids(keys, Key::memberId),
                Columns.ids(keys, Key::after),
                Columns.of(keys, Boolean[]::new, key -> key.archived().orElse(null)),
                Columns.of(keys, Integer[]::new, Key::most),
                Columns.of(keys, UUID[]::new, key -> key.only().orElse(null))))
        .map(
            rows ->
                KeyedRows.lists(keys.size(), rows, row -> row).stream()
                    .map(HabitWithStreaksStore::lines)
                    .toList());
  }

  private static List<HabitWithStreaks> lines(List<Row> rows) {
    List<Pause> pauses = new ArrayList<>(0);
    for (Row row : rows) {
      if (BookRows.isPause(row)) {
        pauses.add(BookRows.pauseAmongHabits(row, PAUSED_HABIT));
      }
    }
    List<HabitWithStreaks> lines = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (!BookRows.isPause(row)) {
        lines.add(line(row, pauses));
      }
    }
    lines.sort(BY_ID);
    return lines;
  }

  private static HabitWithStreaks line(Row row, List<Pause> pauses) {
    Habit habit = BookRows.habit(row);
    return new HabitWithStreaks(
        habit,
        BookRows.summary(row, SUMMARY, StreakUnit.of(habit.schedule())),
        BookRows.ledger(row.get(Buffer.class, LEDGER)),
        Book.pausesOf(pauses, habit.id()));
  }
}
