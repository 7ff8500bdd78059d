package com.upcoach.demo;

import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.DatabaseFailure;
import com.upcoach.outcome.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Fills a database with the members of a plan, in one transaction: all of them or none, and
/// nobody sees them before.
///
/// One thread makes members up and lays their rows out while another sends what is ready, by binary
/// `COPY`. One connection is enough: PostgreSQL keeps one core busy and the thread that makes up
/// the other.
public final class DemoLoad {

  /// Trays that are filled or sent at the same time, and the check-ins that one is to hold.
  private static final int TRAYS = 3;

  private static final int CHECK_INS_A_TRAY = 40_000;
  private static final int USUAL_CHECK_INS_A_DAY = 2;
  private static final String DUPLICATE = "23505";

  /// The parts of a table that is in parts; else the table itself.
  private static final String PARTS =
      """
            select coalesce(part.relid, whole.relid)::regclass::text
            from (select ?::regclass as relid) whole
            left join lateral pg_partition_tree(whole.relid) part on part.isleaf
            """;

  private final DatabaseAddress address;
  private final DemoPlan plan;
  private final DemoMembers people;
  private final String passwordHash;
  private final Optional<DemoSessions> sessions;
  private final LongSupplier nanoTime;
  private final int membersATray;

  /// @param passwordHash of the one password that all of them have
  /// @param sessions to sign all of them in, if wanted
  /// @param nanoTime as [System#nanoTime]
  public DemoLoad(
      DatabaseAddress address,
      DemoPlan plan,
      String passwordHash,
      Optional<DemoSessions> sessions,
      LongSupplier nanoTime) {
    this.address = address;
    this.plan = plan;
    this.people = new DemoMembers(plan);
    this.passwordHash = passwordHash;
    this.sessions = sessions;
    this.nanoTime = nanoTime;
    this.membersATray = Math.max(1, CHECK_INS_A_TRAY / (plan.days() * USUAL_CHECK_INS_A_DAY));
  }

  /// Is told how far the work is.
  public interface Progress {

    /// So many members are sent.
    void reached(long members, long checkIns);

    /// All are sent; keys and statistics are left to do.
    void finishing();
  }

