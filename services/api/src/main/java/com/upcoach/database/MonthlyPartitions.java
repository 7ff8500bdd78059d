package com.upcoach.database;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/// Makes the parts of `check_in` for the coming months, ahead of time.
///
/// All days after the last month that is made are in `check_in_later`, so an insert never fails.
/// New months are cut off its beginning: it is taken off the table, the months are made, the rows
/// of theirs that it held are moved, and it is put back to begin after them. All of that is one
/// transaction, which has the table for itself for some milliseconds; it gives up rather than keep
/// everybody waiting behind a long reading. Several nodes may do it at once: an advisory lock lets
/// them go one after the other, and the second finds nothing left to do.
public final class MonthlyPartitions {

  /// Months that are to be there beyond the present one.
  public static final int MONTHS_AHEAD = 3;

  /// A server that was away for longer than ten years is less likely than a wrong clock, and
  /// every part that is made costs each reading of a whole history a little, for ever.
  private static final int MOST_AT_ONCE = 120;

  /// Any number that nobody else uses for an advisory lock: "upcm" in ASCII.
  private static final long LOCK = 0x7570636dL;

  private static final String LOCK_TIMEOUT = "set local lock_timeout = '1s'";

  private static final int SOCKET_TIMEOUT_SECONDS = 300;

  private static final String LATER_BEGINS =
      """
            select substring(pg_get_expr(relpartbound, oid) from 'FROM \\(''([0-9-]+)''\\)')::date
            from pg_class where oid = 'check_in_later'::regclass
            """;

  private final PGSimpleDataSource source;
  private final Clock clock;

  public MonthlyPartitions(DatabaseAddress address, Clock clock) {
    this.source = address.dataSource();
    this.source.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
    this.clock = clock;
  }

  /// Makes what is missing up to [#MONTHS_AHEAD] months after the present one, in UTC.
  ///
  /// @return the months made; none where all are there
  /// @throws SQLException when the database is away, or the table was in use for too long; then
  ///     nothing has changed
  /// @throws IllegalStateException where so many months are missing that the clock must be wrong
  public List<YearMonth> makeComing() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(LOCK_TIMEOUT);
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      List<YearMonth> missing = missingFrom(laterBegins(statement));
      if (!missing.isEmpty()) {
        make(statement, missing);
      }
      connection.commit();
      return missing;
    }
  }

  private static YearMonth laterBegins(Statement statement) throws SQLException {
    try (var answer = statement.executeQuery(LATER_BEGINS)) {
      answer.next();
      Date begins = answer.getDate(1);
      return YearMonth.from(begins.toLocalDate());
    }
  }

  private List<YearMonth> missingFrom(YearMonth first) {
    YearMonth last = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    long count = first.until(last.plusMonths(MONTHS_AHEAD), ChronoUnit.MONTHS) + 1;
    if (count > MOST_AT_ONCE) {
      throw new IllegalStateException(
          "%d months of check-ins are not made yet, the first of them %s: is the clock right?"
              .formatted(count, first));
    }
    return IntStream.range(0, (int) Math.max(0, count)).mapToObj(first::plusMonths).toList();
  }

  private static void make(Statement statement, List<YearMonth> months) throws SQLException {
    LocalDate end = months.getLast().plusMonths(1).atDay(1);
    Stream<String> steps =
        Stream.of(
                Stream.of("alter table check_in detach partition check_in_later"),
                months.stream().map(MonthlyPartitions::creation),
                Stream.of(
                    """
                                        with moved as (
                                            delete from check_in_later where day < '%s' returning *)
                                        insert into check_in select * from moved
                                        """
                        .formatted(end),
                    "alter table check_in attach partition check_in_later for values from ('%s') to (maxvalue)"
                        .formatted(end)))
            .flatMap(one -> one);
    for (String step : (Iterable<String>) steps::iterator) {
      statement.execute(step);
    }
  }

  private static String creation(YearMonth month) {
    return "create table check_in_%d_%02d partition of check_in for values from ('%s') to ('%s')"
        .formatted(
            month.getYear(), month.getMonthValue(), month.atDay(1), month.plusMonths(1).atDay(1));
  }
}
