package com.upcoach.book;

import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.coalesce.LaneRejectedException.Reason;
import com.upcoach.coalesce.Lanes;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.database.Queries;
import com.upcoach.streak.MemberClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL that reads books, and writes changes to them under an optimistic lock. Both are batched
/// over many members.
final class BookStore {

  /// Revisions and profile columns; pauses come in rows of the same form, without a revision.
  private static final String HEADS =
      """
            select r.revision, m.zone, m.day_start, m.first_weekday, null::uuid, null::uuid,
                   null::date, null::date, k.n
            from unnest($1::uuid[]) with ordinality as k (member_id, n)
            join book_revision r on r.member_id = k.member_id
            join member m on m.member_id = k.member_id
            union all
            select null, null, null, null, p.id, p.habit_id, p.from_day, p.to_day, k.n
            from unnest($1::uuid[]) with ordinality as k (member_id, n)
            join pause p on p.member_id = k.member_id
            """;

  private static final int REVISION = 0;
  private static final int PAUSE = 4;

  private static final String PAGES =
      "select "
          + BookRows.HABIT
          + ", "
          + BookRows.LATEST
          + """
                    , s.ledger, k.n
                     from unnest($1::uuid[]) with ordinality as k (member_id, n)
                     join habit h on h.member_id = k.member_id
                     join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
                    """;

  private static final int LATEST = 15;
  private static final int LEDGER = LATEST + 3;

  private static final String HISTORY =
      "select "
          + BookRows.CHECK_IN
          + """
                    , k.n
                     from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[])
                         with ordinality as k (member_id, habit_id, first, last, n)
                     join check_in c on c.member_id = k.member_id and c.habit_id = k.habit_id
                       and c.day between k.first and k.last and c.day between $5 and $6
                     order by c.day
                    """;

  /// The ends of an open range of days, within the dates that PostgreSQL accepts.
  private static final LocalDate FIRST_DAY = LocalDate.of(-4000, 1, 1);

  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  /// Additional time for each check-in of a write outside batches: an import writes up to hundreds
  /// of thousands of rows in one transaction.
  private static final Duration EXTRA_TIME_PER_CHECK_IN = Duration.ofMillis(1);

  private static final Comparator<Book.Page> OLDEST_FIRST =
      Comparator.comparing((Book.Page page) -> page.habit().createdAt())
          .thenComparing(page -> page.habit().id(), BookRows.UUID_ORDER);

  private final Queries queries;
  private final BookListener listener;
  private final Function<List<UUID>, Uni<List<Optional<Book>>>> books;
  private final BatchedStatements.TimedReads<UUID, Optional<Book>> booksForWriting;
  private final Function<List<RecordedDays>, Uni<List<List<CheckIn>>>> histories;
  private final BatchedStatements.Writes<UUID, BookWrite, Written> writes;

  BookStore(Queries queries, BatchedStatements batching, BookListener listener) {
    this.queries = queries;
    this.listener = listener;
    this.books = batching.readsOfMany(BookStore::readAll);
    this.booksForWriting = batching.readsForWriting(BookStore::readAll);
    this.histories = batching.histories(BookStore::historiesOf);
    this.writes = batching.writes(this::writeAll);
  }

  /// The result of a write.
  ///
  /// @param won false where the book's revision had changed
  /// @param notified completes when listeners are done, and the writer may get its response
  private record Written(boolean won, Future<Void> notified) {
    private Uni<Boolean> whenNotified() {
      return notified.isComplete()
          ? Uni.createFrom().item(won)
          : UniHelper.toUni(notified).replaceWith(won);
    }
  }

  /// @return the book of each member
  Uni<List<Optional<Book>>> read(List<UUID> memberIds) {
    return books.apply(memberIds);
  }

  /// Reads a book in order to write it, with priority over plain reads.
  ///
  /// @param deadline from [BatchedStatements#writeDeadline]
  Uni<Optional<Book>> readForWriting(UUID memberId, long deadline) {
    return booksForWriting.read(memberId, deadline);
  }

  /// @return the check-ins on the days of each key, oldest first
  Uni<List<List<CheckIn>>> histories(List<RecordedDays> keys) {
    return histories.apply(keys.stream().map(key -> key.within(FIRST_DAY, LAST_DAY)).toList());
  }

  /// Writes a change to a book, if its revision is still the one that was read.
  ///
  /// @param deadline from [BatchedStatements#writeDeadline]; whole histories may take longer
  /// @return false where the revision has changed; then nothing is written
  Uni<Boolean> write(BookWrite write, long deadline) {
    if (write.changes().onlyCheckIns()) {
      return writes.write(write.memberId(), write, deadline).flatMap(Written::whenNotified);
    }
    Duration timeout =
        Lanes.until(deadline)
            .plus(EXTRA_TIME_PER_CHECK_IN.multipliedBy(write.changes().recorded().size()));
    if (!timeout.isPositive()) {
      return Uni.createFrom().failure(new LaneRejectedException("pool", Reason.LATE));
    }
    return queries
        .within(timeout)
        .inTransaction(transaction -> new DefinitionStatements(transaction).write(write))
        .invoke(listener::committed)
        .onTermination()
        .call(() -> notifyListener(write))
        .replaceWith(true)
        .onFailure(DefinitionStatements.RevisionConflict.class)
        .recoverWithItem(false);
  }

