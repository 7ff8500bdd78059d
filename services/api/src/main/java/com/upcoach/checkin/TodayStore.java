package com.upcoach.checkin;

import com.upcoach.book.BookRows;
import com.upcoach.book.Habit;
import com.upcoach.book.Pause;
import com.upcoach.database.Queries;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Summary;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// The SQL of the member's day: what it needs in two statements sent together.
@ApplicationScoped
public class TodayStore {

    private static final String HABITS =
            "select "
                    + BookRows.HABIT
                    + ", "
                    + BookRows.SUMMARY
                    + """
                    , s.ledger, c.amount, c.note
                     from habit h
                     join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
                     left join check_in c
                       on c.member_id = h.member_id and c.habit_id = h.id and c.day = $2
                     where h.member_id = $1 and not h.archived
                       and h.starts <= $2 and (h.ends is null or h.ends >= $2)
                     order by h.created_at, h.id
                    """;

    private static final int SUMMARY = 15;
    private static final int LEDGER = SUMMARY + 8;

    private final Queries queries;

    public TodayStore(Queries queries) {
        this.queries = queries;
    }

    /// A habit on one day.
    ///
    /// @param amount recorded that day; null where nothing is
    /// @param note of that day; null where there is none
    record Line(Habit habit, Summary summary, Ledger ledger, Double amount, String note) {}

    record Day(List<Line> lines, List<Pause> pauses) {}

    Uni<Day> read(UUID memberId, LocalDate day) {
        return queries.together(
                one ->
                        Uni.combine()
                                .all()
                                .unis(
                                        one.list(HABITS, Tuple.of(memberId, day), TodayStore::line),
                                        one.list(
                                                BookRows.PAUSES,
                                                Tuple.of(memberId),
                                                BookRows::pause))
                                .with(Day::new));
    }

    private static Line line(Row row) {
        Habit habit = BookRows.habit(row);
        return new Line(
                habit,
                BookRows.summary(row, SUMMARY, StreakUnit.of(habit.schedule())),
                BookRows.ledger(row.get(Buffer.class, LEDGER)),
                row.getDouble(LEDGER + 1),
                row.getString(LEDGER + 2));
    }
}
