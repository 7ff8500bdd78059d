package com.upcoach.cli;

import com.upcoach.archive.ImportFile;
import com.upcoach.archive.ImportLimits;
import com.upcoach.book.BookAudit;
import com.upcoach.book.BookChange;
import com.upcoach.book.BookListener;
import com.upcoach.book.BookRecount;
import com.upcoach.book.Books;
import com.upcoach.book.StandingChange;
import com.upcoach.coalesce.Lanes;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.ChangeNotices;
import com.upcoach.database.DataFolder;
import com.upcoach.database.DatabaseAccess;
import com.upcoach.database.DatabaseFailure;
import com.upcoach.database.Pools;
import com.upcoach.database.Queries;
import com.upcoach.http.JsonCustomizer;
import com.upcoach.input.UuidV7;
import com.upcoach.member.Member;
import com.upcoach.member.MemberListener;
import com.upcoach.member.Members;
import com.upcoach.member.Passwords;
import com.upcoach.security.SecurityEvents;
import com.upcoach.security.SignInBackoff;
import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import com.upcoach.transfer.Exports;
import com.upcoach.transfer.Imports;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The services of the features for a command that runs outside the server. They use the
/// database of the data folder (shared with a running server, if any) or of `database-url`.
public final class CommandServices implements AutoCloseable {

  private static final int CONNECTIONS = 2;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final DatabaseAccess database;
  private final Vertx vertx;
  private final Pool pool;
  private final Lanes lanes;
  private final Passwords passwords;
  private final Members members;
  private final BookAudit audit;
  private final BookRecount recount;
  private final Imports imports;
  private final Exports exports;
  private final Queries queries;

  /// The changed members, of which running servers are notified at the end.
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

  private CommandServices(Settings settings, DatabaseAccess database) {
    this.database = database;
    this.vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    this.pool = Pools.open(vertx, database.address(), CONNECTIONS, "command");
    this.queries = Queries.on(pool);
    this.lanes = Pools.lanes(vertx, database.address(), notice -> {});
    BatchedStatements batching =
        new BatchedStatements(lanes, settings.batchLimit(), settings.waitingLimit());
    Clock clock = Clock.systemUTC();
    Books books = new Books(queries, batching, bookListener(), clock);
    this.passwords =
        new Passwords(
            new Passwords.Cost(settings.passwordMemoryKib(), settings.passwordIterations()),
            1,
            new SecureRandom());
    this.members =
        new Members(
            queries,
            batching,
            passwords,
            books,
            memberListener(),
            new SignInBackoff(queries, clock),
            new SecurityEvents(queries, new UuidV7(clock, new SecureRandom()), clock),
            clock);
    this.audit = new BookAudit(books, queries);
    this.recount = new BookRecount(books, queries);
    this.imports =
        new Imports(
            new ImportFile(ImportLimits.of(settings.importLimitBytes())),
            queries,
            books,
            members,
            JsonCustomizer.mapper(),
            clock);
    this.exports = new Exports(books, members);
  }

  private BookListener bookListener() {
    return new BookListener() {
      @Override
      public void committed(List<StandingChange> changes) {
        // Servers keep ranks in memory and refresh them from the database periodically.
      }

      @Override
      public Future<Void> writesEnded(List<BookChange> writes) {
        writes.forEach(write -> changed.add(write.memberId()));
        return Future.succeededFuture();
      }
    };
  }

  private MemberListener memberListener() {
    return new MemberListener() {
      @Override
      public Future<Void> changed(UUID memberId) {
        changed.add(memberId);
        return Future.succeededFuture();
      }

      @Override
      public Future<Void> deleted(UUID memberId) {
        return changed(memberId);
      }
    };
  }

  /// Opens the database and creates the services.
  ///
  /// @param out receives progress messages of the database
  public static CommandServices open(Settings settings, PrintWriter out) {
    DatabaseAccess database =
        DatabaseAccess.open(DataFolder.at(settings.data()), settings.databaseRoles(), out::println);
    recountIfDue(settings, database, out::println);
    return new CommandServices(settings, database);
  }

  /// Recounts streaks and points after an update has changed their rules; usually there is nothing
  /// to do.
  ///
  /// @param log receives progress messages, one line each
  public static void recountIfDue(
      Settings settings, DatabaseAccess database, Consumer<String> log) {
    if (!isRecountDue(database)) {
      return;
    }
    log.accept("Recalculating streaks and points, as an update has changed their rules");
    CommandServices services = new CommandServices(settings, database);
    try {
      long members =
          services
              .recount
              .run(done -> log.accept("%d members done".formatted(done)))
              .await()
              .indefinitely();
      log.accept("Streaks and points of %d members are up to date".formatted(members));
    } finally {
      services.disconnect();
    }
  }

  private static boolean isRecountDue(DatabaseAccess database) {
    try (var connection = database.address().dataSource().getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("select exists (select from book_recount)")) {
      answer.next();
      return answer.getBoolean(1);
    } catch (SQLException e) {
      throw new DatabaseFailure(
          "The database %s does not respond: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  Members members() {
    return members;
  }

  BookAudit audit() {
    return audit;
  }

  Imports imports() {
    return imports;
  }

  Exports exports() {
    return exports;
  }

  /// The member with this e-mail.
  ///
  /// @throws UsageFailure for an unknown e-mail
  Member member(String email) {
    return members
        .findByEmail(email)
        .await()
        .indefinitely()
        .orElseThrow(
            () -> new UsageFailure("no member has the e-mail %s: register first".formatted(email)));
  }

  @Override
  public void close() {
    disconnect();
    database.close();
  }

  private void disconnect() {
    if (!changed.isEmpty()) {
      await(ChangeNotices.send(queries, changed));
    }
    passwords.close();
    await(UniHelper.toUni(lanes.close()));
    await(UniHelper.toUni(pool.close()));
    await(UniHelper.toUni(vertx.close()));
  }

  private static void await(Uni<?> ended) {
    ended.await().atMost(CLOSE_TIMEOUT);
  }
}
