package com.upcoach.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

/// Records security events: one line each in the log, and a bounded list for each member.
///
/// Lines name a member by its id, never by e-mail, and hold no secret. Lines about sign-ins that
/// fail are limited to one a minute of each account and kind, as anybody can cause them.
@ApplicationScoped
public class SecurityEvents {

  private static final Logger LOG = Logger.getLogger(SecurityEvents.class);

  static final int KEPT_OF_A_KIND = 100;
  private static final Duration KEPT = Duration.ofDays(365);

  /// All e-mails that nobody has count as one account.
  private static final int LOGGED_ACCOUNTS = 60;

  /// Refusals of an account are recorded at most once in this time.
  private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);

  private static final int MOST_REFUSED_ACCOUNTS = 10_000;

  /// @param memberId empty where nobody has the e-mail
  private record Failure(Kind kind, Optional<UUID> memberId) {}

  private final SecurityEventStore store;
  private final UuidV7 ids;
  private final Clock clock;
  private final RateLimitedLog<Failure> failures;
  private final Cache<String, Instant> refused =
      Caffeine.newBuilder().maximumSize(MOST_REFUSED_ACCOUNTS).executor(Runnable::run).build();

  public SecurityEvents(SecurityEventStore store, UuidV7 ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.failures =
        new RateLimitedLog<>(
            LOGGED_ACCOUNTS, LOG::warn, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }

  /// Records a wrong password, without delaying the answer.
  ///
  /// @param memberId whose account it is; empty where nobody has the e-mail
  public void signInFailed(Optional<UUID> memberId) {
    logFailure(Kind.SIGN_IN_FAILED, memberId);
    memberId.ifPresent(owner -> keepWithoutWaiting(owner, Kind.SIGN_IN_FAILED));
  }

  /// Records that backoff refused an attempt, without delaying the answer.
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
    memberId.ifPresent(owner -> keepWithoutWaiting(owner, Kind.SIGN_IN_REFUSED));
  }

  private void logFailure(Kind kind, Optional<UUID> memberId) {
    failures.write(
        new Failure(kind, memberId),
        "Security: %s, %s"
            .formatted(kind.word(), memberId.map(id -> "member " + id).orElse("unknown e-mail")));
  }

  /// Logs how many lines about failed sign-ins were left out, once their minute is over.
  public void flushLog() {
    failures.flush();
  }

  /// Records an event of a member.
  ///
  /// @param detail more about it, or null
  /// @return done when it is kept; it never fails, as what it tells of has taken place
  public Uni<Void> record(UUID memberId, Kind kind, String detail) {
    LOG.infof(
        "Security: %s, member %s%s", kind.word(), memberId, detail == null ? "" : ": " + detail);
    return keep(memberId, kind, detail);
  }

  /// Logs that an account was deleted; its list of events went with it.
  public void accountDeleted(UUID memberId) {
    LOG.infof("Security: account-deleted, member %s", memberId);
  }

  private Uni<Void> keep(UUID memberId, Kind kind, String detail) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SecurityEvent event = new SecurityEvent(ids.next(), now, kind, detail);
    return store
        .add(memberId, event, now.minus(KEPT), KEPT_OF_A_KIND)
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf(
                  "The security event %s of member %s was not kept: %s",
                  kind.word(), memberId, failure.getMessage());
              return null;
            });
  }

  private void keepWithoutWaiting(UUID memberId, Kind kind) {
    keep(memberId, kind, null)
        .subscribe()
        .with(kept -> LOG.tracef("A security event of member %s was kept", memberId));
  }

  /// A page of a member's events, newest first.
  Uni<Page<SecurityEvent>> own(UUID memberId, PageRequest listing) {
    return store
        .newest(memberId, listing.after(), listing.queryLimit())
        .map(rows -> listing.page(rows, event -> Cursor.at(event.at(), event.id())));
  }
}
