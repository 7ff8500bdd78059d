package com.upcoach.book;

import com.upcoach.database.Timestamps;
import com.upcoach.streak.Run;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The one statement of a check-in: rows, streak summary, points and answers, or nothing at all.
///
/// `won` moves the book to its next revision if it still has the one that was read. All else hangs
/// on it, so a writer that came too late writes nothing and learns so from the count.
final class CheckInStatement {

    static final String SQL =
            """
            with won as (
                update tally set revision = revision + 1
                where member_id = $1 and revision = $2
                returning member_id
            ), recorded as (
                insert into check_in
                    (member_id, habit_id, day, amount, note, skipped, at, zone, day_start)
                select won.member_id, n.*
                from won, unnest($3::uuid[], $4::date[], $5::float8[], $6::text[], $7::bool[],
                                 $8::timestamptz[], $9::text[], $10::int2[]) as n
                on conflict (member_id, habit_id, day) do update set
                    amount = excluded.amount, note = excluded.note, skipped = excluded.skipped,
                    at = excluded.at, zone = excluded.zone, day_start = excluded.day_start
            ), undone as (
                delete from check_in c
                using won, unnest($11::uuid[], $12::date[]) as n (habit_id, day)
                where c.member_id = $1 and c.habit_id = n.habit_id and c.day = n.day
            ), summarised as (
                update habit_summary s set
                    as_of = n.as_of,
                    current_length = n.current_length,
                    current_from = n.current_from,
                    current_to = n.current_to,
                    longest_length = n.longest_length,
                    longest_from = n.longest_from,
                    longest_to = n.longest_to,
                    score = n.score,
                    ledger = n.ledger
                from won, unnest($13::uuid[], $14::date[], $15::int4[], $16::date[], $17::date[],
                                 $18::int4[], $19::date[], $20::date[], $21::float8[], $22::bytea[])
                    as n (habit_id, as_of, current_length, current_from, current_to,
                          longest_length, longest_from, longest_to, score, ledger)
                where s.member_id = $1 and s.habit_id = n.habit_id
            ), scored as (
                insert into standing (member_id, period, starts, points)
                select won.member_id, n.*
                from won, unnest($23::text[], $24::date[], $25::int4[]) as n
                on conflict (member_id, period, starts) do update set
                    points = standing.points + excluded.points
            ), answered as (
                insert into operation (member_id, id, answer)
                select won.member_id, n.*
                from won, unnest($26::uuid[], $27::text[]) as n
            )
            select count(*) from won
            """;

    private CheckInStatement() {}

    static Tuple arguments(UUID memberId, long revision, BookChanges changes) {
        List<CheckIn> recorded = changes.recorded();
        List<BookChanges.Spot> undone = changes.undone();
        List<BookChanges.SummaryRow> summaries = changes.summaries();
        List<Map.Entry<Standing, Integer>> points = List.copyOf(changes.points().entrySet());
        List<Map.Entry<UUID, String>> answers = List.copyOf(changes.answers().entrySet());
        return Tuple.tuple()
                .addUUID(memberId)
                .addLong(revision)
                .addArrayOfUUID(column(recorded, UUID[]::new, CheckIn::habitId))
                .addArrayOfLocalDate(column(recorded, LocalDate[]::new, CheckIn::day))
                .addArrayOfDouble(column(recorded, Double[]::new, CheckIn::amount))
                .addArrayOfString(column(recorded, String[]::new, CheckIn::note))
                .addArrayOfBoolean(column(recorded, Boolean[]::new, CheckIn::skipped))
                .addArrayOfOffsetDateTime(
                        column(
                                recorded,
                                java.time.OffsetDateTime[]::new,
                                checkIn -> Timestamps.of(checkIn.at())))
                .addArrayOfString(column(recorded, String[]::new, CheckIn::zone))
                .addArrayOfShort(
                        column(
                                recorded,
                                Short[]::new,
                                checkIn -> BookRows.minutes(checkIn.dayStart())))
                .addArrayOfUUID(column(undone, UUID[]::new, BookChanges.Spot::habitId))
                .addArrayOfLocalDate(column(undone, LocalDate[]::new, BookChanges.Spot::day))
                .addArrayOfUUID(column(summaries, UUID[]::new, BookChanges.SummaryRow::habitId))
                .addArrayOfLocalDate(
                        column(summaries, LocalDate[]::new, row -> row.summary().asOf()))
                .addArrayOfInteger(lengths(summaries, CheckInStatement::current))
                .addArrayOfLocalDate(days(summaries, CheckInStatement::current, Run::from))
                .addArrayOfLocalDate(days(summaries, CheckInStatement::current, Run::to))
                .addArrayOfInteger(lengths(summaries, CheckInStatement::longest))
                .addArrayOfLocalDate(days(summaries, CheckInStatement::longest, Run::from))
                .addArrayOfLocalDate(days(summaries, CheckInStatement::longest, Run::to))
                .addArrayOfDouble(column(summaries, Double[]::new, row -> row.summary().score()))
                .addValue(
                        column(
                                summaries,
                                Buffer[]::new,
                                row -> Buffer.buffer(row.ledger().encoded())))
                .addArrayOfString(
                        column(points, String[]::new, entry -> entry.getKey().period().word()))
                .addArrayOfLocalDate(
                        column(points, LocalDate[]::new, entry -> entry.getKey().starts()))
                .addArrayOfInteger(column(points, Integer[]::new, Map.Entry::getValue))
                .addArrayOfUUID(column(answers, UUID[]::new, Map.Entry::getKey))
                .addArrayOfString(column(answers, String[]::new, Map.Entry::getValue));
    }

    private static Run current(BookChanges.SummaryRow row) {
        return row.summary().current();
    }

    private static Run longest(BookChanges.SummaryRow row) {
        return row.summary().longest();
    }

    private static Integer[] lengths(
            List<BookChanges.SummaryRow> rows, Function<BookChanges.SummaryRow, Run> run) {
        return column(
                rows, Integer[]::new, row -> run.apply(row) == null ? 0 : run.apply(row).length());
    }

    private static LocalDate[] days(
            List<BookChanges.SummaryRow> rows,
            Function<BookChanges.SummaryRow, Run> run,
            Function<Run, LocalDate> day) {
        return column(
                rows,
                LocalDate[]::new,
                row -> run.apply(row) == null ? null : day.apply(run.apply(row)));
    }

    private static <R, C> C[] column(List<R> rows, IntFunction<C[]> array, Function<R, C> value) {
        return rows.stream().map(value).toArray(array);
    }
}