  /// Loads everybody.
  ///
  /// @param tokens where sessions are wanted, the file that takes a line for each member
  /// @return refused with [SeedTaken] where the seed's members are there already
  /// @throws InterruptedException when the thread is interrupted; then nothing is written
  /// @throws DatabaseFailure when the database fails; then nothing is written
  public Outcome<DemoReport> run(Optional<TokenFile> tokens, Progress progress)
      throws InterruptedException {
    long began = nanoTime.getAsLong();
    try (Connection connection = address.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      if (seedIsTaken(connection)) {
        return Outcome.refused(new SeedTaken(plan.seed()));
      }
      compressNothing(connection);
      DeferredIndexes keys = DeferredIndexes.takenOff(connection);
      Counts counts = send(connection, tokens, progress);
      progress.finishing();
      keys.restore(connection);
      connection.commit();
      tokens.ifPresent(TokenFile::keep);
      gatherStatistics(connection);
      return Outcome.done(counts.report(Duration.ofNanos(nanoTime.getAsLong() - began)));
    } catch (SQLException e) {
      if (DUPLICATE.equals(e.getSQLState())) {
        return Outcome.refused(new SeedTaken(plan.seed()));
      }
      throw new DatabaseFailure(
          "The database %s does not take the demo members, and none were written: %s"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /// The first member's e-mail follows from the seed alone.
  private boolean seedIsTaken(Connection connection) throws SQLException {
    try (var found = connection.prepareStatement("select 1 from member where email = ?")) {
      found.setString(1, people.member(0).member().email());
      return found.executeQuery().next();
    }
  }

  /// Compressing pages on their way to the log takes a core longer than a disk takes to write
  /// them. Not everybody may say so; then it stays as it is.
  private static void compressNothing(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
                    select set_config('wal_compression', 'off', true)
                    where has_parameter_privilege('wal_compression', 'set')
                    """);
    }
  }

  private Counts send(Connection connection, Optional<TokenFile> tokens, Progress progress)
      throws SQLException, InterruptedException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    Counts counts = new Counts();
    ExecutorService maker =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("demo-", 0).factory());
    try {
      Deque<Future<CopyBatch>> trays = new ArrayDeque<>();
      int next = 0;
      while (next < plan.members() && trays.size() < TRAYS) {
        trays.add(filling(maker, new CopyBatch(), next));
        next += membersATray;
      }
      while (!trays.isEmpty()) {
        CopyBatch tray = filled(trays.remove());
        copy(postgres, tray);
        tokens.ifPresent(file -> file.write(tray.tokenLines()));
        counts.add(tray);
        progress.reached(counts.members, counts.checkIns);
        stopIfInterrupted();
        if (next < plan.members()) {
          trays.add(filling(maker, tray, next));
          next += membersATray;
        }
      }
      return counts;
    } finally {
      maker.shutdownNow();
    }
  }

  private Future<CopyBatch> filling(ExecutorService maker, CopyBatch tray, int from) {
    int to = (int) Math.min(plan.members(), (long) from + membersATray);
    return maker.submit(
        () -> {
          tray.clear();
          for (int number = from; number < to; number++) {
            DemoMember member = people.member(number);
            tray.add(member, passwordHash);
            sessions.ifPresent(signing -> tray.add(member, signing.open(member.member().id())));
          }
          return tray;
        });
  }

  /// A tray that is full already is handed over without a look at interruptions.
  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the load was interrupted");
    }
  }

  private static CopyBatch filled(Future<CopyBatch> tray) throws InterruptedException {
    try {
      return tray.get();
    } catch (ExecutionException e) {
      // The cause is a bug in here, and its place is what a report of it needs.
      throw e.getCause() instanceof RuntimeException bug
          ? bug
          : new IllegalStateException(e.getCause());
    }
  }

  private static void copy(PGConnection postgres, CopyBatch tray) throws SQLException {
    for (DemoTable table : DemoTable.values()) {
      CopyRows rows = tray.of(table);
      if (rows.rows() > 0) {
        CopyIn copy = postgres.getCopyAPI().copyIn(table.copy);
        copy.writeToCopy(rows.bytes(), 0, rows.length());
        copy.endCopy();
      }
    }
  }

  /// Of all tables, and of the parts of a table rather than of the whole: an empty part that was
  /// analysed is taken to stay empty, and read from end to end by plans that outlive that.
  private static void gatherStatistics(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    for (DemoTable one : DemoTable.values()) {
      tables.addAll(filled(connection, partsOf(connection, one.table)));
    }
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("analyze " + String.join(", ", tables));
    }
  }

  private static List<String> partsOf(Connection connection, String table) throws SQLException {
    try (var asking = connection.prepareStatement(PARTS)) {
      asking.setString(1, table);
      List<String> parts = new ArrayList<>();
      ResultSet found = asking.executeQuery();
      while (found.next()) {
        parts.add(found.getString(1));
      }
      return parts;
    }
  }

  private static List<String> filled(Connection connection, List<String> tables)
      throws SQLException {
    List<String> filled = new ArrayList<>();
    try (var statement = connection.createStatement()) {
      for (String table : tables) {
        if (statement.executeQuery("select from " + table + " limit 1").next()) {
          filled.add(table);
        }
      }
    }
    return filled;
  }

  private static final class Counts {
    private long members;
    private long habits;
    private long checkIns;
    private long standings;

    void add(CopyBatch tray) {
      members += tray.count(DemoTable.MEMBER);
      habits += tray.count(DemoTable.HABIT);
      checkIns += tray.count(DemoTable.CHECK_IN);
      standings += tray.count(DemoTable.STANDING);
    }

    DemoReport report(Duration took) {
      return new DemoReport(members, habits, checkIns, standings, took);
    }
  }
}
