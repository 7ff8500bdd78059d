package com.upcoach.checkin;

import com.upcoach.book.BookRows;
import com.upcoach.book.Habit;
import com.upcoach.book.LatestCheckIn;
import com.upcoach.book.Pause;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Summary;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// SQL of the member's day: one statement for a batch of members.
///
/// Check-ins are not read: the summary's row holds the newest recorded day, so the cost does not
/// depend on the number of check-ins.
@Singleton
final class TodayStore {

  /// Selects habits, and pauses as rows with the same columns. A second statement would cost
  /// another round trip, which is as expensive as finding the rows. A pause has its id, first day
  /// and last day in the habit's columns and a null kind.
  static final String DAY =
      "select "
          + BookRows.HABIT
          + ", "
          + BookRows.SUMMARY
          + ", "
          + BookRows.LATEST
          + """
                    , s.ledger, null::uuid, k.n
                     from unnest($1::uuid[], $2::date[]) with ordinality as k (member_id, day, n)
                     join habit h on h.member_id = k.member_id and not h.archived
                       and h.starts <= k.day and (h.ends is null or h.ends >= k.day)
                     join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
                    union all
                    select p.id, null, null, null, null, null, null, null, null, p.from_day,
                           p.to_day, null, null, null, null, null, null, null, null, null,
                           null, null, null, null, null, null, null, p.habit_id, k.n
                    from unnest($1::uuid[]) with ordinality as k (member_id, n)
                    join pause p on p.member_id = k.member_id
                    """;

  private static final int SUMMARY = 15;
  private static final int LATEST = SUMMARY + 8;
  private static final int LEDGER = LATEST + 3;
  private static final int PAUSED_HABIT = LEDGER + 1;

  private static final Comparator<HabitRow> OLDEST_FIRST =
      Comparator.comparing((HabitRow row) -> row.habit().createdAt())
          .thenComparing(row -> row.habit().id(), BookRows.UUID_ORDER);

  private final Function<Key, Uni<Day>> day;

  TodayStore(BatchedStatements batchedStatements) {
    this.day = batchedStatements.reads(TodayStore::days);
  }

  private record Key(UUID memberId, LocalDate day) {}

  /// A habit from its own row and the row of its summary.
  record HabitRow(Habit habit, Summary summary, Optional<LatestCheckIn> latest, Ledger ledger) {}

  /// @param habits oldest habit first
  /// @param pauses earliest first
  record Day(List<HabitRow> habits, List<Pause> pauses) {}

  Uni<Day> read(UUID memberId, LocalDate on) {
    return day.apply(new Key(memberId, on));
  }

  private static Future<List<Day>> days(Statements statements, List<Key> keys) {
    return statements
        .run(
            DAY,
            Columns.arguments(
                Columns.ids(keys, Key::memberId), Columns.of(keys, LocalDate[]::new, Key::day)))
        .map(
            rows ->
                KeyedRows.lists(keys.size(), rows, row -> row).stream()
                    .map(TodayStore::day)
                    .toList());
  }

  private static Day day(List<Row> rows) {
    List<HabitRow> habits = new ArrayList<>(rows.size());
    List<Pause> pauses = new ArrayList<>(0);
    for (Row row : rows) {
      if (BookRows.isPause(row)) {
        pauses.add(BookRows.pauseAmongHabits(row, PAUSED_HABIT));
      } else {
        habits.add(habitRow(row));
      }
    }
    habits.sort(OLDEST_FIRST);
    pauses.sort(BookRows.EARLIEST_FIRST);
    return new Day(habits, pauses);
  }

  private static HabitRow habitRow(Row row) {
    Habit habit = BookRows.habit(row);
    return new HabitRow(
        habit,
        BookRows.summary(row, SUMMARY, StreakUnit.of(habit.schedule())),
        BookRows.latest(row, LATEST),
        BookRows.ledger(row.get(Buffer.class, LEDGER)));
  }
}
