package com.upcoach.book;

import com.upcoach.database.Columns;
import com.upcoach.database.Timestamps;
import com.upcoach.streak.Run;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// The batched SQL statement that writes check-ins of many members: check-in rows, streak
/// summaries, points and results of operations.
///
/// `won` is the optimistic lock: it increments the revision of a member's book if it is still the
/// revision that was read. All other parts depend on it, so a writer that lost writes nothing,
/// and the result says so. Rows refer to their member by its place in the first array.
///
/// `(… in (select n from won)) is true` makes PostgreSQL probe a hash table that is built once.
/// Without `is true` it would plan a join, which may scan all of `won` for each row, because the
/// planner estimates one row for `won`.
final class CheckInStatement {

  private static final String BASE =
      """
            with won as (
                update book_revision b set revision = b.revision + 1
                from unnest($1::uuid[], $2::int8[]) with ordinality as k (member_id, revision, n)
                where b.member_id = k.member_id and b.revision = k.revision
                returning k.n
            ), recorded as (
                insert into check_in
                    (member_id, habit_id, day, amount, note, skipped, at, zone, day_start,
                     amount_at)
                select ($1::uuid[])[r.n], r.habit_id, r.day, r.amount, r.note, r.skipped, r.at,
                       r.zone, r.day_start, r.amount_at
                from unnest($3::int8[], $4::uuid[], $5::date[], $6::float8[], $7::text[],
                            $8::bool[], $9::timestamptz[], $10::text[], $11::int2[],
                            $12::timestamptz[])
                    as r (n, habit_id, day, amount, note, skipped, at, zone, day_start, amount_at)
                where (r.n in (select n from won)) is true
                on conflict (member_id, habit_id, day) do update set
                    amount = excluded.amount, note = excluded.note, skipped = excluded.skipped,
                    at = excluded.at, zone = excluded.zone, day_start = excluded.day_start,
                    amount_at = excluded.amount_at
            ), summarised as (
                update habit_summary s set
                    as_of = r.as_of,
                    current_length = r.current_length,
                    current_from = r.current_from,
                    current_to = r.current_to,
                    longest_length = r.longest_length,
                    longest_from = r.longest_from,
                    longest_to = r.longest_to,
                    score = r.score,
                    latest_day = r.latest_day,
                    latest_amount = r.latest_amount,
                    latest_note = r.latest_note,
                    ledger = r.ledger
                from unnest($13::int8[], $14::uuid[], $15::date[], $16::int4[], $17::date[],
                            $18::date[], $19::int4[], $20::date[], $21::date[], $22::float8[],
                            $23::date[], $24::float8[], $25::text[], $26::bytea[])
                    as r (n, habit_id, as_of, current_length, current_from, current_to,
                          longest_length, longest_from, longest_to, score,
                          latest_day, latest_amount, latest_note, ledger)
                where s.member_id = ($1::uuid[])[r.n] and s.habit_id = r.habit_id
                  and (r.n in (select n from won)) is true
            ), scored as (
                insert into standing (member_id, period, starts, points)
                select ($1::uuid[])[r.n], r.period, r.starts, r.points
                from unnest($27::int8[], $28::text[]::board_period[], $29::date[], $30::int4[])
                    as r (n, period, starts, points)
                where (r.n in (select n from won)) is true
                on conflict (member_id, period, starts) do update set
                    points = standing.points + excluded.points
                returning member_id, period::text, starts, points
            )
            """;

  /// The parts for undone check-ins, results of operations and deletions.
  ///
  /// A delete from a partitioned table opens every partition that it may touch. So only batches
  /// that need these parts include them, and the range of days lets PostgreSQL skip partitions.
  private static final String UNDONE =
      """
            , undone as (
                delete from check_in c
                using unnest($31::int8[], $32::uuid[], $33::date[]) as r (n, habit_id, day)
                where c.member_id = ($1::uuid[])[r.n] and c.habit_id = r.habit_id
                  and c.day = r.day and c.day between $37 and $38
                  and (r.n in (select n from won)) is true
            ), results as (
                insert into operation (member_id, id, result)
                select ($1::uuid[])[r.n], r.id, r.result
                from unnest($34::int8[], $35::uuid[], $36::text[]) as r (n, id, result)
                where (r.n in (select n from won)) is true
            ), emptied as (
                insert into check_in_deletion as d (member_id, habit_id, day, at)
                select ($1::uuid[])[r.n], r.habit_id, r.day, r.at
                from unnest($39::int8[], $40::uuid[], $41::date[], $42::timestamptz[])
                    as r (n, habit_id, day, at)
                where (r.n in (select n from won)) is true
                on conflict (member_id, habit_id, day) do update set
                    at = greatest(d.at, excluded.at)
            )
            """;

  private static final String RESULT =
      """
            select n, null::uuid, null::text, null::date, pg_current_xact_id()::text::int8 from won
            union all
            select null, member_id, period, starts, points from scored
            """;

