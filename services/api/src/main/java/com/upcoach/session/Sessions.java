package com.upcoach.session;

import com.upcoach.access.Caller;
import com.upcoach.book.MemberGoneException;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Queries;
import com.upcoach.input.UuidV7;
import com.upcoach.member.MemberRefusal;
import com.upcoach.member.Members;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import com.upcoach.security.RequestOrigin;
import com.upcoach.security.SecurityEvent.Kind;
import com.upcoach.security.SecurityEvents;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// The use cases of sessions: signing in, authenticating requests by token, and ending sessions.
public class Sessions {

  private static final Logger LOG = Logger.getLogger(Sessions.class);

  private final SessionStore store;
  private final SessionCache cache;
  private final Members members;
  private final SecurityEvents events;
  private final UuidV7 ids;
  private final SecureRandom random;
  private final Clock clock;
  private final Duration lifetime;

  /// @param lifetime the time from signing in to the expiry of a session
  public Sessions(
      Queries queries,
      BatchedStatements batching,
      SessionCache cache,
      Members members,
      SecurityEvents events,
      UuidV7 ids,
      SecureRandom random,
      Clock clock,
      Duration lifetime) {
    this.store = new SessionStore(queries, batching);
    this.cache = cache;
    this.members = members;
    this.events = events;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /// A new session with its token, which cannot be shown again.
  public record Opened(Session session, String token) {
    @Override
    public String toString() {
      return "Opened[" + session + "]";
    }
  }

  /// Signs in.
  ///
  /// @param device the name of the device, or null
  public Uni<Outcome<Opened>> open(
      String email, String password, String device, RequestOrigin origin) {
    return members
        .authenticate(email, password, origin)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Members.Authenticated>(var member) ->
                      open(member.memberId(), Optional.of(member.passwordHash()), device);
                  case Outcome.Refused<Members.Authenticated>(MemberRefusal.WrongPassword wrong) ->
                      wrongCredentials();
                  case Outcome.Refused<Members.Authenticated>(var refusal) ->
                      Uni.createFrom().item(Outcome.refused(refusal));
                });
  }

  /// Opens a session for a member without a password, such as by an operator on the command line.
  public Uni<Opened> open(UUID memberId, String device) {
    return open(memberId, Optional.empty(), device)
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Opened>(Opened opened) -> opened;
                  case Outcome.Refused<Opened> gone -> throw new MemberGoneException();
                });
  }

  /// @param passwordHash the hash that the member signed in with; if it has changed since, the
  ///     session is not opened
  private Uni<Outcome<Opened>> open(UUID memberId, Optional<String> passwordHash, String device) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Session session = new Session(ids.next(), device, now, now.plus(lifetime));
    SessionToken.Issued issued = SessionToken.issue(memberId, random);
    return store
        .add(session, issued.token(), passwordHash)
        .flatMap(
            added ->
                added == 1
                    ? Uni.createFrom().item(Outcome.done(new Opened(session, issued.text())))
                    : wrongCredentials());
  }

  private static Uni<Outcome<Opened>> wrongCredentials() {
    return Uni.createFrom().item(Outcome.refused(new SessionRefusal.WrongCredentials()));
  }

  /// Authenticates a token. Empty where its session is unknown, ended or expired.
  public Uni<Optional<Caller>> authenticate(String token) {
    Instant now = clock.instant();
    Optional<SessionStore.SessionWithOwner> cached = cached(token);
    return cached.isPresent()
        ? Uni.createFrom().item(cached.get().callerAt(now))
        : load(token).map(found -> found.flatMap(session -> session.callerAt(now)));
  }

  /// The caller of a token on a cache hit without a due refresh. If it is empty, [#authenticate]
  /// decides.
  public Optional<Caller> cachedCaller(String token) {
    return cache.getUnlessDue(token).flatMap(session -> session.callerAt(clock.instant()));
  }

  /// The owner of a token's session, possibly stale. It does not authenticate a request.
  public Optional<UUID> cachedOwner(String token) {
    return cache.getStale(token).map(found -> found.caller().memberId());
  }

  /// Reads for the caller of a token; empty where its session is unknown, ended or expired.
  ///
  /// With a stale entry the read runs speculatively, in parallel with the query of the session, so
  /// that the query adds no latency. The result is returned only if the session is still valid and
  /// its caller is unchanged; otherwise the read is repeated.
  ///
  /// @param read must have no effects; may be called twice
  public <T> Uni<Optional<T>> readAs(String token, Function<Caller, Uni<T>> read) {
    Instant now = clock.instant();
    Optional<SessionStore.SessionWithOwner> cached = cached(token);
    if (cached.isPresent()) {
      return readIfPresent(cached.get().callerAt(now), read);
    }
    Optional<Caller> stale = cache.getStale(token).flatMap(session -> session.callerAt(now));
    return stale.isEmpty()
        ? authenticate(token).flatMap(caller -> readIfPresent(caller, read))
        : Uni.combine()
            .all()
            .unis(authenticate(token), read.apply(stale.get()))
            .asTuple()
            .flatMap(
                both ->
                    both.getItem1().equals(stale)
                        ? Uni.createFrom().item(Optional.of(both.getItem2()))
                        : readIfPresent(both.getItem1(), read));
  }

  /// The cached session of a token; starts a refresh in the background if it is due.
  private Optional<SessionStore.SessionWithOwner> cached(String token) {
    Optional<SessionStore.SessionWithOwner> cached = cache.get(token);
    if (cached.isPresent() && cache.claimRefresh(token)) {
      load(token)
          .subscribe()
          .with(
              found -> LOG.trace("A session was refreshed"),
              failure -> LOG.debugf("A session was not refreshed: %s", failure.getMessage()));
    }
    return cached;
  }

  private static <T> Uni<Optional<T>> readIfPresent(
      Optional<Caller> caller, Function<Caller, Uni<T>> read) {
    return caller.isPresent()
        ? read.apply(caller.get()).map(Optional::of)
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<Optional<SessionStore.SessionWithOwner>> load(String token) {
    return SessionToken.parse(token)
        .map(parsed -> cache.load(token, parsed.memberId(), () -> store.caller(parsed)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /// The member's sessions that have not expired, newest first.
  public Uni<List<Session>> own(UUID memberId) {
    return store.own(memberId, clock.instant(), true, Optional.empty(), Integer.MAX_VALUE);
  }

  /// A page of the member's sessions that have not expired, by their creation.
  Uni<Page<Session>> own(UUID memberId, boolean newestFirst, PageRequest pageRequest) {
    return store
        .own(memberId, clock.instant(), newestFirst, pageRequest.after(), pageRequest.queryLimit())
        .map(
            rows ->
                pageRequest.page(rows, session -> Cursor.at(session.createdAt(), session.id())));
  }

  public Uni<Outcome<UUID>> end(UUID memberId, UUID sessionId) {
    return store
        .end(memberId, sessionId)
        .onTermination()
        .call(() -> invalidate(memberId))
        .call(ended -> recordEnded(memberId, ended))
        .map(
            ended ->
                ended == 1
                    ? Outcome.done(sessionId)
                    : Outcome.refused(new SessionRefusal.UnknownSession()));
  }

  /// Ends all sessions of the member except this one.
  ///
  /// @return the number of ended sessions
  public Uni<Integer> endOthers(UUID memberId, UUID sessionId) {
    return store
        .endOthers(memberId, sessionId)
        .onTermination()
        .call(() -> invalidate(memberId))
        .call(ended -> recordEnded(memberId, ended));
  }

  private Uni<Void> recordEnded(UUID memberId, int ended) {
    return ended == 0
        ? Uni.createFrom().voidItem()
        : events.record(memberId, Kind.SESSIONS_ENDED, "" + ended);
  }

  /// Invalidates the sessions of a member on all nodes.
  private Uni<Void> invalidate(UUID memberId) {
    return UniHelper.toUni(cache.invalidate(memberId));
  }
}
