package com.upcoach.session;

import com.upcoach.access.Caller;
import com.upcoach.book.MemberGoneException;
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

/// The door to sessions.
public class Sessions {

  private static final Logger LOG = Logger.getLogger(Sessions.class);

  private final SessionStore store;
  private final KnownSessions known;
  private final Members members;
  private final SecurityEvents events;
  private final UuidV7 ids;
  private final SecureRandom random;
  private final Clock clock;
  private final Duration lifetime;

  /// @param lifetime of a session, from signing in
  public Sessions(
      SessionStore store,
      KnownSessions known,
      Members members,
      SecurityEvents events,
      UuidV7 ids,
      SecureRandom random,
      Clock clock,
      Duration lifetime) {
    this.store = store;
    this.known = known;
    this.members = members;
    this.events = events;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /// A session with its token, which is shown this once.
  public record Opened(Session session, String token) {
    @Override
    public String toString() {
      return "Opened[" + session + "]";
    }
  }

  /// Signs in.
  ///
  /// @param device what the device calls itself, or null
  public Uni<Outcome<Opened>> open(
      String email, String password, String device, RequestOrigin origin) {
    return members
        .authenticate(email, password, origin)
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Members.Authenticated>(var known) ->
                      open(known.memberId(), Optional.of(known.passwordHash()), device);
                  case Outcome.Refused<Members.Authenticated>(MemberRefusal.WrongPassword wrong) ->
                      wrongCredentials();
                  case Outcome.Refused<Members.Authenticated>(var refusal) ->
                      Uni.createFrom().item(Outcome.refused(refusal));
                });
  }

  /// Opens a session for a member that has been recognised in another way, as by an operator on
  /// the command line.
  public Uni<Opened> open(UUID memberId, String device) {
    return open(memberId, Optional.empty(), device)
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done<Opened>(Opened opened) -> opened;
                  case Outcome.Refused<Opened> gone -> throw new MemberGoneException();
                });
  }

  /// @param passwordHash that the member signed in with; where it has another one by now, the
  ///     session is not opened
  private Uni<Outcome<Opened>> open(UUID memberId, Optional<String> passwordHash, String device) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Session session = new Session(ids.next(), device, now, now.plus(lifetime));
    SessionToken.Made made = SessionToken.make(memberId, random);
    return store
        .add(session, made.token(), passwordHash)
        .flatMap(
            added ->
                added == 1
                    ? Uni.createFrom().item(Outcome.done(new Opened(session, made.text())))
                    : wrongCredentials());
  }

  private static Uni<Outcome<Opened>> wrongCredentials() {
    return Uni.createFrom().item(Outcome.refused(new SessionRefusal.WrongCredentials()));
  }

  /// Who sent the token, or empty where its session is unknown, ended or expired.
  public Uni<Optional<Caller>> recognise(String token) {
    Instant now = clock.instant();
    Optional<SessionStore.Found> there = believed(token);
    return there.isPresent()
        ? Uni.createFrom().item(there.get().callerAt(now))
        : lookedUp(token).map(found -> found.flatMap(one -> one.callerAt(now)));
  }

  /// Who sent the token, where that is known and nothing has to be looked up, not even ahead of
  /// time; empty says nothing about the session.
  public Optional<Caller> known(String token) {
    return known.settled(token).flatMap(one -> one.callerAt(clock.instant()));
  }

  /// Whose session the token had when it was last looked up here; nothing may be answered on
  /// the strength of it.
  public Optional<UUID> whose(String token) {
    return known.remembered(token).map(found -> found.caller().memberId());
  }

  /// What the sender of a token reads; empty where its session is unknown, ended or expired.
  ///
  /// Where the session was known a while ago it is looked up again while the reading goes on,
  /// so that looking it up takes no time of its own. What was read leaves here only if the
  /// session still stands, and is that of the very caller it was read for.
  ///
  /// @param read changes nothing; may be called twice
  public <T> Uni<Optional<T>> reading(String token, Function<Caller, Uni<T>> read) {
    Instant now = clock.instant();
    Optional<SessionStore.Found> there = believed(token);
    if (there.isPresent()) {
      return readBy(there.get().callerAt(now), read);
    }
    Optional<Caller> remembered = known.remembered(token).flatMap(one -> one.callerAt(now));
    return remembered.isEmpty()
        ? recognise(token).flatMap(caller -> readBy(caller, read))
        : Uni.combine()
            .all()
            .unis(recognise(token), read.apply(remembered.get()))
            .asTuple()
            .flatMap(
                both ->
                    both.getItem1().equals(remembered)
                        ? Uni.createFrom().item(Optional.of(both.getItem2()))
                        : readBy(both.getItem1(), read));
  }

  /// A session that is known, and looked up again in time.
  private Optional<SessionStore.Found> believed(String token) {
    Optional<SessionStore.Found> there = known.get(token);
    if (there.isPresent() && known.due(token)) {
      lookedUp(token)
          .subscribe()
          .with(
              found -> LOG.trace("A session was looked up ahead of time"),
              failure ->
                  LOG.debugf(
                      "A session was not looked up ahead of time: %s", failure.getMessage()));
    }
    return there;
  }

  private static <T> Uni<Optional<T>> readBy(
      Optional<Caller> caller, Function<Caller, Uni<T>> read) {
    return caller.isPresent()
        ? read.apply(caller.get()).map(Optional::of)
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<Optional<SessionStore.Found>> lookedUp(String token) {
    return SessionToken.read(token)
        .map(read -> known.keep(token, read.memberId(), () -> store.caller(read)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /// The member's sessions that have not expired, newest first.
  public Uni<List<Session>> own(UUID memberId) {
    return store.own(memberId, clock.instant(), true, Optional.empty(), Integer.MAX_VALUE);
  }

  /// A page of the member's sessions that have not expired, by when they were opened.
  Uni<Page<Session>> own(UUID memberId, boolean newestFirst, PageRequest listing) {
    return store
        .own(memberId, clock.instant(), newestFirst, listing.after(), listing.queryLimit())
        .map(rows -> listing.page(rows, session -> Cursor.at(session.createdAt(), session.id())));
  }

  public Uni<Outcome<UUID>> end(UUID memberId, UUID sessionId) {
    return store
        .end(memberId, sessionId)
        .onTermination()
        .call(() -> forgotten(memberId))
        .call(ended -> recorded(memberId, ended))
        .map(
            ended ->
                ended == 1
                    ? Outcome.done(sessionId)
                    : Outcome.refused(new SessionRefusal.UnknownSession()));
  }

  /// Ends every session of the member but this one.
  ///
  /// @return how many were ended
  public Uni<Integer> endOthers(UUID memberId, UUID sessionId) {
    return store
        .endOthers(memberId, sessionId)
        .onTermination()
        .call(() -> forgotten(memberId))
        .call(ended -> recorded(memberId, ended));
  }

  private Uni<Void> recorded(UUID memberId, int ended) {
    return ended == 0
        ? Uni.createFrom().voidItem()
        : events.record(memberId, Kind.SESSIONS_ENDED, "" + ended);
  }

  /// On all nodes.
  private Uni<Void> forgotten(UUID memberId) {
    return Uni.createFrom().completionStage(() -> known.forget(memberId).toCompletionStage());
  }
}
