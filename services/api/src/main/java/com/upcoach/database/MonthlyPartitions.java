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

/// Creates the monthly partitions of `check_in` ahead of time.
///
/// Days after the last monthly partition are in the partition `check_in_later`, so an insert never
/// fails. New months are split off its beginning. `check_in_later` is detached, the months are
/// created, their rows are moved, and it is attached again after them. All of this happens in one
/// transaction, which locks the table for some milliseconds. It fails with a lock timeout rather
/// than block all others behind a long query. Several nodes may run it concurrently: an advisory
/// lock serializes them, and the second finds nothing to do.
public final class MonthlyPartitions {

  /// Number of partitions beyond the current month.
  public static final int MONTHS_AHEAD = 3;

  /// Maximum number of partitions created in one run. A wrong clock is likelier than a server that
  /// was off for ten years, and every partition slows down each query of a whole history for good.
  private static final int MAX_CREATED = 120;

  /// The key of the advisory lock, an arbitrary unique number: "upcm" in ASCII.
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

  /// Creates the missing partitions up to [#MONTHS_AHEAD] months after the current one, in UTC.
  ///
  /// @return the months created; none if all exist
  /// @throws SQLException if the database is unreachable, or the table was in use for too long;
  ///     then nothing has changed
  /// @throws IllegalStateException if so many months are missing that the clock must be wrong
  public List<YearMonth> createMissing() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(LOCK_TIMEOUT);
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      List<YearMonth> missing = missingFrom(laterBegins(statement));
      if (!missing.isEmpty()) {
        create(statement, missing);
      }
      connection.commit();
      return missing;
    }
  }

  private static YearMonth laterBegins(Statement statement) throws SQLException {
    try (var result = statement.executeQuery(LATER_BEGINS)) {
      result.next();
      Date begins = result.getDate(1);
      return YearMonth.from(begins.toLocalDate());
    }
  }

  private List<YearMonth> missingFrom(YearMonth first) {
    YearMonth last = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    long count = first.until(last.plusMonths(MONTHS_AHEAD), ChronoUnit.MONTHS) + 1;
    if (count > MAX_CREATED) {
      throw new IllegalStateException(
          "%d monthly tables of check-ins are missing, from %s on: check the clock of this machine"
              .formatted(count, first));
    }
    return IntStream.range(0, (int) Math.max(0, count)).mapToObj(first::plusMonths).toList();
  }

  private static void create(Statement statement, List<YearMonth> months) throws SQLException {
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
            .flatMap(part -> part);
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
