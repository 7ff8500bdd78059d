package com.upcoach.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.archive.ImportFile;
import com.upcoach.archive.ImportLimits;
import com.upcoach.book.BookChange;
import com.upcoach.book.BookListener;
import com.upcoach.book.StandingChange;
import com.upcoach.cache.CacheOperations;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.cache.UsagePatterns;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.ChangeNotices;
import com.upcoach.database.DataFolder;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.Queries;
import com.upcoach.group.GroupListener;
import com.upcoach.input.UuidV7;
import com.upcoach.leaderboard.Ranks;
import com.upcoach.member.MemberListener;
import com.upcoach.member.Members;
import com.upcoach.member.Passwords;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.security.SecurityEvents;
import com.upcoach.session.SessionCache;
import com.upcoach.session.Sessions;
import com.upcoach.settings.Settings;
import com.upcoach.transfer.Imports;
import com.upcoach.transfer.UploadFolder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Produces the dependencies of the features: clock, randomness, database access, and objects that
/// depend on settings.
@Singleton
final class FeatureWiring {

  private static final Logger LOG = Logger.getLogger(FeatureWiring.class);

  private static final long SHARES_RELOAD_INTERVAL_MS = 5_000;

  /// The timeout of queries that are not batched.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private Optional<ChangeNotices> notices = Optional.empty();

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  Queries queries(Pool pool) {
    return Queries.on(pool).within(TIMEOUT);
  }

  @Produces
  @Singleton
  Ranks ranks(DatabaseAddress address) {
    return Ranks.of(address, System::nanoTime);
  }

  void close(@Disposes Ranks ranks) {
    ranks.close();
  }

  @Produces
  @Singleton
  BookListener books(InvalidationBus changes, Ranks ranks) {
    return new BookListener() {
      @Override
      public void committed(List<StandingChange> changes) {
        ranks.committed(changes);
      }

      @Override
      public Future<Void> writesEnded(List<BookChange> writes) {
        List<Tag> tags = new ArrayList<>();
        writes.forEach(write -> add(write, tags));
        return changes.invalidate(tags);
      }
    };
  }

  private static void add(BookChange write, List<Tag> tags) {
    if (write.checkedIn().isEmpty()) {
      tags.add(MemberResponseCache.tag(write.memberId()));
      return;
    }
    tags.add(MemberResponseCache.recordTag(write.memberId()));
    write.checkedIn().get().forEach(habit -> tags.add(MemberResponseCache.habitTag(habit)));
  }

  @Produces
  @Singleton
  MemberListener members(InvalidationBus changes, Ranks ranks, UsagePatterns patterns) {
    return new MemberListener() {
      @Override
      public Future<Void> changed(UUID memberId) {
        return changes.invalidate(tags(memberId));
      }

      @Override
      public Future<Void> deleted(UUID memberId) {
        ranks.memberDeleted(memberId);
        patterns.forget(memberId);
        List<Tag> tags = new ArrayList<>(tags(memberId));
        // The member's name may be on any leaderboard.
        tags.add(MemberResponseCache.tag(CachePolicy.LEADERBOARD));
        tags.add(MemberResponseCache.tag(CachePolicy.OWN_RANK));
        return changes.invalidate(tags);
      }
    };
  }

  @Produces
  @Singleton
  GroupListener groups(InvalidationBus changes) {
    return (groupId, memberId) ->
        changes.invalidate(
            List.of(MemberResponseCache.groupTag(groupId), MemberResponseCache.tag(memberId)));
  }

  private static List<Tag> tags(UUID memberId) {
    return List.of(MemberResponseCache.tag(memberId), SessionCache.tag(memberId));
  }

  /// One hashing thread per core: more threads would only make each hash slower.
  @Produces
  @Singleton
  Passwords passwords(Settings settings, SecureRandom random) {
    return new Passwords(
        new Passwords.Cost(settings.passwordMemoryKib(), settings.passwordIterations()),
        Runtime.getRuntime().availableProcessors(),
        random);
  }

  void close(@Disposes Passwords passwords) {
    passwords.close();
  }

  @Produces
  @Singleton
  UploadFolder uploads(Settings settings, Vertx vertx) {
    return new UploadFolder(DataFolder.at(settings.data()).uploads(), vertx);
  }

  void clearUploads(@Observes StartupEvent start, UploadFolder uploads) throws IOException {
    uploads.clear();
  }

  @Produces
  @Singleton
  ImportFile importFile(Settings settings) {
    return new ImportFile(
        ImportLimits.of(settings.importLimitBytes()), DataFolder.at(settings.data()).uploads());
  }

  /// Listens for changes by commands that run beside the server. LISTEN does not work through
  /// PgBouncer; there such changes become visible when the TTL expires.
  void listen(
      @Observes StartupEvent start, Vertx vertx, DatabaseAddress address, InvalidationBus changes) {
    notices =
        ChangeNotices.listen(
            vertx, address, memberId -> changes.relay(tags(memberId)), changes::invalidateAll);
  }

  void stopListening(@Observes ShutdownEvent end) {
    notices.ifPresent(ChangeNotices::close);
  }

  /// Loads the cache shares before the first request, and with several nodes again every few
  /// seconds.
  void loadShares(
      @Observes StartupEvent start, CacheOperations operations, Settings settings, Vertx vertx) {
    operations.loadShares().await().indefinitely();
    if (settings.redis().isPresent()) {
      // Operators may change them on any node.
      vertx.setPeriodic(
          SHARES_RELOAD_INTERVAL_MS,
          again ->
              operations
                  .loadShares()
                  .subscribe()
                  .with(
                      loaded -> {},
                      failure ->
                          LOG.debugf("Cache shares were not loaded: %s", failure.getMessage())));
    }
  }

  /// Marks imports that the last shutdown interrupted as refused: they wrote nothing.
  void refuseInterrupted(@Observes StartupEvent start, Imports imports, ObjectMapper json) {
    Problem problem =
        Problem.of(
            ProblemKind.UNREADABLE_FILE,
            "The server stopped during the import; nothing was imported. Send it again.");
    imports.refuseInterrupted(json.valueToTree(problem.json())).await().indefinitely();
  }

  @Produces
  @Singleton
  SessionCache sessionCache(InvalidationBus changes) {
    return new SessionCache(System::nanoTime, changes);
  }

  @Produces
  @Singleton
  Sessions sessions(
      Queries queries,
      BatchedStatements batching,
      SessionCache sessionCache,
      Members members,
      SecurityEvents events,
      UuidV7 ids,
      SecureRandom random,
      Clock clock,
      Settings settings) {
    return new Sessions(
        queries,
        batching,
        sessionCache,
        members,
        events,
        ids,
        random,
        clock,
        settings.sessionLength());
  }
}