  private static final String RECORDING = BASE + RESULT;
  private static final String ALL = BASE + UNDONE + RESULT;

  private final List<BookWrite> writes;

  CheckInStatement(List<BookWrite> writes) {
    this.writes = writes;
  }

  /// A row with the place of its member among the writes, from 1 on.
  private record Placed<T>(long n, T row) {}

  String sql() {
    return isRecording() ? RECORDING : ALL;
  }

  private boolean isRecording() {
    return writes.stream()
        .map(BookWrite::changes)
        .allMatch(
            changes ->
                changes.undone().isEmpty()
                    && changes.operationResults().isEmpty()
                    && changes.deletions().isEmpty());
  }

  Tuple arguments() {
    Tuple arguments = Tuple.tuple();
    arguments.addArrayOfUUID(Columns.ids(writes, BookWrite::memberId));
    arguments.addArrayOfLong(Columns.of(writes, Long[]::new, BookWrite::revision));
    addRecorded(arguments, placed(BookChanges::recorded));
    addSummaries(arguments, placed(BookChanges::summaries));
    addPoints(arguments, placed(changes -> changes.points().entrySet()));
    if (!isRecording()) {
      addUndone(arguments, placed(BookChanges::undone));
      addOperationResults(arguments, placed(changes -> changes.operationResults().entrySet()));
      addDays(arguments, placed(BookChanges::undone));
      addDeletions(arguments, placed(changes -> changes.deletions().entrySet()));
    }
    return arguments;
  }

  private <T> List<Placed<T>> placed(Function<BookChanges, Collection<T>> rows) {
    List<Placed<T>> placed = new ArrayList<>(writes.size());
    for (int place = 0; place < writes.size(); place++) {
      for (T row : rows.apply(writes.get(place).changes())) {
        placed.add(new Placed<>(place + 1L, row));
      }
    }
    return placed;
  }

  private static void addRecorded(Tuple arguments, List<Placed<CheckIn>> rows) {
    arguments
        .addArrayOfLong(Columns.of(rows, Long[]::new, Placed::n))
        .addArrayOfUUID(Columns.ids(rows, placed -> placed.row().habitId()))
        .addArrayOfLocalDate(Columns.of(rows, LocalDate[]::new, placed -> placed.row().day()))
        .addArrayOfDouble(Columns.of(rows, Double[]::new, placed -> amount(placed.row())))
        .addArrayOfString(Columns.of(rows, String[]::new, placed -> placed.row().note()))
        .addArrayOfBoolean(Columns.of(rows, Boolean[]::new, placed -> placed.row().skipped()))
        .addArrayOfOffsetDateTime(
            Columns.of(rows, OffsetDateTime[]::new, placed -> Timestamps.of(placed.row().at())))
        .addArrayOfString(Columns.of(rows, String[]::new, placed -> placed.row().zone()))
        .addArrayOfShort(
            Columns.of(rows, Short[]::new, placed -> BookRows.minutes(placed.row().dayStart())))
        .addArrayOfOffsetDateTime(
            Columns.of(rows, OffsetDateTime[]::new, placed -> amountAt(placed.row())));
  }

  private static Double amount(CheckIn checkIn) {
    return checkIn.noteAlone() ? null : checkIn.amount();
  }

  /// Stored only where it differs from `at`: notes are rarely changed alone.
  private static OffsetDateTime amountAt(CheckIn checkIn) {
    return checkIn.amountAt().equals(checkIn.at()) ? null : Timestamps.of(checkIn.amountAt());
  }

  private static void addSummaries(Tuple arguments, List<Placed<BookChanges.SummaryRow>> rows) {
    arguments
        .addArrayOfLong(Columns.of(rows, Long[]::new, Placed::n))
        .addArrayOfUUID(Columns.ids(rows, placed -> placed.row().habitId()))
        .addArrayOfLocalDate(
            Columns.of(rows, LocalDate[]::new, placed -> placed.row().summary().asOf()));
    addRun(arguments, rows, row -> row.summary().current());
    addRun(arguments, rows, row -> row.summary().longest());
    arguments
        .addArrayOfDouble(Columns.of(rows, Double[]::new, placed -> placed.row().summary().score()))
        .addArrayOfLocalDate(
            Columns.of(rows, LocalDate[]::new, placed -> latest(placed, LatestCheckIn::day)))
        .addArrayOfDouble(
            Columns.of(rows, Double[]::new, placed -> latest(placed, LatestCheckIn::amount)))
        .addArrayOfString(
            Columns.of(rows, String[]::new, placed -> latest(placed, LatestCheckIn::note)))
        .addValue(
            Columns.of(
                rows, Buffer[]::new, placed -> Buffer.buffer(placed.row().ledger().encoded())));
  }

