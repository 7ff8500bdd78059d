package com.upcoach.book;

import static java.util.stream.Collectors.toMap;

import com.upcoach.database.Queries;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Streaks;
import com.upcoach.streak.Summary;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Checks stored ledgers, summaries and standings: recomputes them from the check-ins and reports
/// the differences.
@Singleton
public final class BookAudit {

  /// The largest difference of two scores that rounding explains.
  private static final double SCORE_TOLERANCE = 1e-9;

  private static final String SUMMARIES =
      "select "
          + BookRows.SUMMARY
          + ", s.habit_id, h.schedule, "
          + BookRows.LATEST
          + """
                     from habit_summary s
                     join habit h on h.member_id = s.member_id and h.id = s.habit_id
                     where s.member_id = $1
                    """;

  private static final int AFTER_SUMMARY = 8;

  private static final String STANDINGS =
      "select period::text, starts, points from standing where member_id = $1 and points <> 0";

  private static final String ORPHANED =
      """
            select count(*) from check_in c where c.member_id = $1 and not exists
                (select from habit h where h.member_id = $1 and h.id = c.habit_id)
            """;

  private final Books books;
  private final Queries queries;

  public BookAudit(Books books, Queries queries) {
    this.books = books;
    this.queries = queries;
  }

  /// A stored value that differs from the value computed from the check-ins.
  ///
  /// @param what a sentence for an operator
  public record Discrepancy(UUID memberId, String what) {}

  private record Stored(UUID habitId, Summary summary, Optional<LatestCheckIn> latest) {}

  /// The ledger and newest check-in that a habit's check-ins result in.
  private record Recorded(Ledger ledger, Optional<LatestCheckIn> latest) {}

  /// Audits one member. Concurrent writes of the member may show as discrepancies.
  public Uni<List<Discrepancy>> audit(UUID memberId) {
    return books.read(memberId).flatMap(found -> audit(found.orElseThrow()));
  }

  private Uni<List<Discrepancy>> audit(Book book) {
    UUID memberId = book.memberId();
    return Uni.combine()
        .all()
        .unis(
            recorded(book),
            queries.list(SUMMARIES, Tuple.of(memberId), BookAudit::stored),
            standings(queries, memberId),
            queries.first(ORPHANED, Tuple.of(memberId), row -> row.getLong(0)))
        .with(
            (recorded, summaries, standings, orphaned) -> {
              List<String> wrong = new ArrayList<>();
              checkLedgers(book, recorded, wrong);
              checkSummaries(book, recorded, summaries, wrong);
              checkStandings(book, standings, wrong);
              if (orphaned.orElse(0L) != 0) {
                wrong.add(orphaned.get() + " check-ins belong to no habit");
              }
              return wrong.stream().map(what -> new Discrepancy(memberId, what)).toList();
            });
  }

  /// The stored points of a member; standings with 0 points are left out.
  static Uni<Map<Standing, Integer>> standings(Queries queries, UUID memberId) {
    return queries
        .list(
            STANDINGS,
            Tuple.of(memberId),
            row ->
                Map.entry(
                    new Standing(Standing.Period.ofWord(row.getString(0)), row.getLocalDate(1)),
                    row.getInteger(2)))
        .map(rows -> rows.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private Uni<Map<UUID, Recorded>> recorded(Book book) {
    return Multi.createFrom()
        .iterable(book.pages().values())
        .map(Book.Page::habit)
        .onItem()
        .transformToUniAndConcatenate(
            habit ->
                books
                    .history(book.memberId(), habit.id())
                    .map(history -> Map.entry(habit.id(), recorded(habit, history))))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Recorded recorded(Habit habit, List<CheckIn> history) {
    return new Recorded(
        BookEdit.ledgerOf(habit, history),
        history.isEmpty() ? Optional.empty() : Optional.of(LatestCheckIn.of(history.getLast())));
  }

  private static Stored stored(io.vertx.sqlclient.Row row) {
    StreakUnit unit = StreakUnit.of(ScheduleText.read(row.getString(AFTER_SUMMARY + 1)));
    return new Stored(
        row.getUUID(AFTER_SUMMARY),
        BookRows.summary(row, 0, unit),
        BookRows.latest(row, AFTER_SUMMARY + 2));
  }

  private static void checkLedgers(Book book, Map<UUID, Recorded> recorded, List<String> wrong) {
    for (Map.Entry<UUID, Book.Page> entry : book.pages().entrySet()) {
      if (!entry.getValue().ledger().equals(recorded.get(entry.getKey()).ledger())) {
        wrong.add("the ledger of habit " + entry.getKey() + " differs");
      }
    }
  }

  private static void checkSummaries(
      Book book, Map<UUID, Recorded> recorded, List<Stored> summaries, List<String> wrong) {
    for (Stored stored : summaries) {
      Habit habit = book.pages().get(stored.habitId()).habit();
      Summary expected =
          Streaks.summarise(
              book.rulesOf(habit),
              recorded.get(habit.id()).ledger(),
              book.pausesOf(habit.id()),
              stored.summary().asOf());
      if (!same(expected, stored.summary())) {
        wrong.add(
            "the summary of habit %s is %s and should be %s"
                .formatted(habit.id(), stored.summary(), expected));
      }
      // The stored newest check-in may be missing, but never wrong.
      Optional<LatestCheckIn> latest = recorded.get(habit.id()).latest();
      if (stored.latest().isPresent() && !stored.latest().equals(latest)) {
        wrong.add(
            "the newest day of habit %s is stored as %s and should be %s"
                .formatted(habit.id(), stored.latest(), latest));
      }
    }
  }

  private static boolean same(Summary one, Summary other) {
    return Objects.equals(one.current(), other.current())
        && Objects.equals(one.longest(), other.longest())
        && Math.abs(one.score() - other.score()) <= SCORE_TOLERANCE;
  }

  private static void checkStandings(Book book, Map<Standing, Integer> stored, List<String> wrong) {
    PointsChange.Side now =
        new PointsChange.Side(
            book.pages(), book.pauses(), book.firstWeekday(), book.memberClock().zone());
    PointsChange.Side nothing =
        new PointsChange.Side(Map.of(), List.of(), book.firstWeekday(), book.memberClock().zone());
    Map<Standing, Integer> expected = new PointsChange(nothing, now).of(book.pages().keySet());
    if (!expected.equals(stored)) {
      wrong.add("the standings are %s and should be %s".formatted(stored, expected));
    }
  }
}