  private Uni<Void> notifyListener(BookWrite write) {
    List<BookChange> changes = List.of(BookChange.of(write));
    return UniHelper.toUni(listener.writesEnded(changes));
  }

  private Future<List<Written>> writeAll(Statements statements, List<BookWrite> batch) {
    // Every node locks members in the same order, so that concurrent batches do not deadlock.
    List<BookWrite> ordered = new ArrayList<>(batch);
    ordered.sort(Comparator.comparing(BookWrite::memberId, BookRows.UUID_ORDER));
    CheckInStatement statement = new CheckInStatement(ordered);
    return statements
        .run(statement.sql(), statement.arguments())
        .map(
            rows -> {
              CheckInStatement.Result result = statement.result(rows);
              listener.committed(result.standings());
              Map<UUID, Boolean> won = new HashMap<>();
              for (int place = 0; place < ordered.size(); place++) {
                won.put(ordered.get(place).memberId(), result.won().get(place));
              }
              return won;
            })
        .transform(
            ended -> {
              // The next batch need not wait until the listeners are done.
              Future<Void> notified =
                  listener.writesEnded(batch.stream().map(BookChange::of).toList());
              return ended.succeeded()
                  ? Future.succeededFuture(written(batch, ended.result(), notified))
                  : Future.failedFuture(ended.cause());
            });
  }

  private static List<Written> written(
      List<BookWrite> batch, Map<UUID, Boolean> won, Future<Void> notified) {
    return batch.stream().map(write -> new Written(won.get(write.memberId()), notified)).toList();
  }

  /// The revision is read first: any later change makes the write of this book fail, so the two
  /// statements need no common snapshot.
  private static Future<List<Optional<Book>>> readAll(Statements statements, List<UUID> memberIds) {
    Tuple members = Columns.arguments(memberIds.toArray(UUID[]::new));
    int count = memberIds.size();
    var heads =
        statements.run(HEADS, members).map(rows -> KeyedRows.lists(count, rows, row -> row));
    var pages =
        statements.run(PAGES, members).map(rows -> KeyedRows.lists(count, rows, BookStore::page));
    return Future.all(heads, pages)
        .map(
            all -> {
              List<Optional<Book>> found = new ArrayList<>(count);
              for (int place = 0; place < count; place++) {
                UUID memberId = memberIds.get(place);
                List<Book.Page> own = pages.result().get(place);
                found.add(Head.of(heads.result().get(place)).map(head -> head.book(memberId, own)));
              }
              return found;
            });
  }

  private static Future<List<List<CheckIn>>> historiesOf(
      Statements statements, List<RecordedDays> keys) {
    return statements
        .run(
            HISTORY,
            Columns.arguments(
                    Columns.ids(keys, RecordedDays::memberId),
                    Columns.ids(keys, RecordedDays::habitId),
                    Columns.of(keys, LocalDate[]::new, RecordedDays::from),
                    Columns.of(keys, LocalDate[]::new, RecordedDays::to))
                // PostgreSQL opens only the partitions between these two days.
                .addLocalDate(earliest(keys))
                .addLocalDate(latest(keys)))
        .map(rows -> KeyedRows.lists(keys.size(), rows, BookRows::checkIn));
  }

  private static LocalDate earliest(List<RecordedDays> keys) {
    return keys.stream().map(RecordedDays::from).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static LocalDate latest(List<RecordedDays> keys) {
    return keys.stream().map(RecordedDays::to).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static Book.Page page(Row row) {
    return new Book.Page(
        BookRows.habit(row),
        BookRows.ledger(row.get(Buffer.class, LEDGER)),
        BookRows.latest(row, LATEST));
  }

  /// A book without its pages.
  ///
  /// @param pauses earliest first
  private record Head(
      long revision, MemberClock memberClock, DayOfWeek firstWeekday, List<Pause> pauses) {

    /// @param rows the rows of one member; none for an unknown member
    static Optional<Head> of(List<Row> rows) {
      List<Pause> pauses = new ArrayList<>(0);
      Row own = null;
      for (Row row : rows) {
        if (row.getLong(REVISION) == null) {
          pauses.add(BookRows.pause(row, PAUSE));
        } else {
          own = row;
        }
      }
      if (own == null) {
        return Optional.empty();
      }
      pauses.sort(BookRows.EARLIEST_FIRST);
      return Optional.of(
          new Head(
              own.getLong(REVISION),
              BookRows.memberClock(own.getString(1), own.getShort(2)),
              DayOfWeek.of(own.getShort(3)),
              pauses));
    }

    Book book(UUID memberId, List<Book.Page> pages) {
      pages.sort(OLDEST_FIRST);
      Map<UUID, Book.Page> byId = LinkedHashMap.newLinkedHashMap(pages.size());
      pages.forEach(page -> byId.put(page.habit().id(), page));
      return new Book(
          memberId, revision, memberClock, firstWeekday, Collections.unmodifiableMap(byId), pauses);
    }
  }
}
