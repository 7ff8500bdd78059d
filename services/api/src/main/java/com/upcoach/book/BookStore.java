package com.upcoach.book;

import com.upcoach.database.Queries;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.WallClock;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The SQL that reads a book, and writes a change to it if nobody else was faster.
@ApplicationScoped
public class BookStore {

    private static final String REVISION =
            """
            select t.revision, m.zone, m.day_start, m.first_weekday
            from tally t join member m on m.member_id = t.member_id
            where t.member_id = $1
            """;

    private static final String PAGES =
            "select "
                    + BookRows.HABIT
                    + ", s.ledger"
                    + """
                     from habit h
                     join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
                     where h.member_id = $1
                     order by h.created_at, h.id
                    """;

    private static final String HISTORY =
            "select "
                    + BookRows.CHECK_IN
                    + """
                     from check_in c
                     where c.member_id = $1 and c.habit_id = $2 and c.day between $3 and $4
                     order by c.day
                    """;

    /// What PostgreSQL takes for the ends of an open range of days.
    private static final LocalDate FIRST_DAY = LocalDate.of(-4000, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Queries queries;

    public BookStore(Queries queries) {
        this.queries = queries;
    }

    /// Reads the revision first: whatever changes after that makes the write of this book fail, so
    /// the three statements need no snapshot in common.
    Uni<Optional<Book>> read(UUID memberId) {
        Tuple member = Tuple.of(memberId);
        return queries.together(
                one ->
                        Uni.combine()
                                .all()
                                .unis(
                                        one.first(REVISION, member, Head::of),
                                        one.list(PAGES, member, BookStore::page),
                                        one.list(BookRows.PAUSES, member, BookRows::pause))
                                .with(
                                        (head, pages, pauses) ->
                                                head.map(
                                                        found ->
                                                                found.book(
                                                                        memberId, pages, pauses))));
    }

    Uni<List<CheckIn>> history(UUID memberId, UUID habitId, LocalDate from, LocalDate to) {
        return queries.list(
                HISTORY,
                Tuple.of(
                        memberId,
                        habitId,
                        from.isBefore(FIRST_DAY) ? FIRST_DAY : from,
                        to.isAfter(LAST_DAY) ? LAST_DAY : to),
                BookRows::checkIn);
    }

    /// Writes a change to the book that had this revision.
    ///
    /// @return false where the book has another revision by now; then nothing is written
    Uni<Boolean> write(UUID memberId, long revision, BookChanges changes) {
        if (changes.onlyCheckIns()) {
            return queries.first(
                            CheckInStatement.SQL,
                            CheckInStatement.arguments(memberId, revision, changes),
                            row -> row.getLong(0))
                    .map(written -> written.orElse(0L) == 1);
        }
        return queries.inTransaction(
                        one -> new DefinitionStatements(one).write(memberId, revision, changes))
                .onFailure(DefinitionStatements.Overtaken.class)
                .recoverWithItem(false);
    }

    private static Book.Page page(Row row) {
        return new Book.Page(BookRows.habit(row), ledgerIn(row));
    }

    private static Ledger ledgerIn(Row row) {
        return BookRows.ledger(row.getBuffer("ledger"));
    }

    private record Head(long revision, WallClock wall, DayOfWeek firstWeekday) {

        static Head of(Row row) {
            return new Head(
                    row.getLong(0),
                    BookRows.wall(row.getString(1), row.getShort(2)),
                    DayOfWeek.of(row.getShort(3)));
        }

        Book book(UUID memberId, List<Book.Page> pages, List<Pause> pauses) {
            Map<UUID, Book.Page> byId = new LinkedHashMap<>();
            pages.forEach(page -> byId.put(page.habit().id(), page));
            return new Book(
                    memberId,
                    revision,
                    wall,
                    firstWeekday,
                    java.util.Collections.unmodifiableMap(byId),
                    pauses);
        }
    }
}
