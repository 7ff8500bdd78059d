package com.upcoach.security;

import com.upcoach.database.Queries;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Exponential backoff for sign-in attempts, by account.
///
/// All attempts from networks unknown to the owner share one count per account, for all nodes; the
/// count is in the database. Each of the owner's own networks and sessions has its own count, so
/// that attacks from elsewhere never delay the owner there. Unknown e-mails are treated the same
/// way.
@ApplicationScoped
public class SignInBackoff {

  /// The time after the last failure at which failures expire.
  private static final Duration EXPIRY = Duration.ofHours(6);

  private static final Duration MIN_WAIT = Duration.ofSeconds(1);
  private static final int MAX_NETWORKS_PER_MEMBER = 20;

  /// The placeholder id for an unknown e-mail.
  private static final UUID NO_MEMBER = new UUID(0, 0);

  private final SignInBackoffStore store;
  private final Clock clock;

  public SignInBackoff(Queries queries, Clock clock) {
    this.store = new SignInBackoffStore(queries);
    this.clock = clock;
  }

  /// An attempt that was counted and admitted.
  ///
  /// @param target the key of its count
  public record Attempt(Buffer target) {}

  /// Counts an attempt before its password is checked.
  ///
  /// @param email in normalized form, as stored
  /// @param memberId the owner; empty for an unknown e-mail
  /// @return refused with [TooManyAttempts] where the client has to wait
  public Uni<Outcome<Attempt>> begin(String email, Optional<UUID> memberId, RequestOrigin origin) {
    Optional<UUID> session = memberId.flatMap(origin::sessionOf);
    if (session.isPresent()) {
      return admit(Digests.account(email, session.get()), BackoffSchedule.KNOWN_NETWORK);
    }
    // Looked up for an unknown e-mail too, so that the response time does not reveal accounts.
    UUID owner = memberId.orElse(NO_MEMBER);
    return store
        .isKnown(owner, Digests.network(owner, origin.network()))
        .flatMap(
            known ->
                known
                    ? admit(Digests.account(email, origin.network()), BackoffSchedule.KNOWN_NETWORK)
                    : admit(Digests.account(email), BackoffSchedule.UNKNOWN_NETWORK));
  }

  private Uni<Outcome<Attempt>> admit(Buffer target, BackoffSchedule schedule) {
    Instant now = clock.instant();
    return store
        .admit(target, now, now.minus(EXPIRY), schedule)
        .flatMap(
            admitted ->
                admitted
                    ? Uni.createFrom().item(Outcome.done(new Attempt(target)))
                    : store.retryAt(target).map(at -> refused(now, at)));
  }

  private static Outcome<Attempt> refused(Instant now, Optional<Instant> retryAt) {
    Duration wait = retryAt.map(at -> Duration.between(now, at)).orElse(MIN_WAIT);
    return Outcome.refused(new TooManyAttempts(wait.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : wait));
  }

  /// Ends an attempt with the right password: resets its count, and remembers the network as one of
  /// the owner's.
  public Uni<Void> succeeded(Attempt attempt, UUID memberId, RequestOrigin origin) {
    return store
        .reset(attempt.target())
        .flatMap(
            done ->
                store.remember(
                    memberId,
                    Digests.network(memberId, origin.network()),
                    clock.instant(),
                    MAX_NETWORKS_PER_MEMBER))
        .replaceWithVoid();
  }

  /// Remembers the network that an account was registered from as one of its owner's.
  ///
  /// @param memberId the new member; empty where the e-mail is taken, which takes the same work, so
  ///     that the response time does not reveal accounts
  public Uni<Void> registered(Optional<UUID> memberId, RequestOrigin origin) {
    UUID owner = memberId.orElse(NO_MEMBER);
    return store
        .remember(
            owner,
            Digests.network(owner, origin.network()),
            clock.instant(),
            MAX_NETWORKS_PER_MEMBER)
        .replaceWithVoid();
  }

  /// Removes expired counts.
  ///
  /// @return the number of removed counts, at most `limit`
  public Uni<Integer> removeExpired(int limit) {
    return store.removeExpired(clock.instant().minus(EXPIRY), limit);
  }
}
