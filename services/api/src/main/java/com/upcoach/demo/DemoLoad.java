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

/// Loads the members of a plan into a database in one transaction: all of them or none, invisible
/// to others until the commit.
///
/// One thread generates and encodes members while another sends finished batches by binary `COPY`.
/// One connection is enough: PostgreSQL keeps one core busy and the generating thread the other.
public final class DemoLoad {

  /// Number of batches in flight, and target number of check-ins per batch.
  private static final int BATCHES = 3;

  private static final int CHECK_INS_PER_BATCH = 40_000;
  private static final int TYPICAL_CHECK_INS_PER_DAY = 2;
  private static final String DUPLICATE = "23505";

  /// The partitions of a partitioned table; otherwise the table itself.
  private static final String PARTITIONS =
      """
            select coalesce(part.relid, whole.relid)::regclass::text
            from (select ?::regclass as relid) whole
            left join lateral pg_partition_tree(whole.relid) part on part.isleaf
            """;

  private final DatabaseAddress address;
  private final DemoPlan plan;
  private final DemoMembers members;
  private final String passwordHash;
  private final Optional<DemoSessions> sessions;
  private final LongSupplier nanoTime;
  private final int membersPerBatch;

  /// @param passwordHash of the password shared by all of them
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
    this.members = new DemoMembers(plan);
    this.passwordHash = passwordHash;
    this.sessions = sessions;
    this.nanoTime = nanoTime;
    this.membersPerBatch =
        Math.max(1, CHECK_INS_PER_BATCH / (plan.days() * TYPICAL_CHECK_INS_PER_DAY));
  }

  /// Listener for the progress of the load.
  public interface Progress {

    /// Reports the totals sent so far.
    void reached(long members, long checkIns);

    /// Reports that all rows are sent; keys, indexes and statistics remain.
    void finishing();
  }

  /// Loads all members.
  ///
  /// @param tokens file that gets one line per member, where sessions are wanted
  /// @return refused with [SeedTaken] where the seed's members already exist
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
      disableWalCompression(connection);
      DeferredIndexes keys = DeferredIndexes.dropped(connection);
      Counts counts = send(connection, tokens, progress);
      progress.finishing();
      keys.restore(connection);
      connection.commit();
      tokens.ifPresent(TokenFile::keep);
      analyze(connection);
      return Outcome.done(counts.report(Duration.ofNanos(nanoTime.getAsLong() - began)));
    } catch (SQLException e) {
      if (DUPLICATE.equals(e.getSQLState())) {
        return Outcome.refused(new SeedTaken(plan.seed()));
      }
      throw new DatabaseFailure(
          "The demo members could not be written to the database %s, and none were: %s"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /// The first member's e-mail depends on the seed alone.
  private boolean seedIsTaken(Connection connection) throws SQLException {
    try (var found = connection.prepareStatement("select 1 from member where email = ?")) {
      found.setString(1, members.member(0).member().email());
      return found.executeQuery().next();
    }
  }

  /// Turns WAL compression off: compressing takes longer on a core than a disk takes to write the
  /// pages. Only some roles may change the setting; for others it stays.
  private static void disableWalCompression(Connection connection) throws SQLException {
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
    ExecutorService generator =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("demo-", 0).factory());
    try {
      Deque<Future<CopyBatch>> batches = new ArrayDeque<>();
      int next = 0;
      while (next < plan.members() && batches.size() < BATCHES) {
        batches.add(fill(generator, new CopyBatch(), next));
        next += membersPerBatch;
      }
      while (!batches.isEmpty()) {
        CopyBatch batch = finished(batches.remove());
        copy(postgres, batch);
        tokens.ifPresent(file -> file.write(batch.tokenLines()));
        counts.add(batch);
        progress.reached(counts.members, counts.checkIns);
        stopIfInterrupted();
        if (next < plan.members()) {
          batches.add(fill(generator, batch, next));
          next += membersPerBatch;
        }
      }
      return counts;
    } finally {
      generator.shutdownNow();
    }
  }

  private Future<CopyBatch> fill(ExecutorService generator, CopyBatch batch, int from) {
    int to = (int) Math.min(plan.members(), (long) from + membersPerBatch);
    return generator.submit(
        () -> {
          batch.clear();
          for (int number = from; number < to; number++) {
            DemoMember member = members.member(number);
            batch.add(member, passwordHash);
            sessions.ifPresent(signing -> batch.add(member, signing.open(member.member().id())));
          }
          return batch;
        });
  }

  /// A batch already finished is handed over without checking for interrupts, so the check is here.
  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the load was interrupted");
    }
  }

  private static CopyBatch finished(Future<CopyBatch> batch) throws InterruptedException {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      // The cause is a bug in this class; its stack trace is needed for a report.
      throw e.getCause() instanceof RuntimeException bug
          ? bug
          : new IllegalStateException(e.getCause());
    }
  }

  private static void copy(PGConnection postgres, CopyBatch batch) throws SQLException {
    for (DemoTable table : DemoTable.values()) {
      CopyRows rows = batch.of(table);
      if (rows.rows() > 0) {
        CopyIn copy = postgres.getCopyAPI().copyIn(table.copy);
        copy.writeToCopy(rows.bytes(), 0, rows.length());
        copy.endCopy();
      }
    }
  }

  /// Analyses all tables, and partitions instead of partitioned tables. An empty partition that was
  /// analysed is assumed to stay empty, and cached plans then scan it sequentially.
  private static void analyze(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    for (DemoTable table : DemoTable.values()) {
      tables.addAll(nonEmpty(connection, partitionsOf(connection, table.table)));
    }
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("analyze " + String.join(", ", tables));
    }
  }

  private static List<String> partitionsOf(Connection connection, String table)
      throws SQLException {
    try (var query = connection.prepareStatement(PARTITIONS)) {
      query.setString(1, table);
      List<String> partitions = new ArrayList<>();
      ResultSet found = query.executeQuery();
      while (found.next()) {
        partitions.add(found.getString(1));
      }
      return partitions;
    }
  }

  private static List<String> nonEmpty(Connection connection, List<String> tables)
      throws SQLException {
    List<String> nonEmpty = new ArrayList<>();
    try (var statement = connection.createStatement()) {
      for (String table : tables) {
        if (statement.executeQuery("select from " + table + " limit 1").next()) {
          nonEmpty.add(table);
        }
      }
    }
    return nonEmpty;
  }

  private static final class Counts {
    private long members;
    private long habits;
    private long checkIns;
    private long standings;

    void add(CopyBatch batch) {
      members += batch.of(DemoTable.MEMBER).rows();
      habits += batch.of(DemoTable.HABIT).rows();
      checkIns += batch.of(DemoTable.CHECK_IN).rows();
      standings += batch.of(DemoTable.STANDING).rows();
    }

    DemoReport report(Duration took) {
      return new DemoReport(members, habits, checkIns, standings, took);
    }
  }
}
