package com.upcoach.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.upcoach.database.Queries;
import com.upcoach.input.UuidV7;
import com.upcoach.logging.RateLimitedLog;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import com.upcoach.security.SecurityEvent.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Records security events: a log line for each event, and a bounded list for each member.
///
/// Log lines name a member by its id, never by e-mail, and contain no secret. Lines about failed
/// sign-ins are rate limited to one a minute for each account and kind, as anyone can cause them.
@ApplicationScoped
public class SecurityEvents {

  private static final Logger LOG = Logger.getLogger(SecurityEvents.class);

  static final int MAX_PER_KIND = 100;
  private static final Duration RETENTION = Duration.ofDays(365);

  /// The number of accounts whose log lines are limited separately. All unknown e-mails count as
  /// one account.
  private static final int MAX_LOGGED_ACCOUNTS = 60;

  /// The shortest time between two recorded refusals of an account.
  private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);

  private static final int MAX_REFUSED_ACCOUNTS = 10_000;

  /// The key of a rate-limited log line.
  ///
  /// @param memberId empty for an unknown e-mail
  private record Failure(Kind kind, Optional<UUID> memberId) {}

  private final SecurityEventStore store;
  private final UuidV7 ids;
  private final Clock clock;
  private final RateLimitedLog<Failure> failures;
  private final Cache<String, Instant> refused =
      Caffeine.newBuilder().maximumSize(MAX_REFUSED_ACCOUNTS).executor(Runnable::run).build();

  public SecurityEvents(Queries queries, UuidV7 ids, Clock clock) {
    this.store = new SecurityEventStore(queries);
    this.ids = ids;
    this.clock = clock;
    this.failures =
        new RateLimitedLog<>(
            MAX_LOGGED_ACCOUNTS, LOG::warn, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }

  /// Records a wrong password, without delaying the response.
  ///
  /// @param memberId the owner of the account; empty for an unknown e-mail
  public void signInFailed(Optional<UUID> memberId) {
    logFailure(Kind.SIGN_IN_FAILED, memberId);
    memberId.ifPresent(owner -> storeInBackground(owner, Kind.SIGN_IN_FAILED));
  }

  /// Records that backoff refused an attempt, without delaying the response.
  ///
  /// @param email tells accounts apart; it is not recorded
  public void signInRefused(String email, Optional<UUID> memberId) {
    Instant now = clock.instant();
    Instant last = refused.getIfPresent(email);
    if (last != null && now.isBefore(last.plus(BETWEEN_REFUSALS)) && !now.isBefore(last)) {
      return;
    }
    refused.put(email, now);
    logFailure(Kind.SIGN_IN_REFUSED, memberId);
    memberId.ifPresent(owner -> storeInBackground(owner, Kind.SIGN_IN_REFUSED));
  }

  private void logFailure(Kind kind, Optional<UUID> memberId) {
    failures.write(
        new Failure(kind, memberId),
        "Security: %s, %s"
            .formatted(kind.word(), memberId.map(id -> "member " + id).orElse("unknown e-mail")));
  }

  /// Logs how many lines about failed sign-ins were suppressed, once their minute is over.
  public void flushLog() {
    failures.flush();
  }

  /// Records an event of a member.
  ///
  /// @param detail additional information, or null
  /// @return completes when it is stored; it never fails, as the event itself has taken place
  public Uni<Void> record(UUID memberId, Kind kind, String detail) {
    LOG.infof(
        "Security: %s, member %s%s", kind.word(), memberId, detail == null ? "" : ": " + detail);
    return store(memberId, kind, detail);
  }

  /// Logs that an account was deleted; its list of events was deleted with it.
  public void accountDeleted(UUID memberId) {
    LOG.infof("Security: account-deleted, member %s", memberId);
  }

  private Uni<Void> store(UUID memberId, Kind kind, String detail) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SecurityEvent event = new SecurityEvent(ids.next(), now, kind, detail);
    return store
        .add(memberId, event, now.minus(RETENTION), MAX_PER_KIND)
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf(
                  "The security event %s of member %s could not be stored: %s",
                  kind.word(), memberId, failure.getMessage());
              return null;
            });
  }

  private void storeInBackground(UUID memberId, Kind kind) {
    store(memberId, kind, null)
        .subscribe()
        .with(stored -> LOG.tracef("A security event of member %s was stored", memberId));
  }

  /// A page of a member's events, newest first.
  Uni<Page<SecurityEvent>> page(UUID memberId, PageRequest pageRequest) {
    return store
        .newest(memberId, pageRequest.after(), pageRequest.queryLimit())
        .map(rows -> pageRequest.page(rows, event -> Cursor.at(event.at(), event.id())));
  }
}