  private static <C> C latest(
      Placed<BookChanges.SummaryRow> placed, Function<LatestCheckIn, C> value) {
    return placed.row().latest().map(value).orElse(null);
  }

  private static void addRun(
      Tuple arguments,
      List<Placed<BookChanges.SummaryRow>> rows,
      Function<BookChanges.SummaryRow, Run> run) {
    List<Run> runs = new ArrayList<>(rows.size());
    rows.forEach(placed -> runs.add(run.apply(placed.row())));
    arguments
        .addArrayOfInteger(
            Columns.of(runs, Integer[]::new, streak -> streak == null ? 0 : streak.length()))
        .addArrayOfLocalDate(
            Columns.of(runs, LocalDate[]::new, streak -> streak == null ? null : streak.from()))
        .addArrayOfLocalDate(
            Columns.of(runs, LocalDate[]::new, streak -> streak == null ? null : streak.to()));
  }

  private static void addPoints(Tuple arguments, List<Placed<Map.Entry<Standing, Integer>>> rows) {
    arguments
        .addArrayOfLong(Columns.of(rows, Long[]::new, Placed::n))
        .addArrayOfString(
            Columns.of(rows, String[]::new, placed -> placed.row().getKey().period().word()))
        .addArrayOfLocalDate(
            Columns.of(rows, LocalDate[]::new, placed -> placed.row().getKey().starts()))
        .addArrayOfInteger(Columns.of(rows, Integer[]::new, placed -> placed.row().getValue()));
  }

  private static void addUndone(Tuple arguments, List<Placed<BookChanges.HabitDay>> rows) {
    arguments
        .addArrayOfLong(Columns.of(rows, Long[]::new, Placed::n))
        .addArrayOfUUID(Columns.ids(rows, placed -> placed.row().habitId()))
        .addArrayOfLocalDate(Columns.of(rows, LocalDate[]::new, placed -> placed.row().day()));
  }

  private static void addOperationResults(
      Tuple arguments, List<Placed<Map.Entry<UUID, String>>> rows) {
    arguments
        .addArrayOfLong(Columns.of(rows, Long[]::new, Placed::n))
        .addArrayOfUUID(Columns.ids(rows, placed -> placed.row().getKey()))
        .addArrayOfString(Columns.of(rows, String[]::new, placed -> placed.row().getValue()));
  }

  /// Adds the first and the last undone day; an empty range where no check-in is undone.
  private static void addDays(Tuple arguments, List<Placed<BookChanges.HabitDay>> rows) {
    LocalDate first = LocalDate.EPOCH;
    LocalDate last = LocalDate.EPOCH.minusDays(1);
    if (!rows.isEmpty()) {
      List<LocalDate> days = rows.stream().map(placed -> placed.row().day()).sorted().toList();
      first = days.getFirst();
      last = days.getLast();
    }
    arguments.addLocalDate(first).addLocalDate(last);
  }

  private static void addDeletions(
      Tuple arguments, List<Placed<Map.Entry<BookChanges.HabitDay, Instant>>> rows) {
    arguments
        .addArrayOfLong(Columns.of(rows, Long[]::new, Placed::n))
        .addArrayOfUUID(Columns.ids(rows, placed -> placed.row().getKey().habitId()))
        .addArrayOfLocalDate(
            Columns.of(rows, LocalDate[]::new, placed -> placed.row().getKey().day()))
        .addArrayOfOffsetDateTime(
            Columns.of(
                rows, OffsetDateTime[]::new, placed -> Timestamps.of(placed.row().getValue())));
  }

  /// The result of the statement.
  ///
  /// @param won for each write whether its revision still matched, so that it was written
  /// @param standings the changed standings
  record Result(List<Boolean> won, List<StandingChange> standings) {}

  Result result(RowSet<Row> rows) {
    Boolean[] won = new Boolean[writes.size()];
    java.util.Arrays.fill(won, false);
    Map<UUID, Integer> places = new HashMap<>();
    long transaction = 0;
    List<StandingChange> standings = new ArrayList<>();
    for (Row row : rows) {
      Long n = row.getLong(0);
      if (n != null) {
        int place = n.intValue() - 1;
        won[place] = true;
        places.put(writes.get(place).memberId(), place);
        transaction = row.getLong(4);
      } else {
        UUID member = row.getUUID(1);
        standings.add(
            change(
                writes.get(places.get(member)),
                Standing.Period.ofWord(row.getString(2)),
                row.getLocalDate(3),
                row.getLong(4).intValue(),
                transaction));
      }
    }
    return new Result(List.of(won), standings);
  }

  private static StandingChange change(
      BookWrite write, Standing.Period period, LocalDate starts, int after, long id) {
    Standing standing = new Standing(period, starts);
    int gain = write.changes().points().get(standing);
    return new StandingChange(write.memberId(), standing, after - gain, after, id);
  }
}
