package com.upcoach.checkin;

import com.upcoach.book.BookRows;
import com.upcoach.book.Habit;
import com.upcoach.book.Latest;
import com.upcoach.book.Pause;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.Batching;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Summary;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL of the member's day: two statements for many members at a time.
///
/// Check-ins are not read: what the newest recorded day holds stands in the summary's row, so this
/// costs the same however many check-ins there are.
@ApplicationScoped
public class TodayStore {

    private static final String HABITS =
            "select "
                    + BookRows.HABIT
                    + ", "
                    + BookRows.SUMMARY
                    + ", "
                    + BookRows.LATEST
                    + """
                    , s.ledger, k.n
                     from unnest($1::uuid[], $2::date[]) with ordinality as k (member_id, day, n)
                     join habit h on h.member_id = k.member_id and not h.archived
                       and h.starts <= k.day and (h.ends is null or h.ends >= k.day)
                     join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
                    """;

    private static final int SUMMARY = 15;
    private static final int LATEST = SUMMARY + 8;
    private static final int LEDGER = LATEST + 3;

    private static final Comparator<Line> OLDEST_FIRST =
            Comparator.comparing((Line line) -> line.habit().createdAt())
                    .thenComparing(line -> line.habit().id(), BookRows.UUID_ORDER);

    private final Function<Key, Uni<Day>> day;

    public TodayStore(Batching batching) {
        this.day = batching.reads(TodayStore::days);
    }

    private record Key(UUID memberId, LocalDate day) {}

    /// A habit as its row and its summary's row have it.
    record Line(Habit habit, Summary summary, Optional<Latest> latest, Ledger ledger) {}

    /// @param lines the oldest habit first
    record Day(List<Line> lines, List<Pause> pauses) {}

    Uni<Day> read(UUID memberId, LocalDate on) {
        return day.apply(new Key(memberId, on));
    }

    private static Future<List<Day>> days(Statements statements, List<Key> keys) {
        UUID[] members = Columns.ids(keys, Key::memberId);
        var lines =
                statements
                        .run(
                                HABITS,
                                Columns.arguments(
                                        members, Columns.of(keys, LocalDate[]::new, Key::day)))
                        .map(rows -> KeyedRows.lists(keys.size(), rows, TodayStore::line));
        var pauses =
                statements
                        .run(BookRows.PAUSES, Columns.arguments(members))
                        .map(rows -> KeyedRows.lists(keys.size(), rows, BookRows::pause));
        return Future.all(lines, pauses).map(both -> joined(lines.result(), pauses.result()));
    }

    private static List<Day> joined(List<List<Line>> lines, List<List<Pause>> pauses) {
        lines.forEach(own -> own.sort(OLDEST_FIRST));
        return java.util.stream.IntStream.range(0, lines.size())
                .mapToObj(place -> new Day(lines.get(place), pauses.get(place)))
                .toList();
    }

    private static Line line(Row row) {
        Habit habit = BookRows.habit(row);
        return new Line(
                habit,
                BookRows.summary(row, SUMMARY, StreakUnit.of(habit.schedule())),
                BookRows.latest(row, LATEST),
                BookRows.ledger(row.get(Buffer.class, LEDGER)));
    }
}
