package com.upcoach.security;

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
/// Attempts from places that the owner has not used share one count for each account, wherever
/// they come from and whichever node they reach; the count is in the database. The owner's own
/// networks and sessions have a count each, so that attacks from elsewhere never delay the owner
/// there. An e-mail that nobody has is treated alike.
@ApplicationScoped
public class SignInBackoff {

  /// Failures count for so long after the last of them.
  private static final Duration MEMORY = Duration.ofHours(6);

  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
  private static final int NETWORKS_OF_A_MEMBER = 20;

  /// The id of no member.
  private static final UUID NOBODY = new UUID(0, 0);

  private final SignInBackoffStore store;
  private final Clock clock;

  public SignInBackoff(SignInBackoffStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// An attempt that was counted, and is being carried out.
  public record Attempt(Buffer target) {}

  /// Counts an attempt before its password is checked.
  ///
  /// @param email as e-mails are kept
  /// @param memberId the owner; empty where nobody has the e-mail
  /// @return refused with [TooManyAttempts] where it has to wait
  public Uni<Outcome<Attempt>> begin(String email, Optional<UUID> memberId, RequestOrigin origin) {
    Optional<UUID> session = memberId.flatMap(origin::sessionOf);
    if (session.isPresent()) {
      return admit(Digests.account(email, session.get()), BackoffSchedule.KNOWN_PLACE);
    }
    // Looked up for an unknown e-mail too: both ways take the same work.
    UUID owner = memberId.orElse(NOBODY);
    return store
        .isKnown(owner, Digests.network(owner, origin.network()))
        .flatMap(
            known ->
                known
                    ? admit(Digests.account(email, origin.network()), BackoffSchedule.KNOWN_PLACE)
                    : admit(Digests.account(email), BackoffSchedule.UNKNOWN_PLACE));
  }

  private Uni<Outcome<Attempt>> admit(Buffer target, BackoffSchedule schedule) {
    Instant now = clock.instant();
    return store
        .admit(target, now, now.minus(MEMORY), schedule)
        .flatMap(
            admitted ->
                admitted
                    ? Uni.createFrom().item(Outcome.done(new Attempt(target)))
                    : store.retryAt(target).map(at -> refused(now, at)));
  }

  private static Outcome<Attempt> refused(Instant now, Optional<Instant> retryAt) {
    Duration wait = retryAt.map(at -> Duration.between(now, at)).orElse(LEAST_WAIT);
    return Outcome.refused(new TooManyAttempts(wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait));
  }

  /// Ends an attempt whose password was right: failures before it no longer count, and the
  /// network is one of the owner's from now on.
  public Uni<Void> succeeded(Attempt attempt, UUID memberId, RequestOrigin origin) {
    return store
        .reset(attempt.target())
        .flatMap(
            done ->
                store.remember(
                    memberId,
                    Digests.network(memberId, origin.network()),
                    clock.instant(),
                    NETWORKS_OF_A_MEMBER))
        .replaceWithVoid();
  }

  /// Remembers the network that an account was made in as one of its owner's.
  ///
  /// @param memberId the new member; empty where somebody has the e-mail already, which takes the
  ///     same work
  public Uni<Void> registered(Optional<UUID> memberId, RequestOrigin origin) {
    UUID owner = memberId.orElse(NOBODY);
    return store
        .remember(
            owner, Digests.network(owner, origin.network()), clock.instant(), NETWORKS_OF_A_MEMBER)
        .replaceWithVoid();
  }

  /// Removes counts that are forgotten.
  ///
  /// @return how many were removed, at most `most`
  public Uni<Integer> forget(int most) {
    return store.forget(clock.instant().minus(MEMORY), most);
  }
}
