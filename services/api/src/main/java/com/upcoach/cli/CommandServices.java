package com.upcoach.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.upcoach.archive.ImportFile;
import com.upcoach.archive.ImportLimits;
import com.upcoach.book.BookAudit;
import com.upcoach.book.BookChange;
import com.upcoach.book.BookListener;
import com.upcoach.book.BookRecount;
import com.upcoach.book.BookStore;
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
import com.upcoach.member.MemberListStore;
import com.upcoach.member.MemberListener;
import com.upcoach.member.MemberStore;
import com.upcoach.member.Members;
import com.upcoach.member.Passwords;
import com.upcoach.security.SecurityEventStore;
import com.upcoach.security.SecurityEvents;
import com.upcoach.security.SignInBackoff;
import com.upcoach.security.SignInBackoffStore;
import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import com.upcoach.transfer.Exports;
import com.upcoach.transfer.ImportStore;
import com.upcoach.transfer.Imports;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The features' doors for a command that runs without the server: wired by hand, on the database
/// of the data folder (that of a running server, if there is one) or of `database-url`.
public final class CommandServices implements AutoCloseable {

  private static final int CONNECTIONS = 2;
  private static final int ENDS_WITHIN_SECONDS = 10;

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

  /// Members that a server beside this command is to hear of.
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
    ObjectMapper json =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    new JsonCustomizer().customize(json);
    BookStore bookStore = new BookStore(queries, batching, bookWatch());
    Books books = new Books(bookStore, clock);
    this.passwords =
        new Passwords(
            new Passwords.Cost(settings.passwordMemoryKib(), settings.passwordIterations()),
            1,
            new SecureRandom());
    this.members =
        new Members(
            new MemberStore(queries, batching),
            new MemberListStore(queries),
            passwords,
            books,
            memberWatch(),
            new SignInBackoff(new SignInBackoffStore(queries), clock),
            new SecurityEvents(
                new SecurityEventStore(queries), new UuidV7(clock, new SecureRandom()), clock),
            clock);
    this.audit = new BookAudit(bookStore, queries);
    this.recount = new BookRecount(books, bookStore, queries);
    this.imports =
        new Imports(
            new ImportFile(ImportLimits.of(settings.importLimitBytes())),
            books,
            members,
            new ImportStore(queries, json),
            json,
            clock);
    this.exports = new Exports(books, members);
  }

  private BookListener bookWatch() {
    return new BookListener() {
      @Override
      public void committed(List<StandingChange> changes) {
        // Ranks are counted by servers, which look at the database again and again.
      }

      @Override
      public Future<Void> writesEnded(List<BookChange> changes) {
        touches.forEach(touch -> changed.add(touch.memberId()));
        return Future.succeededFuture();
      }
    };
  }

  private MemberListener memberWatch() {
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

  /// Opens the doors; what the database has to say meanwhile goes to `out`.
  public static CommandServices open(Settings settings, PrintWriter out) {
    DatabaseAccess database =
        DatabaseAccess.open(DataFolder.at(settings.data()), settings.databaseRoles(), out::println);
    recountIfDue(settings, database, out::println);
    return new CommandServices(settings, database);
  }

  /// Works out anew what older rules have left in the database; nothing on almost every start.
  ///
  /// @param says is told, in one line each, what takes a moment
  public static void recountIfDue(
      Settings settings, DatabaseAccess database, Consumer<String> says) {
    if (!isRecountDue(database)) {
      return;
    }
    says.accept("Working out streaks and points anew, as an update has changed their rules");
    CommandServices doors = new CommandServices(settings, database);
    try {
      long members =
          doors
              .recount
              .run(done -> says.accept("%d members done".formatted(done)))
              .await()
              .indefinitely();
      says.accept("Streaks and points of %d members are up to date".formatted(members));
    } finally {
      doors.disconnect();
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
          "The database %s does not answer: %s".formatted(database.address(), e.getMessage()), e);
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
  /// @throws UsageFailure where there is none
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
      ChangeNotices.send(queries, changed).await().atMost(Duration.ofSeconds(ENDS_WITHIN_SECONDS));
    }
    passwords.close();
    lanes
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
        .join();
    pool.close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
        .join();
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
